package dev.gctrace.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.EarlyGcEvent;
import dev.gctrace.core.trace.GcEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The JSON object of a {@link Cycle} or {@link EarlyCycle}: a line of {@code watch --format
 * ndjson}, an element of {@code cycles} in {@code analyze --format json}, a record of a topic.
 *
 * <p>Every key is always there. What is absent is null. Sizes are in MiB with at most one decimal;
 * {@code secondsToLimit} has at most two. {@code gogc} is a number or {@code "off"}.
 */
public final class CycleJson {

  private static final double BYTES_PER_MIB = 1 << 20;
  private static final long[] TENS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

  /** Numbers up to here are exact enough to be rounded as they are. */
  private static final double SMALL = 1e9;

  private static final double NEAR_HALF = 1e-4;

  private CycleJson() {}

  /** Writes the object of one cycle, and nothing around it. */
  public static void write(JsonGenerator json, Cycle cycle) throws IOException {
    json.writeStartObject();
    origin(json, cycle.who(), cycle.process(), cycle.time());
    event(json, cycle.event());
    forecast(json, cycle.forecast(), cycle.settings());
    json.writeEndObject();
  }

  /**
   * Writes the object of a cycle of Go 1.4 or earlier, and nothing around it: the same keys, null
   * for all that these lines do not hold and for what only a forecast tells.
   */
  public static void write(JsonGenerator json, EarlyCycle cycle) throws IOException {
    EarlyGcEvent event = cycle.event();
    json.writeStartObject();
    origin(json, cycle.who(), cycle.process(), cycle.time());
    json.writeNumberField("cycle", event.cycle());
    nulls(json, "at", "forced");
    json.writeBooleanField("repaired", event.repaired());
    json.writeNumberField("heapStartMiB", event.heapBeforeMiB());
    nulls(json, "heapEndMiB");
    whole(json, "liveMiB", event.liveMiB());
    nulls(json, "goalMiB", "stacksMiB", "globalsMiB");
    json.writeNumberField("procs", event.procs());
    nulls(json, "gcCpuPercent", "gogc", "gogcSource");
    mebibytes(json, "goMemLimitMiB", cycle.settings().goMemLimitBytes());
    mebibytes(json, "limitMiB", cycle.settings().limitBytes());
    nulls(json, "nextGoalMiB", "peakMiB", "peakLowMiB", "peakHighMiB", "secondsToLimit");
    json.writeStringField("severity", name(Severity.UNKNOWN));
    json.writeStringField("reason", Reason.NOT_ENOUGH_DATA.code());
    json.writeEndObject();
  }

  private static void origin(
      JsonGenerator json, ContainerId who, int process, Optional<Instant> time) throws IOException {
    json.writeStringField("container", who.name().orElse(null));
    json.writeNumberField("process", process);
    json.writeStringField("time", time.map(Object::toString).orElse(null));
  }

  private static void nulls(JsonGenerator json, String... keys) throws IOException {
    for (String key : keys) {
      json.writeNullField(key);
    }
  }

  private static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static void event(JsonGenerator json, GcEvent event) throws IOException {
    json.writeNumberField("cycle", event.cycle());
    json.writeFieldName("at");
    json.writeNumber(seconds(event.startMillis()));
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
    json.writeStringField("gogcSource", name(gogc.source()));
    mebibytes(json, "goMemLimitMiB", settings.goMemLimitBytes());
    mebibytes(json, "limitMiB", settings.limitBytes());
    decimal(json, "nextGoalMiB", orNaN(forecast.nextGoalMiB()), 1);
    Band peak = forecast.peakMiB().orElse(null);
    decimal(json, "peakMiB", peak == null ? Double.NaN : peak.expected(), 1);
    decimal(json, "peakLowMiB", peak == null ? Double.NaN : peak.low(), 1);
    decimal(json, "peakHighMiB", peak == null ? Double.NaN : peak.high(), 1);
    decimal(json, "secondsToLimit", orNaN(forecast.secondsToLimit()), 2);
    Band seconds = forecast.secondsToLimitBand().orElse(null);
    decimal(json, "secondsToLimitLow", seconds == null ? Double.NaN : seconds.low(), 2);
    decimal(json, "secondsToLimitHigh", seconds == null ? Double.NaN : seconds.high(), 2);
    decimal(json, "killProbability", orNaN(forecast.killProbability()), 3);
    json.writeStringField("severity", name(forecast.severity()));
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
   *
   * @param decimals most digits behind the point, at most 6
   */
  public static void decimal(JsonGenerator json, String key, double value, int decimals)
      throws IOException {
    if (!Double.isFinite(value)) {
      json.writeNullField(key);
      return;
    }
    double scaled = Math.abs(value) * TENS[decimals];
    double whole = Math.floor(scaled);
    double fraction = scaled - whole;
    if (scaled < SMALL && Math.abs(fraction - 0.5) > NEAR_HALF) {
      long rounded = (long) whole + (fraction > 0.5 ? 1 : 0);
      json.writeFieldName(key);
      json.writeNumber(text(value < 0 ? -rounded : rounded, decimals));
      return;
    }
    // Near the middle of two numbers it depends on how the number is printed.
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
    json.writeFieldName(key);
    json.writeNumber(rounded.scale() < 0 ? rounded.setScale(0) : rounded);
  }

  /** Milliseconds as seconds, with all three decimals. */
  private static String seconds(long millis) {
    long rest = millis % 1000;
    return millis / 1000 + (rest < 10 ? ".00" : rest < 100 ? ".0" : ".") + rest;
  }

  /** A number of thousandths, hundredths or tenths, without zeros at its end. */
  private static String text(long parts, int decimals) {
    long whole = parts;
    int digits = decimals;
    while (digits > 0 && whole % 10 == 0) {
      whole /= 10;
      digits--;
    }
    if (digits == 0) {
      return Long.toString(whole);
    }
    long fraction = Math.abs(whole % TENS[digits]);
    StringBuilder text = new StringBuilder(16);
    text.append(whole < 0 ? "-" : "").append(Math.abs(whole) / TENS[digits]).append('.');
    for (int i = digits - 1; i > 0 && fraction < TENS[i]; i--) {
      text.append('0');
    }
    return text.append(fraction).toString();
  }
}
