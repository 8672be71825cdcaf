package dev.gctrace.logs;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
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
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
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

  private static final SerializedString CONTAINER = new SerializedString("container");
  private static final SerializedString PROCESS = new SerializedString("process");
  private static final SerializedString TIME = new SerializedString("time");
  private static final SerializedString CYCLE = new SerializedString("cycle");
  private static final SerializedString AT = new SerializedString("at");
  private static final SerializedString FORCED = new SerializedString("forced");
  private static final SerializedString REPAIRED = new SerializedString("repaired");
  private static final SerializedString HEAP_START_MIB = new SerializedString("heapStartMiB");
  private static final SerializedString HEAP_END_MIB = new SerializedString("heapEndMiB");
  private static final SerializedString LIVE_MIB = new SerializedString("liveMiB");
  private static final SerializedString GOAL_MIB = new SerializedString("goalMiB");
  private static final SerializedString STACKS_MIB = new SerializedString("stacksMiB");
  private static final SerializedString GLOBALS_MIB = new SerializedString("globalsMiB");
  private static final SerializedString PROCS = new SerializedString("procs");
  private static final SerializedString GC_CPU_PERCENT = new SerializedString("gcCpuPercent");
  private static final SerializedString GOGC = new SerializedString("gogc");
  private static final SerializedString GOGC_SOURCE = new SerializedString("gogcSource");
  private static final SerializedString GO_MEM_LIMIT_MIB = new SerializedString("goMemLimitMiB");
  private static final SerializedString LIMIT_MIB = new SerializedString("limitMiB");
  private static final SerializedString NEXT_GOAL_MIB = new SerializedString("nextGoalMiB");
  private static final SerializedString PEAK_MIB = new SerializedString("peakMiB");
  private static final SerializedString PEAK_LOW_MIB = new SerializedString("peakLowMiB");
  private static final SerializedString PEAK_HIGH_MIB = new SerializedString("peakHighMiB");
  private static final SerializedString SECONDS_TO_LIMIT = new SerializedString("secondsToLimit");
  private static final SerializedString SECONDS_TO_LIMIT_LOW =
      new SerializedString("secondsToLimitLow");
  private static final SerializedString SECONDS_TO_LIMIT_HIGH =
      new SerializedString("secondsToLimitHigh");
  private static final SerializedString KILL_PROBABILITY = new SerializedString("killProbability");
  private static final SerializedString SEVERITY = new SerializedString("severity");
  private static final SerializedString REASON = new SerializedString("reason");

  private static final Map<Severity, String> SEVERITIES = words(Severity.class);
  private static final Map<Gogc.Source, String> SOURCES = words(Gogc.Source.class);

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
    json.writeFieldName(CYCLE);
    json.writeNumber(event.cycle());
    nulls(json, AT, FORCED);
    json.writeFieldName(REPAIRED);
    json.writeBoolean(event.repaired());
    json.writeFieldName(HEAP_START_MIB);
    json.writeNumber(event.heapBeforeMiB());
    nulls(json, HEAP_END_MIB);
    whole(json, LIVE_MIB, event.liveMiB());
    nulls(json, GOAL_MIB, STACKS_MIB, GLOBALS_MIB);
    json.writeFieldName(PROCS);
    json.writeNumber(event.procs());
    nulls(json, GC_CPU_PERCENT, GOGC, GOGC_SOURCE);
    mebibytes(json, GO_MEM_LIMIT_MIB, cycle.settings().goMemLimitBytes());
    mebibytes(json, LIMIT_MIB, cycle.settings().limitBytes());
    nulls(json, NEXT_GOAL_MIB, PEAK_MIB, PEAK_LOW_MIB, PEAK_HIGH_MIB, SECONDS_TO_LIMIT);
    json.writeFieldName(SEVERITY);
    json.writeString(SEVERITIES.get(Severity.UNKNOWN));
    json.writeFieldName(REASON);
    json.writeString(Reason.NOT_ENOUGH_DATA.code());
    json.writeEndObject();
  }

  private static void origin(
      JsonGenerator json, ContainerId who, int process, Optional<Instant> time) throws IOException {
    json.writeFieldName(CONTAINER);
    json.writeString(who.name().orElse(null));
    json.writeFieldName(PROCESS);
    json.writeNumber(process);
    json.writeFieldName(TIME);
    json.writeString(time.map(UtcText::of).orElse(null));
  }

  private static void nulls(JsonGenerator json, SerializableString... keys) throws IOException {
    for (SerializableString key : keys) {
      json.writeFieldName(key);
      json.writeNull();
    }
  }

  private static <E extends Enum<E>> Map<E, String> words(Class<E> type) {
    Map<E, String> words = new EnumMap<>(type);
    for (E value : type.getEnumConstants()) {
      words.put(value, value.name().toLowerCase(Locale.ROOT));
    }
    return words;
  }

  private static void event(JsonGenerator json, GcEvent event) throws IOException {
    json.writeFieldName(CYCLE);
    json.writeNumber(event.cycle());
    json.writeFieldName(AT);
    json.writeNumber(seconds(event.startMillis()));
    json.writeFieldName(FORCED);
    json.writeBoolean(event.forced());
    json.writeFieldName(REPAIRED);
    json.writeBoolean(event.repaired());
    json.writeFieldName(HEAP_START_MIB);
    json.writeNumber(event.heapStartMiB());
    json.writeFieldName(HEAP_END_MIB);
    json.writeNumber(event.heapEndMiB());
    json.writeFieldName(LIVE_MIB);
    json.writeNumber(event.liveMiB());
    whole(json, GOAL_MIB, event.goalMiB());
    whole(json, STACKS_MIB, event.stacksMiB());
    whole(json, GLOBALS_MIB, event.globalsMiB());
    json.writeFieldName(PROCS);
    json.writeNumber(event.procs());
    json.writeFieldName(GC_CPU_PERCENT);
    json.writeNumber(event.gcCpuPercent());
  }

  private static void forecast(JsonGenerator json, Forecast forecast, MemorySettings settings)
      throws IOException {
    Gogc gogc = forecast.gogc();
    if (gogc.off()) {
      json.writeFieldName(GOGC);
      json.writeString("off");
    } else {
      decimal(json, GOGC, gogc.percent(), 1);
    }
    json.writeFieldName(GOGC_SOURCE);
    json.writeString(SOURCES.get(gogc.source()));
    mebibytes(json, GO_MEM_LIMIT_MIB, settings.goMemLimitBytes());
    mebibytes(json, LIMIT_MIB, settings.limitBytes());
    decimal(json, NEXT_GOAL_MIB, orNaN(forecast.nextGoalMiB()), 1);
    Band peak = forecast.peakMiB().orElse(null);
    decimal(json, PEAK_MIB, peak == null ? Double.NaN : peak.expected(), 1);
    decimal(json, PEAK_LOW_MIB, peak == null ? Double.NaN : peak.low(), 1);
    decimal(json, PEAK_HIGH_MIB, peak == null ? Double.NaN : peak.high(), 1);
    decimal(json, SECONDS_TO_LIMIT, orNaN(forecast.secondsToLimit()), 2);
    Band seconds = forecast.secondsToLimitBand().orElse(null);
    decimal(json, SECONDS_TO_LIMIT_LOW, seconds == null ? Double.NaN : seconds.low(), 2);
    decimal(json, SECONDS_TO_LIMIT_HIGH, seconds == null ? Double.NaN : seconds.high(), 2);
    decimal(json, KILL_PROBABILITY, orNaN(forecast.killProbability()), 3);
    json.writeFieldName(SEVERITY);
    json.writeString(SEVERITIES.get(forecast.severity()));
    json.writeFieldName(REASON);
    json.writeString(forecast.reason().code());
  }

  private static void whole(JsonGenerator json, SerializableString key, OptionalLong value)
      throws IOException {
    json.writeFieldName(key);
    if (value.isPresent()) {
      json.writeNumber(value.getAsLong());
    } else {
      json.writeNull();
    }
  }

  private static void mebibytes(JsonGenerator json, SerializableString key, OptionalLong bytes)
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
    json.writeFieldName(key);
    decimal(json, value, decimals);
  }

  private static void decimal(
      JsonGenerator json, SerializableString key, double value, int decimals) throws IOException {
    json.writeFieldName(key);
    decimal(json, value, decimals);
  }

  private static void decimal(JsonGenerator json, double value, int decimals) throws IOException {
    if (!Double.isFinite(value)) {
      json.writeNull();
      return;
    }
    double scaled = Math.abs(value) * TENS[decimals];
    double whole = Math.floor(scaled);
    double fraction = scaled - whole;
    if (scaled < SMALL && Math.abs(fraction - 0.5) > NEAR_HALF) {
      long rounded = (long) whole + (fraction > 0.5 ? 1 : 0);
      json.writeNumber(text(value < 0 ? -rounded : rounded, decimals));
      return;
    }
    // Near the middle of two numbers it depends on how the number is printed.
    BigDecimal rounded =
        BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).stripTrailingZeros();
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
