package dev.gctrace.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.trace.GcEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The JSON object of a {@link Cycle}: a line of {@code watch --format ndjson}, an element of {@code
 * cycles} in {@code analyze --format json}, a record of a topic.
 *
 * <p>Every key is always there. What is absent is null. Sizes are in MiB with at most one decimal;
 * {@code secondsToLimit} has at most two. {@code gogc} is a number or {@code "off"}.
 */
public final class CycleJson {

  private static final double BYTES_PER_MIB = 1 << 20;

  private CycleJson() {}

  /** Writes the object of one cycle, and nothing around it. */
  public static void write(JsonGenerator json, Cycle cycle) throws IOException {
    json.writeStartObject();
    json.writeStringField("container", cycle.who().name().orElse(null));
    json.writeNumberField("process", cycle.process());
    json.writeStringField("time", cycle.time().map(Object::toString).orElse(null));
    event(json, cycle.event());
    forecast(json, cycle.forecast(), cycle.settings());
    json.writeEndObject();
  }

  private static void event(JsonGenerator json, GcEvent event) throws IOException {
    json.writeNumberField("cycle", event.cycle());
    json.writeNumberField("at", BigDecimal.valueOf(event.startMillis(), 3));
    json.writeBooleanField("forced", event.forced());
    json.writeBooleanField("repaired", event.repaired());
    json.writeNumberField("heapStartMiB", event.heapStartMiB());
    json.writeNumberField("heapEndMiB", event.heapEndMiB());
    json.writeNumberField("liveMiB", event.liveMiB());
    whole(json, "goalMiB", event.goalMiB());
    whole(json, "stacksMiB", event.stacksMiB());
    whole(json, "globalsMiB", event.globalsMiB());
    json.writeNumberField("procs", event.procs());
    json.writeNumberField("gcCpuPercent", event.gcCpuPercent());
  }

  private static void forecast(JsonGenerator json, Forecast forecast, MemorySettings settings)
      throws IOException {
    Gogc gogc = forecast.gogc();
    if (gogc.off()) {
      json.writeStringField("gogc", "off");
    } else {
      decimal(json, "gogc", gogc.percent(), 1);
    }
    json.writeStringField("gogcSource", gogc.source().name().toLowerCase(Locale.ROOT));
    mebibytes(json, "goMemLimitMiB", settings.goMemLimitBytes());
    mebibytes(json, "limitMiB", settings.limitBytes());
    decimal(json, "nextGoalMiB", orNaN(forecast.nextGoalMiB()), 1);
    Band peak = forecast.peakMiB().orElse(null);
    decimal(json, "peakMiB", peak == null ? Double.NaN : peak.expected(), 1);
    decimal(json, "peakLowMiB", peak == null ? Double.NaN : peak.low(), 1);
    decimal(json, "peakHighMiB", peak == null ? Double.NaN : peak.high(), 1);
    decimal(json, "secondsToLimit", orNaN(forecast.secondsToLimit()), 2);
    json.writeStringField("severity", forecast.severity().name().toLowerCase(Locale.ROOT));
    json.writeStringField("reason", forecast.reason().code());
  }

  private static void whole(JsonGenerator json, String key, OptionalLong value) throws IOException {
    if (value.isPresent()) {
      json.writeNumberField(key, value.getAsLong());
    } else {
      json.writeNullField(key);
    }
  }

  private static void mebibytes(JsonGenerator json, String key, OptionalLong bytes)
      throws IOException {
    decimal(json, key, bytes.isPresent() ? bytes.getAsLong() / BYTES_PER_MIB : Double.NaN, 1);
  }

  private static double orNaN(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }

  /**
   * Writes a number rounded half up, without zeros at its end and without an exponent; null for
   * what is not a finite number.
   */
  public static void decimal(JsonGenerator json, String key, double value, int decimals)
      throws IOException {
    if (!Double.isFinite(value)) {
      json.writeNullField(key);
      return;
    }
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
    json.writeFieldName(key);
    json.writeNumber(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
  }
}
