package dev.gctrace.cli.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.cli.analysis.LeftOut;
import dev.gctrace.core.tuning.Comparison;
import dev.gctrace.core.tuning.RunFigures;
import dev.gctrace.logs.CycleJson;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The comparison as one JSON object; what is absent is null. */
final class CompareJson {

  private final LeftOut leftOutBefore;
  private final LeftOut leftOutAfter;

  /** One of two runs of which so much was let go. */
  CompareJson(LeftOut before, LeftOut after) {
    leftOutBefore = before;
    leftOutAfter = after;
  }

  void write(String before, String after, Comparison comparison, OutputStream out)
      throws IOException {
    JsonFactory factory =
        new JsonFactory().configure(JsonGenerator.Feature.AUTO_CLOSE_TARGET, false);
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("sentence", comparison.sentence());
      run(json, "before", before, comparison.before(), leftOutBefore);
      run(json, "after", after, comparison.after(), leftOutAfter);
      json.writeObjectFieldStart("changes");
      for (Comparison.Change change : comparison.changes()) {
        json.writeObjectFieldStart(key(change.metric()));
        decimal(json, "before", change.before(), 3);
        decimal(json, "after", change.after(), 3);
        decimal(json, "changePercent", percent(change.part()), 1);
        decimal(json, "chance", change.chance(), 6);
        json.writeStringField("direction", change.direction().code());
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void run(
      JsonGenerator json, String key, String input, RunFigures run, LeftOut leftOut)
      throws IOException {
    json.writeObjectFieldStart(key);
    json.writeStringField("input", input);
    json.writeStringField("severity", run.severity().name().toLowerCase(Locale.ROOT));
    json.writeNumberField("containers", run.containers());
    json.writeNumberField("processes", run.processes());
    json.writeNumberField("restarts", run.restarts());
    json.writeNumberField("kills", run.kills());
    json.writeNumberField("cycles", run.cycles());
    whole(json, "peakHeapMiB", run.peakHeapMiB());
    whole(json, "liveMaxMiB", run.liveMaxMiB());
    decimal(json, "pauseP99Millis", run.pauseP99Millis(), 3);
    decimal(json, "pauseMaxMillis", run.pauseMaxMillis(), 3);
    json.writeNumberField("containersLeftOut", leftOut.containers());
    json.writeNumberField("eventsLeftOut", leftOut.events());
    json.writeEndObject();
  }

  private static String key(Comparison.Metric metric) {
    return switch (metric) {
      case LIVE -> "liveMiB";
      case HEAP -> "heapMiB";
      case GC_CPU -> "gcCpuPercent";
      case PAUSE -> "pauseMillis";
      case CYCLES -> "cyclesPerMinute";
      case ALLOCATION -> "allocationMiBPerSecond";
    };
  }

  private static OptionalDouble percent(OptionalDouble part) {
    return part.isPresent() ? OptionalDouble.of(100 * part.getAsDouble()) : part;
  }

  private static void decimal(JsonGenerator json, String key, OptionalDouble value, int decimals)
      throws IOException {
    CycleJson.decimal(json, key, value.orElse(Double.NaN), decimals);
  }

  private static void whole(JsonGenerator json, String key, OptionalLong value) throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(key, value.getAsLong());
    } else {
      json.writeNullField(key);
    }
  }
}
