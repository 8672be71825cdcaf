package dev.gctrace.core.report;

import java.util.Locale;

/**
 * Amounts as a person reads them: a figure, a space, a unit. Three significant figures at most
 * below a thousand; the same text in every locale. Figures that are not finite are a dash.
 *
 * <p>Sizes stay MiB however large they are, as everywhere in gctrace. Every method may be called
 * from any thread.
 */
public final class Amounts {

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final String NONE = "–";

  private Amounts() {}

  /** A size: {@code 520 MiB}, {@code 4.5 MiB}. */
  public static String mib(double mib) {
    return number(mib) + " MiB";
  }

  /** A share, 100 being the whole: {@code 45 %}, {@code 4.5 %}. */
  public static String percent(double percent) {
    return number(percent) + " %";
  }

  /** A time in milliseconds: {@code 0.11 ms}, {@code 280 ms}. */
  public static String millis(double millis) {
    return number(millis) + " ms";
  }

  /**
   * A span of time in its two largest units: {@code 0.61 s}, {@code 42 s}, {@code 3 min 5 s},
   * {@code 3 h 12 min}, {@code 2 d 4 h}. Negative spans are 0.
   */
  public static String seconds(double seconds) {
    if (!Double.isFinite(seconds)) {
      return NONE;
    }
    if (Math.round(seconds) < MINUTE) {
      return number(Math.max(0, seconds)) + " s";
    }
    long whole = Math.round(seconds);
    if (whole < HOUR) {
      return two(whole / MINUTE, "min", whole % MINUTE, "s");
    }
    long minutes = Math.round(seconds / MINUTE);
    if (minutes < DAY / MINUTE) {
      return two(minutes / 60, "h", minutes % 60, "min");
    }
    long hours = Math.round(seconds / HOUR);
    return two(hours / 24, "d", hours % 24, "h");
  }

  /**
   * A rate in the unit of time that makes it one at least: {@code 192 MiB/s}, {@code 3.2 MiB/min},
   * {@code 0.2 MiB/h}. A negative rate keeps its sign.
   */
  public static String mibPerSecond(double rate) {
    double size = Math.abs(rate);
    if (size == 0 || size >= 1) {
      return mib(rate) + "/s";
    }
    return size * MINUTE >= 1 ? mib(rate * MINUTE) + "/min" : mib(rate * HOUR) + "/h";
  }

  /** A plain figure: two decimals below 1, one below 10, none from there on; no idle zeros. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return NONE;
    }
    double size = Math.abs(value);
    int decimals = size < 0.995 ? 2 : size < 9.95 ? 1 : 0;
    String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
    if (decimals > 0) {
      int end = text.length();
      while (text.charAt(end - 1) == '0') {
        end--;
      }
      text = text.substring(0, text.charAt(end - 1) == '.' ? end - 1 : end);
    }
    return text.equals("-0") ? "0" : text;
  }

  private static String two(long large, String largeUnit, long small, String smallUnit) {
    return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
  }
}
