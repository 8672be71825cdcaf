package dev.gctrace.core.report;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The growth of the live heap over the whole time of a process, in bounded memory, robust against
 * bursts.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Trend {

  /*
   * Spans of equally many cycles, each kept as its cycle with the smallest live heap: a leak lifts
   * the floor, a burst does not. When all spans are taken, neighbours are put together and the
   * spans are twice as long. The slope is that of Theil and Sen (the median of the slopes between
   * all pairs, which up to 29 % of outliers do not move); whether there is one at all is the test
   * of Mann and Kendall at 1 %, with ties.
   */
  static final int SPANS = 128;
  private static final int FEWEST = 8;

  /** Up to so many points the statistic is not normal: they have to rise, or fall, every time. */
  private static final int FEW = 7;

  private static final double Z_AT_ONE_PERCENT = 2.576;
  private static final double TRUNCATION_MIB = 2;

  /*
   * Made longer as needed, and in single precision: there may be ten thousand programs with a few
   * cycles each. Seven figures of a time are enough for a slope of which four are shown; a whole
   * number of MiB is kept as it is up to 16 TiB.
   */
  private float[] seconds = new float[FEWEST];
  private float[] live = new float[FEWEST];
  private int spans;
  private long cyclesPerSpan = 1;
  private long cyclesInLast = 1;
  private final int fewest;

  /** A trend that is told from enough points for the normal approximation of the test. */
  Trend() {
    this(FEWEST);
  }

  /** A trend that is told from so many points on, at least 5. */
  Trend(int fewest) {
    this.fewest = fewest;
  }

  /** Takes the next cycle. */
  void add(double atSeconds, double liveMiB) {
    if (cyclesInLast < cyclesPerSpan) {
      cyclesInLast++;
      if ((float) liveMiB < live[spans - 1]) {
        live[spans - 1] = (float) liveMiB;
        seconds[spans - 1] = (float) atSeconds;
      }
      return;
    }
    if (spans == SPANS) {
      halve();
    }
    if (spans == seconds.length) {
      int room = Math.min(SPANS, spans + spans / 2);
      seconds = Arrays.copyOf(seconds, room);
      live = Arrays.copyOf(live, room);
    }
    seconds[spans] = (float) atSeconds;
    live[spans] = (float) liveMiB;
    spans++;
    cyclesInLast = 1;
  }

  /** Growth per second, negative when it shrinks; empty when the data support none. */
  OptionalDouble mibPerSecond() {
    if (spans < fewest || !significant()) {
      return OptionalDouble.empty();
    }
    double slope = medianSlope();
    boolean more = Math.abs(slope) * seconds() >= TRUNCATION_MIB;
    return more ? OptionalDouble.of(slope) : OptionalDouble.empty();
  }

  /** Seconds from the first point to the last. */
  double seconds() {
    return spans == 0 ? 0 : (double) seconds[spans - 1] - seconds[0];
  }

  /** Slope from the middle third of the points to the last, NaN of fewer than three. */
  double lateSlope() {
    int third = spans / 3;
    int last = spans - third;
    double elapsed = mean(seconds, last, spans) - mean(seconds, third, last);
    return elapsed > 0 ? (mean(live, last, spans) - mean(live, third, last)) / elapsed : Double.NaN;
  }

  private static double mean(float[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }

  private void halve() {
    for (int i = 0; i < SPANS / 2; i++) {
      int lower = live[2 * i] <= live[2 * i + 1] ? 2 * i : 2 * i + 1;
      seconds[i] = seconds[lower];
      live[i] = live[lower];
    }
    spans = SPANS / 2;
    cyclesPerSpan *= 2;
  }

  private boolean significant() {
    long balance = 0;
    for (int i = 0; i < spans; i++) {
      for (int j = i + 1; j < spans; j++) {
        balance += (long) Math.signum(live[j] - live[i]);
      }
    }
    if (spans <= FEW) {
      return Math.abs(balance) == (long) spans * (spans - 1) / 2;
    }
    double variance = varianceOf(spans);
    float[] sorted = Arrays.copyOf(live, spans);
    Arrays.sort(sorted);
    int ties = 1;
    for (int i = 1; i <= spans; i++) {
      if (i < spans && sorted[i] == sorted[i - 1]) {
        ties++;
      } else {
        variance -= varianceOf(ties);
        ties = 1;
      }
    }
    return Math.abs(balance) - 1 >= Z_AT_ONE_PERCENT * Math.sqrt(variance) && variance > 0;
  }

  private static double varianceOf(double n) {
    return n * (n - 1) * (2 * n + 5) / 18;
  }

  private double medianSlope() {
    double[] slopes = new double[spans * (spans - 1) / 2];
    int n = 0;
    for (int i = 0; i < spans; i++) {
      for (int j = i + 1; j < spans; j++) {
        double elapsed = (double) seconds[j] - seconds[i];
        if (elapsed > 0) {
          slopes[n++] = ((double) live[j] - live[i]) / elapsed;
        }
      }
    }
    if (n == 0) {
      return 0;
    }
    Arrays.sort(slopes, 0, n);
    return n % 2 == 1 ? slopes[n / 2] : (slopes[n / 2 - 1] + slopes[n / 2]) / 2;
  }
}
