package dev.gctrace.core.report;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The course of what a process keeps, live heap and stacks, once it is up, in bounded memory.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Course {

  /** Programs load themselves: in the first second every heap doubles a few times. */
  private static final double UP_SECONDS = 1;

  /** Points from which growth is told from chance: all in rising order is 1 case in 120. */
  private static final int FEWEST = 5;

  /** Steps that the usual pace is taken from. */
  private static final int KEPT = 17;

  /** Points that show a jump: two steps say what is usual, the third is it. */
  private static final int FEWEST_TO_JUMP = 4;

  /** A step that is so many times as fast as the usual one is not of the same kind. */
  private static final double FASTER = 2.5;

  private final Trend trend = new Trend(FEWEST);
  private double stacks;

  /** The latest points, the oldest first: their times, and what was kept then. */
  private double[] seconds = new double[FEWEST_TO_JUMP];

  private float[] kept = new float[FEWEST_TO_JUMP];
  private int points;

  /** Takes what is kept after the next cycle. */
  void add(double atSeconds, double live, double stacksMiB) {
    double mib = live + stacksMiB;
    stacks = stacksMiB;
    if (atSeconds >= UP_SECONDS) {
      trend.add(atSeconds, mib);
    } else {
      points = 0;
    }
    if (points == KEPT) {
      points--;
      System.arraycopy(seconds, 1, seconds, 0, points);
      System.arraycopy(kept, 1, kept, 0, points);
    } else if (points == seconds.length) {
      int room = Math.min(KEPT, 2 * points);
      seconds = Arrays.copyOf(seconds, room);
      kept = Arrays.copyOf(kept, room);
    }
    seconds[points] = atSeconds;
    kept[points++] = (float) mib;
  }

  /** Growth in MiB per second that went on to the end; empty when there was none. */
  OptionalDouble growth() {
    OptionalDouble whole = trend.mibPerSecond();
    return whole.isPresent()
            && whole.getAsDouble() > 0
            && trend.lateSlope() >= Thresholds.LEVELLING / 2 * whole.getAsDouble()
        ? whole
        : OptionalDouble.empty();
  }

  /** What is kept after the last cycle; 0 before the first. */
  double last() {
    return points == 0 ? 0 : kept[points - 1];
  }

  /** Whether more of it is stacks than live heap. */
  boolean isMostlyStacks() {
    return stacks > last() / 2;
  }

  /** What growth has added since the program was up. */
  double grownMiB() {
    return growth().orElse(0) * trend.seconds();
  }

  /**
   * Whether the last step was a jump: by half at least, to a size worth a word, and far faster than
   * the steps before it.
   */
  boolean jumped() {
    int last = points - 1;
    if (points < FEWEST_TO_JUMP || seconds[last] < UP_SECONDS) {
      return false;
    }
    double before = kept[last - 1];
    return kept[last] - before >= Thresholds.NOTABLE_MIB / 2.0
        && kept[last] >= Thresholds.STEP * before
        && slope(last) >= FASTER * usual();
  }

  /** Median slope of the steps before the last; 0 when they fall. */
  private double usual() {
    int n = points - 2;
    double[] slopes = new double[n];
    for (int i = 0; i < n; i++) {
      slopes[i] = slope(i + 1);
    }
    Arrays.sort(slopes);
    return Math.max(0, (slopes[(n - 1) / 2] + slopes[n / 2]) / 2);
  }

  private double slope(int to) {
    return ((double) kept[to] - kept[to - 1]) / Math.max(0.001, seconds[to] - seconds[to - 1]);
  }
}
