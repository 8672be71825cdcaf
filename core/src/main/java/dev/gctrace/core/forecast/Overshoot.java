package dev.gctrace.core.forecast;

/**
 * How far the heap at the end of marking lies from the goal, learned from the process: heap / goal
 * of its latest cycles. Immutable.
 *
 * <p>A paced program of small objects ends at the goal; a slow one, or one that calls runtime.GC(),
 * ends below; big objects and bursts end above, by half and more.
 */
final class Overshoot {

  static final int KEPT = 20;

  /**
   * Ratios that stand for the cycles that a process has not had yet, and count for good. Marking
   * begins at 0.7 to 0.95 of the way to the goal (trigger, mgcpacer.go) and allocation goes on
   * while it lasts; big objects and bursts pass the goal. Measured, over all shapes of programs: a
   * tenth below 0.87, the median 0.96, a tenth above 1.05 and of the first cycles 1.2.
   */
  private static final float[] PRIOR = {0.88f, 0.95f, 1.0f, 1.2f};

  /** Goal in MiB below which the cut to whole MiB blurs a ratio by more than a tenth. */
  private static final double LEAST_GOAL_MIB = 8;

  static final Overshoot NONE = new Overshoot(new float[0], PRIOR);

  private final float[] latest;
  private final float[] sorted;

  private Overshoot(float[] latest, float[] sorted) {
    this.latest = latest;
    this.sorted = sorted;
  }

  /** One that {@link #latest} told. */
  static Overshoot of(float[] latest) {
    Overshoot overshoot = NONE;
    for (float ratio : latest) {
      overshoot = overshoot.with(ratio);
    }
    return overshoot;
  }

  /** The ratios that count, the oldest first. */
  float[] latest() {
    return latest.clone();
  }

  /**
   * What is known after one more cycle.
   *
   * @param expected the goal that was expected of it; NaN when none was
   */
  Overshoot after(Observation o, double expected) {
    // A goal that was raised to where the heap already was says nothing of how far it got.
    double goal = o.goalMayBeRaised() && expected < o.goal() ? expected : o.goal();
    return goal >= LEAST_GOAL_MIB ? with((float) ((o.heapEnd() + 0.5) / (goal + 0.5))) : this;
  }

  private Overshoot with(float ratio) {
    boolean full = latest.length == KEPT;
    int kept = full ? KEPT - 1 : latest.length;
    float[] next = new float[kept + 1];
    System.arraycopy(latest, full ? 1 : 0, next, 0, kept);
    next[kept] = ratio;
    float[] order = new float[next.length + PRIOR.length];
    int to = 0;
    boolean dropped = !full;
    boolean added = false;
    for (float value : sorted) {
      if (!dropped && value == latest[0]) {
        dropped = true;
        continue;
      }
      if (!added && ratio <= value) {
        order[to++] = ratio;
        added = true;
      }
      order[to++] = value;
    }
    if (!added) {
      order[to] = ratio;
    }
    return new Overshoot(next, order);
  }

  /** The ratio below which lies so much of all, 0 to 1. */
  double quantile(double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    return below + 1 == sorted.length
        ? sorted[below]
        : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
  }
}
