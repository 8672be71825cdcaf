package dev.gctrace.cli.tune;

import dev.gctrace.cli.options.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.TypeConversionException;

/**
 * Values of an option that may be given several times, as lists with commas, and as ranges {@code
 * FROM..TO/STEP}.
 */
final class Values {

  /** More than that of one option nobody reads. */
  static final int MOST = 50;

  private static final double BYTES_PER_MIB = 1 << 20;

  private Values() {}

  /** A value of GOGC in percent, infinite for {@code off}. */
  static double gogc(String text) {
    if (text.equals("off")) {
      return Double.POSITIVE_INFINITY;
    }
    if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new TypeConversionException(
          "'" + text + "' is not a value of GOGC; write a whole number of percent, or off");
    }
    return Integer.parseInt(text);
  }

  /** A size in MiB. */
  static double size(String text) {
    try {
      return Size.parse(text).bytes() / BYTES_PER_MIB;
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** A GOMEMLIMIT: a size in MiB, infinite for {@code off}, or negative: a part of the limit. */
  static double goMemLimit(String text) {
    if (text.equals("off")) {
      return Double.POSITIVE_INFINITY;
    }
    if (text.endsWith("%")) {
      double part = gogc(text.substring(0, text.length() - 1)) / 100;
      if (!(part > 0 && part <= 2)) {
        throw new TypeConversionException("'" + text + "' of the limit: write 1% to 200%");
      }
      return -part;
    }
    return size(text);
  }

  /** The values of what was given, in the order given. */
  static List<Double> of(List<String> given, Function<String, Double> one) {
    List<Double> values = new ArrayList<>();
    for (String list : given) {
      for (String text : list.split(",", -1)) {
        add(values, text, one);
      }
    }
    if (values.size() > MOST) {
      throw new TypeConversionException(values.size() + " values; " + MOST + " are the most");
    }
    return values;
  }

  private static void add(List<Double> values, String text, Function<String, Double> one) {
    int to = text.indexOf("..");
    if (to < 0) {
      values.add(one.apply(text));
      return;
    }
    int step = text.indexOf('/', to);
    if (step < 0) {
      throw new TypeConversionException(
          "'" + text + "' is a range without a step; write FROM..TO/STEP, as 300Mi..600Mi/100Mi");
    }
    double first = one.apply(text.substring(0, to));
    double last = one.apply(text.substring(to + 2, step));
    double by = one.apply(text.substring(step + 1));
    boolean rising = first >= 0 && last >= first && last < Double.POSITIVE_INFINITY;
    if (!rising || !(by > 0) || by == Double.POSITIVE_INFINITY || (last - first) / by >= MOST) {
      throw new TypeConversionException(
          "'" + text + "' is not a rising range of at most " + MOST + " values");
    }
    for (int i = 0; first + i * by <= last + 1e-9; i++) {
      values.add(first + i * by);
    }
  }
}
