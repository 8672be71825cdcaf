package dev.gctrace.cli.tune;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.cli.analysis.Intake;
import dev.gctrace.cli.report.IntakeJson;
import dev.gctrace.core.tuning.Outcome;
import dev.gctrace.core.tuning.Recommendation;
import dev.gctrace.core.tuning.WhatIf;
import dev.gctrace.logs.CycleJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What would be, as one JSON object; what is absent is null. */
final class TuneJson {

  private TuneJson() {}

  static void write(List<Tuned> all, Intake intake, OutputStream out) throws IOException {
    JsonFactory factory =
        new JsonFactory().configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      IntakeJson.write(json, intake);
      json.writeArrayFieldStart("containers");
      for (Tuned tuned : all) {
        container(json, tuned);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void container(JsonGenerator json, Tuned tuned) throws IOException {
    json.writeStartObject();
    json.writeStringField("container", tuned.container().who().name().orElse(null));
    json.writeStringField("file", tuned.container().file().orElse(null));
    json.writeNumberField("process", tuned.report().process());
    json.writeNumberField("cyclesLeftOut", tuned.dropped());
    CycleJson.decimal(json, "memoryMeasuredMiB", tuned.measuredMiB().orElse(Double.NaN), 1);
    if (tuned.workload().isPresent()) {
      json.writeNumberField("cycles", tuned.workload().get().cycles());
      CycleJson.decimal(json, "seconds", tuned.workload().get().seconds(), 3);
      selfCheck(json, tuned.selfCheck().orElseThrow());
    } else {
      json.writeNullField("cycles");
      json.writeNullField("seconds");
      json.writeNullField("selfCheck");
    }
    json.writeArrayFieldStart("outcomes");
    for (Outcome outcome : tuned.outcomes()) {
      outcome(json, outcome);
    }
    json.writeEndArray();
    recommendation(json, tuned);
    json.writeEndObject();
  }

  private static void selfCheck(JsonGenerator json, Tuned.SelfCheck check) throws IOException {
    json.writeObjectFieldStart("selfCheck");
    CycleJson.decimal(json, "peakPercent", check.peakPercent(), 1);
    CycleJson.decimal(json, "cyclesPercent", check.cyclesPercent(), 1);
    CycleJson.decimal(json, "gcCpuPoints", check.gcCpuPoints(), 1);
    json.writeBooleanField("good", check.isGood());
    json.writeEndObject();
  }

  private static void outcome(JsonGenerator json, Outcome outcome) throws IOException {
    json.writeStartObject();
    settings(json, outcome.settings());
    CycleJson.decimal(json, "peakHeapMiB", outcome.peakHeapMiB(), 1);
    CycleJson.decimal(json, "memoryMiB", outcome.memoryMiB().expected(), 1);
    CycleJson.decimal(json, "memoryLowMiB", outcome.memoryMiB().low(), 1);
    CycleJson.decimal(json, "memoryHighMiB", outcome.memoryMiB().high(), 1);
    json.writeNumberField("cycles", outcome.cycles());
    CycleJson.decimal(json, "cyclesPerMinute", outcome.cyclesPerMinute(), 2);
    CycleJson.decimal(json, "gcCpuPercent", outcome.gcCpuPercent(), 2);
    json.writeStringField("verdict", outcome.fit().code());
    json.writeEndObject();
  }

  private static void settings(JsonGenerator json, WhatIf settings) throws IOException {
    if (settings.gogc().isPresent()) {
      CycleJson.decimal(json, "gogc", settings.gogc().getAsDouble(), 1);
    } else {
      json.writeStringField("gogc", "off");
    }
    CycleJson.decimal(json, "goMemLimitMiB", settings.goMemLimitMiB().orElse(Double.NaN), 1);
    CycleJson.decimal(json, "limitMiB", settings.limitMiB().orElse(Double.NaN), 1);
  }

  private static void recommendation(JsonGenerator json, Tuned tuned) throws IOException {
    if (tuned.recommendation().isEmpty()) {
      json.writeNullField("recommendation");
      return;
    }
    Recommendation recommendation = tuned.recommendation().get();
    json.writeObjectFieldStart("recommendation");
    json.writeStringField("kind", recommendation.kind().code());
    json.writeStringField("reason", recommendation.reason());
    if (recommendation.outcome().isPresent()) {
      json.writeFieldName("outcome");
      outcome(json, recommendation.outcome().get());
    } else {
      json.writeNullField("outcome");
    }
    json.writeStringField("patch", tuned.patch().map(Patch::yaml).orElse(null));
    json.writeStringField("patchTarget", tuned.target().shown().orElse(null));
    json.writeStringField("patchCommand", tuned.patch().flatMap(Patch::command).orElse(null));
    json.writeEndObject();
  }
}
