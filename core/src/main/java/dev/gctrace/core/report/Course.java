package dev.gctrace.core.report;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
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

  private record Point(double seconds, double mib) {}

  private final Trend trend = new Trend(FEWEST);
  private double stacks;
  private final Deque<Point> latest = new ArrayDeque<>();

  /** Takes what is kept after the next cycle. */
  void add(double atSeconds, double live, double stacksMiB) {
    double mib = live + stacksMiB;
    stacks = stacksMiB;
    if (atSeconds >= UP_SECONDS) {
      trend.add(atSeconds, mib);
    } else {
      latest.clear();
    }
    latest.addLast(new Point(atSeconds, mib));
    if (latest.size() > KEPT) {
      latest.removeFirst();
    }
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
    return latest.isEmpty() ? 0 : latest.getLast().mib;
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
    Point[] points = latest.toArray(Point[]::new);
    int n = points.length;
    if (n < FEWEST_TO_JUMP || points[n - 1].seconds < UP_SECONDS) {
      return false;
    }
    double step = points[n - 1].mib - points[n - 2].mib;
    return step >= Thresholds.NOTABLE_MIB / 2.0
        && points[n - 1].mib >= Thresholds.STEP * points[n - 2].mib
        && slope(points, n - 1) >= FASTER * usual(points);
  }

  /** Median slope of the steps before the last; 0 when they fall. */
  private static double usual(Point[] points) {
    int n = points.length - 2;
    double[] slopes = new double[n];
    for (int i = 0; i < n; i++) {
      slopes[i] = slope(points, i + 1);
    }
    Arrays.sort(slopes);
    return Math.max(0, (slopes[(n - 1) / 2] + slopes[n / 2]) / 2);
  }

  private static double slope(Point[] points, int to) {
    double seconds = Math.max(0.001, points[to].seconds - points[to - 1].seconds);
    return (points[to].mib - points[to - 1].mib) / seconds;
  }
}
