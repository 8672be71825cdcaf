package dev.gctrace.cli.drawing;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The marks of an axis of time. */
public final class TimeTicks {

  private static final double[] STEPS_SECONDS = {
    60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400
  };

  private static final double DAY = 86_400;

  /** Beyond it seconds are hard to read and hours and minutes are shown. */
  private static final double PLAIN_SECONDS_BELOW = 1_000;

  private TimeTicks() {}

  /**
   * The marks within a stretch of time, at round times.
   *
   * @param clock what the axis counts
   * @param from left end of the stretch
   * @param to right end of the stretch
   * @param most how many there may be at most, from 1
   * @return the marks in rising order
   */
  public static List<Tick> within(Clock clock, double from, double to, int most) {
    double step = step(clock, to - from, most);
    List<Tick> ticks = new ArrayList<>();
    double first = Math.ceil(from / step - 1e-9);
    for (int i = 0; ticks.size() < most; i++) {
      double value = (first + i) * step;
      if (value > to + step * 1e-9) {
        break;
      }
      ticks.add(new Tick(value, label(clock, value, step, to)));
    }
    return ticks;
  }

  /**
   * What the marks of an axis count: for wall-clock time its date and zone.
   *
   * @param clock what the axis counts
   * @param from left end of the stretch
   * @param processes how many share the axis, from 1
   * @return the title of the axis
   */
  public static String title(Clock clock, double from, int processes) {
    return switch (clock) {
      case WALL -> format("uuuu-MM-dd", from) + " UTC";
      case PROCESS -> processes == 1 ? "since start" : "running time";
      case CYCLES -> "collection";
    };
  }

  static double step(Clock clock, double span, int most) {
    double exact = span / most;
    double smallest = clock == Clock.CYCLES ? 1 : 0.001;
    if (!(exact > smallest)) {
      return smallest;
    }
    if (clock == Clock.CYCLES || exact <= 50) {
      double round = ValueTicks.roundUp(exact);
      if (clock == Clock.CYCLES || round <= 10) {
        return round;
      }
      return exact <= 20 ? 20 : exact <= 30 ? 30 : 60;
    }
    for (double step : STEPS_SECONDS) {
      if (step >= exact) {
        return step;
      }
    }
    return DAY * Math.max(1, ValueTicks.roundUp(exact / DAY));
  }

  private static String label(Clock clock, double value, double step, double last) {
    return switch (clock) {
      case CYCLES -> "gc " + ValueTicks.label(value);
      case PROCESS -> last < PLAIN_SECONDS_BELOW ? decimal(value, step) + " s" : elapsed(value);
      case WALL -> {
        if (step >= DAY) {
          yield format("MM-dd", value);
        }
        if (step >= 60) {
          yield format("HH:mm", value);
        }
        yield format(step >= 1 ? "HH:mm:ss" : "HH:mm:ss.SSS", value);
      }
    };
  }

  private static String decimal(double value, double step) {
    int decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static String elapsed(double seconds) {
    if (seconds >= 1000 * DAY) {
      return ValueTicks.label(seconds / DAY) + "d";
    }
    long whole = Math.round(seconds);
    StringBuilder text = new StringBuilder();
    append(text, whole / 86_400, "d");
    append(text, whole / 3_600 % 24, "h");
    append(text, whole / 60 % 60, "m");
    append(text, whole % 60, "s");
    return text.length() == 0 ? "0" : text.toString();
  }

  private static void append(StringBuilder text, long amount, String unit) {
    if (amount > 0) {
      text.append(amount).append(unit);
    }
  }

  private static String format(String pattern, double epochSeconds) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
        .withZone(ZoneOffset.UTC)
        .format(Instant.ofEpochMilli(Math.round(epochSeconds * 1000)));
  }
}
