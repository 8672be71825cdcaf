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

  /**
   * {@return a size, as {@code 520 MiB} or {@code 4.5 MiB}}
   *
   * @param mib in MiB
   */
  public static String mib(double mib) {
    return number(mib) + " MiB";
  }

  /**
   * {@return a size, as {@code 520 MiB}}
   *
   * @param mib in MiB
   */
  public static String mib(long mib) {
    return mib + " MiB";
  }

  /**
   * {@return a share, as {@code 45 %} or {@code 4.5 %}}
   *
   * @param percent 100 being the whole
   */
  public static String percent(double percent) {
    return number(percent) + " %";
  }

  /**
   * {@return a short time, as {@code 0.11 ms} or {@code 280 ms}}
   *
   * @param millis in milliseconds
   */
  public static String millis(double millis) {
    return number(millis) + " ms";
  }

  /**
   * {@return a span of time in its two largest units, as {@code 0.61 s}, {@code 42 s}, {@code 3 min
   * 5 s}, {@code 3 h 12 min} or {@code 2 d 4 h}}
   *
   * @param seconds in seconds; a negative span is 0
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
   * {@return a rate in the unit of time that makes it one at least, as {@code 192 MiB/s}, {@code
   * 3.2 MiB/min} or {@code 0.2 MiB/h}}
   *
   * @param rate in MiB per second; a negative one keeps its sign
   */
  public static String mibPerSecond(double rate) {
    double size = Math.abs(rate);
    if (size == 0 || size >= 1) {
      return mib(rate) + "/s";
    }
    return size * MINUTE >= 1 ? mib(rate * MINUTE) + "/min" : mib(rate * HOUR) + "/h";
  }

  /**
   * {@return a figure with two decimals below 1, one below 10 and none from there on, without idle
   * zeros}
   *
   * @param value in any unit
   */
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
