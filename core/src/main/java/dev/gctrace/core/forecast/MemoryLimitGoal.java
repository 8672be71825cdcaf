package dev.gctrace.core.forecast;

/**
 * The heap goal that GOMEMLIMIT sets, whether it was given or shows in the trace. Immutable.
 *
 * <p>Go 1.19 and later ({@code memoryLimitHeapGoal}, mgcpacer.go): what is left of the limit after
 * everything mapped that is not heap and after what is over the limit already, less a headroom of 1
 * MiB (1.19, 1.20) or of 3 %, at least 1 MiB (1.21 and later). What is not heap the trace does not
 * show; but once the limit has set a goal, that goal is what is left after all of it.
 *
 * @param goal the latest goal that the limit set, in MiB; NaN when it set none
 * @param pairs how many goals in a row it set that lie near each other, at most {@link
 *     GogcInference#PERSISTENT}
 * @param limit GOMEMLIMIT in MiB as given when {@code goal} was seen; NaN when it was not given
 */
record MemoryLimitGoal(double goal, int pairs, double limit) {

  static final MemoryLimitGoal NONE = new MemoryLimitGoal(Double.NaN, 0, Double.NaN);

  /** What is mapped and not heap is about base + share × goal. */
  private static final double NOT_HEAP_BASE_MIB = 8;

  private static final double NOT_HEAP_SHARE = 0.08;

  /** Headroom in Go 1.21 and later, of what is left. */
  private static final double HEADROOM_SHARE = 0.03;

  /** Headroom in Go 1.19 and 1.20, and the least of later ones. */
  private static final double HEADROOM_MIB = 1;

  /** How far the goals of one limit lie apart, since what is not heap varies. */
  private static final double VARIES = 0.05;

  private static final double VARIES_MIB = 2;

  /** Whether a limit of so many MiB can have set a goal while memory was within the limit. */
  static boolean canSet(double given, double goal) {
    return leastOf(given) <= goal && goal < given;
  }

  /** What is known after the limit set a goal. */
  MemoryLimitGoal set(double nextGoal, double given) {
    boolean again = Double.compare(limit, given) == 0 && isNear(nextGoal);
    return new MemoryLimitGoal(
        nextGoal, again ? Math.min(pairs + 1, GogcInference.PERSISTENT) : 1, given);
  }

  /**
   * Whether a limit of so many MiB set the goal of a collection, and not the live heap of the one
   * before, which a goal is never below.
   */
  boolean wasSetBy(double given, Observation previous, Observation next) {
    return given == limit
        && next.follows(previous)
        && next.goal() == goal
        && next.goal() > previous.live() + 1;
  }

  /** What is known after a goal that nothing but a limit can have set. */
  MemoryLimitGoal surelySet(double nextGoal, double given) {
    return new MemoryLimitGoal(nextGoal, GogcInference.PERSISTENT, given);
  }

  /** What is known after another goal: one above what the limit allowed says that it was lifted. */
  MemoryLimitGoal notSet(double nextGoal) {
    return nextGoal > goal && !isNear(nextGoal) ? NONE : this;
  }

  /** Whether a goal is near the one that the limit set last. */
  boolean isNear(double nextGoal) {
    return Math.abs(nextGoal - goal) <= VARIES * goal + VARIES_MIB;
  }

  /** Whether goals were seen that say that there is a limit. */
  boolean shows() {
    return pairs >= GogcInference.PERSISTENT;
  }

  /**
   * The goal that the limit sets next; infinite when there is none, as far as known.
   *
   * @param given GOMEMLIMIT in MiB; NaN when not given
   */
  double expected(double given) {
    if (seen(given)) {
      return goal;
    }
    return Double.isNaN(given)
        ? Double.POSITIVE_INFINITY
        : Math.max(0, (given - HEADROOM_MIB - NOT_HEAP_BASE_MIB) / (1 + NOT_HEAP_SHARE));
  }

  /** Where that goal lies. */
  Interval bounds(double given) {
    double middle = expected(given);
    if (middle == Double.POSITIVE_INFINITY) {
      return new Interval(middle, middle);
    }
    return seen(given)
        ? new Interval(middle * (1 - VARIES), middle * (1 + VARIES) + 1)
        : new Interval(Math.min(middle, leastOf(given)), Math.max(middle, given - HEADROOM_MIB));
  }

  /** GOMEMLIMIT in MiB as far as the trace shows it; NaN when it shows none. */
  double inferred() {
    return shows() ? goal * (1 + NOT_HEAP_SHARE) + NOT_HEAP_BASE_MIB + HEADROOM_MIB : Double.NaN;
  }

  private boolean seen(double given) {
    return Double.isNaN(given) ? shows() : pairs > 0 && given == limit;
  }

  /** The lowest goal that a limit sets while memory is within it: twice as much is not heap. */
  private static double leastOf(double given) {
    double left = (given - 2 * NOT_HEAP_BASE_MIB) / (1 + 2 * NOT_HEAP_SHARE);
    return Math.max(0, left * (1 - HEADROOM_SHARE) - HEADROOM_MIB);
  }
}
