package dev.gctrace.core.forecast;

import java.util.Arrays;

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

  static final Overshoot NONE = new Overshoot(PRIOR, 0, 0);

  /** All in rising order, then the latest as a ring: one array to copy. */
  private final float[] ratios;

  private final int kept;

  /** Place of the oldest in the ring; 0 until it is full. */
  private final int oldest;

  private final double low;
  private final double median;
  private final double high;

  private Overshoot(float[] ratios, int kept, int oldest) {
    this.ratios = ratios;
    this.kept = kept;
    this.oldest = oldest;
    low = quantile(0.1);
    median = quantile(0.5);
    high = quantile(0.9);
  }

  /** One of which four values stand for all that is not known yet. */
  static Overshoot before(double... ratios) {
    if (ratios.length != PRIOR.length) {
      throw new IllegalArgumentException("needs 4 values of heap over goal, not " + ratios.length);
    }
    float[] prior = new float[PRIOR.length];
    for (int i = 0; i < prior.length; i++) {
      prior[i] = (float) ratios[i];
    }
    Arrays.sort(prior);
    return new Overshoot(prior, 0, 0);
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
    float[] latest = new float[kept];
    int ring = PRIOR.length + kept;
    System.arraycopy(ratios, ring + oldest, latest, 0, kept - oldest);
    System.arraycopy(ratios, ring, latest, kept - oldest, oldest);
    return latest;
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
    return kept == KEPT ? inPlaceOfOldest(ratio) : withOneMore(ratio);
  }

  private Overshoot withOneMore(float ratio) {
    int sorted = PRIOR.length + kept;
    int place = smaller(ratio);
    float[] next = new float[ratios.length + 2];
    System.arraycopy(ratios, 0, next, 0, place);
    next[place] = ratio;
    System.arraycopy(ratios, place, next, place + 1, ratios.length - place);
    next[sorted + 1 + kept] = ratio;
    return new Overshoot(next, kept + 1, 0);
  }

  private Overshoot inPlaceOfOldest(float ratio) {
    int ring = PRIOR.length + KEPT;
    int hole = smaller(ratios[ring + oldest]);
    int place = smaller(ratio);
    float[] next = ratios.clone();
    if (hole < place) {
      place--;
      System.arraycopy(ratios, hole + 1, next, hole, place - hole);
    } else {
      System.arraycopy(ratios, place, next, place + 1, hole - place);
    }
    next[place] = ratio;
    next[ring + oldest] = ratio;
    return new Overshoot(next, KEPT, oldest + 1 == KEPT ? 0 : oldest + 1);
  }

  /** How many of all are smaller: the place of the first that is not. */
  private int smaller(float ratio) {
    int sorted = PRIOR.length + kept;
    int smaller = 0;
    // Not by halves: which way a search goes cannot be foreseen, and costs more than looking at
    // all.
    for (int i = 0; i < sorted; i++) {
      smaller += ratios[i] < ratio ? 1 : 0;
    }
    return smaller;
  }

  /** The ratio that one cycle in ten stays below. */
  double low() {
    return low;
  }

  /** The ratio that half of the cycles stay below. */
  double median() {
    return median;
  }

  /** The ratio that one cycle in ten passes. */
  double high() {
    return high;
  }

  /** The ratio below which lies so much of all, 0 to 1. */
  double quantile(double share) {
    double place = share * (PRIOR.length + kept - 1);
    int at = (int) place;
    return at == place ? ratios[at] : ratios[at] + (place - at) * (ratios[at + 1] - ratios[at]);
  }
}
