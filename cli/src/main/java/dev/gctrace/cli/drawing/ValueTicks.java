package dev.gctrace.cli.drawing;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The marks of an axis that begins at 0, at 1, 2 or 5 times a power of ten. */
public final class ValueTicks {

  /** Sizes beyond it are written with an exponent. */
  private static final double PLAIN_BELOW = 10_000_000;

  private ValueTicks() {}

  /**
   * The marks from 0 up to a size.
   *
   * @param top the largest value, positive and finite
   * @param most how many steps there may be at most, from 1
   * @return the marks in rising order, the first at 0
   */
  public static List<Tick> upTo(double top, int most) {
    double step = Math.max(1, roundUp(top / most));
    List<Tick> ticks = new ArrayList<>();
    for (int i = 0; i <= most && i * step <= top * (1 + 1e-9); i++) {
      ticks.add(new Tick(i * step, label(i * step)));
    }
    return ticks;
  }

  /** The smallest 1, 2 or 5 times a power of ten that is not less. */
  static double roundUp(double exact) {
    double power = Math.pow(10, Math.floor(Math.log10(exact)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= exact * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  /**
   * A size as an axis or a label shows it.
   *
   * @param value not negative
   * @return a whole number, with an exponent when very large, or the sign for infinity
   */
  public static String label(double value) {
    if (value < PLAIN_BELOW) {
      return String.format(Locale.ROOT, "%.0f", value);
    }
    if (Double.isInfinite(value)) {
      return "∞";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(2));
    int exponent = rounded.precision() - rounded.scale() - 1;
    String digits = rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString();
    return digits + "e" + exponent;
  }
}
