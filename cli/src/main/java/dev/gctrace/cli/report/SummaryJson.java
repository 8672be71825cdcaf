package dev.gctrace.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.core.report.Summary;
import dev.gctrace.core.trace.Format;
import dev.gctrace.logs.CycleJson;
import java.io.IOException;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The figures of a process as a JSON object; what is absent is null. */
final class SummaryJson {

  private SummaryJson() {}

  static void write(JsonGenerator json, Summary summary) throws IOException {
    json.writeObjectFieldStart("summary");
    json.writeStringField("format", format(summary.format()));
    json.writeNumberField("cycles", summary.cycles());
    json.writeNumberField("firstCycle", summary.firstCycle());
    json.writeNumberField("lastCycle", summary.lastCycle());
    json.writeNumberField("missingCycles", summary.missingCycles());
    json.writeNumberField("forcedCycles", summary.forcedCycles());
    json.writeNumberField("periodicCycles", summary.periodicCycles());
    json.writeNumberField("repairedCycles", summary.repairedCycles());
    decimal(json, "durationSeconds", summary.durationSeconds(), 3);
    whole(json, "liveMinMiB", summary.liveMinMiB());
    whole(json, "liveLastMiB", summary.liveLastMiB());
    whole(json, "liveMaxMiB", summary.liveMaxMiB());
    decimal(json, "liveTrendMiBPerSecond", summary.liveTrendMiBPerSecond(), 4);
    whole(json, "peakHeapMiB", summary.peakHeapMiB());
    decimal(json, "goalOvershootMax", summary.goalOvershootMax(), 3);
    decimal(json, "allocationMiBPerSecond", summary.allocationMiBPerSecond(), 2);
    whole(json, "gcCpuPercent", summary.gcCpuPercent());
    decimal(json, "gcCpuPercentOfCycles", summary.gcCpuPercentOfCycles(), 2);
    decimal(json, "gcCpuPercentMax", summary.gcCpuPercentMax(), 2);
    decimal(json, "pauseP50Millis", summary.pauseP50Millis(), 3);
    decimal(json, "pauseP99Millis", summary.pauseP99Millis(), 3);
    decimal(json, "pauseMaxMillis", summary.pauseMaxMillis(), 3);
    decimal(json, "markDutyPercent", summary.markDutyPercent(), 2);
    decimal(json, "periodSeconds", summary.periodSeconds(), 3);
    json.writeNumberField("procs", summary.procs());
    json.writeEndObject();
  }

  /** {@code go1.18} for lines as Go 1.18 and later print them. */
  private static String format(Format format) {
    return format.name().toLowerCase(Locale.ROOT).replace("go_", "go").replace('_', '.');
  }

  private static void whole(JsonGenerator json, String key, OptionalLong value) throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(key, value.getAsLong());
    } else {
      json.writeNullField(key);
    }
  }

  private static void whole(JsonGenerator json, String key, OptionalInt value) throws IOException {
    whole(json, key, value.isPresent() ? OptionalLong.of(value.getAsInt()) : OptionalLong.empty());
  }

  private static void decimal(JsonGenerator json, String key, OptionalDouble value, int decimals)
      throws IOException {
    CycleJson.decimal(json, key, value.orElse(Double.NaN), decimals);
  }
}
