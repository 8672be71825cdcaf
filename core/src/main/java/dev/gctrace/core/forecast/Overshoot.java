package dev.gctrace.core.forecast;

/**
 * How far the heap at the end of marking lies from the goal, as a distribution learned from the
 * process: a histogram of heap / goal that forgets. Immutable.
 *
 * <p>A paced program of small objects ends at the goal; a slow one, or one that calls runtime.GC(),
 * ends below; big objects and bursts end above, by half and more.
 */
final class Overshoot {

  /*
   * Bins are 4 % wide in the logarithm, one of them centred on 1, from 0.44 to 4.9; what lies
   * outside counts in the first or the last. Each cycle takes 1/20 of the weight of those before, so that about 20 cycles count.
   * The distribution before anything is learned keeps the weight of 2 cycles for good: it holds
   * the overshoots that a process has not had yet.
   */

  static final int BINS = 60;

  /** What a cycle leaves of the weight of those before it. */
  private static final float KEEP = 0.95f;

  private static final double WIDTH = 0.04;
  private static final double LOWEST = -20.5 * WIDTH;

  /** Goal in MiB below which the cut to whole MiB blurs a ratio by more than a bin or two. */
  private static final double LEAST_GOAL_MIB = 8;

  private static final float[] PRIOR = prior();

  static final Overshoot NONE = new Overshoot(new float[BINS]);

  private final float[] weights;

  private Overshoot(float[] weights) {
    this.weights = weights;
  }

  /** One that {@link #weights} told. */
  static Overshoot of(float[] weights) {
    return new Overshoot(weights.clone());
  }

  float[] weights() {
    return weights.clone();
  }

  /** The distribution after a cycle. */
  Overshoot after(Observation o) {
    if (!o.hasGoal() || o.goal() < LEAST_GOAL_MIB) {
      return this;
    }
    float[] next = new float[BINS];
    for (int i = 0; i < BINS; i++) {
      next[i] = weights[i] * KEEP;
    }
    next[bin((o.heapEnd() + 0.5) / (o.goal() + 0.5))] += 1;
    return new Overshoot(next);
  }

  /** The ratios below which lie 1 in 10, half, and 9 in 10. */
  Band quantiles() {
    float total = 0;
    for (int i = 0; i < BINS; i++) {
      total += weights[i] + PRIOR[i];
    }
    double[] at = new double[3];
    float[] shares = {0.1f * total, 0.5f * total, 0.9f * total};
    float below = 0;
    int next = 0;
    for (int i = 0; i < BINS && next < 3; i++) {
      float weight = weights[i] + PRIOR[i];
      while (next < 3 && below + weight >= shares[next]) {
        at[next] = ratio(i + (shares[next] - below) / weight);
        next++;
      }
      below += weight;
    }
    for (; next < 3; next++) {
      at[next] = ratio(BINS);
    }
    return new Band(at[0], at[1], at[2]);
  }

  private static int bin(double ratio) {
    double position = (Math.log(ratio) - LOWEST) / WIDTH;
    return position < 0 ? 0 : position >= BINS ? BINS - 1 : (int) position;
  }

  private static double ratio(double position) {
    return Math.exp(LOWEST + WIDTH * position);
  }

  /** Two cycles: half at the goal, the rest falling off to half above it. */
  private static float[] prior() {
    float[] prior = new float[BINS];
    prior[bin(1.0)] += 1.0f;
    prior[bin(1.06)] += 0.6f;
    prior[bin(1.2)] += 0.3f;
    prior[bin(1.5)] += 0.1f;
    return prior;
  }
}
