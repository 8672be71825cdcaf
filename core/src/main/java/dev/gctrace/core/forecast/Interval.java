package dev.gctrace.core.forecast;

/**
 * A closed interval of the real line; empty when {@code low > high}. A bound may be infinite.
 *
 * <p>What the trace prints is cut to whole MiB, so that every figure is an interval [v, v+1), and
 * what follows from several figures is one too.
 */
record Interval(double low, double high) {

  /** Nothing known of a quantity that is not negative. */
  static final Interval UNKNOWN = new Interval(0, Double.POSITIVE_INFINITY);

  boolean isEmpty() {
    return low > high;
  }

  boolean contains(double value) {
    return low <= value && value <= high;
  }

  boolean isSame(Interval other) {
    return low == other.low && high == other.high;
  }

  Interval intersect(Interval other) {
    return low >= other.low && high <= other.high
        ? this
        : new Interval(low > other.low ? low : other.low, high < other.high ? high : other.high);
  }
}
