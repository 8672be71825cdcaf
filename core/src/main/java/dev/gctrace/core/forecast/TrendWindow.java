package dev.gctrace.core.forecast;

import java.util.Arrays;

/**
 * The latest points of the live heap at one spacing, and the test whether they rise. Immutable.
 *
 * <p>A point is the smallest live heap of a number of cycles, and when it was seen.
 */
final class TrendWindow {

  static final int POINTS = 16;

  /*
   * Whether the points rise is asked of the Mann-Kendall statistic: the number of pairs of points
   * that rise less the number that fall. For points in random order its standard deviation is
   * sqrt(n(n - 1)(2n + 5)/18); three of these are asked for, since the question is put again at
   * every point. How fast is the median of the slopes from each point of the older half to its
   * fellow in the newer (Theil's incomplete method), against time and not against cycles:
   * collections come ever more slowly as a heap grows, which makes a straight line look
   * exponential. Both stand outliers and know nothing of the size of the noise.
   */

  private static final int[] RISING = rising();

  /** Last third's slope over first third's below which growth is said to level off. */
  private static final double LEVELS_OFF = 0.6;

  /** Last third's slope over first third's above which growth is said to gather speed. */
  private static final double GATHERS = 1 / LEVELS_OFF;

  static final TrendWindow EMPTY =
      new TrendWindow(new float[0], new float[0], 0, Float.NaN, Float.NaN);

  private final float[] times;
  private final float[] lives;
  private final int rise;
  private final float heldTime;
  private final float heldLive;
  private final Growth growth;

  private TrendWindow(float[] times, float[] lives, int rise, float heldTime, float heldLive) {
    this.times = times;
    this.lives = lives;
    this.rise = rise;
    this.heldTime = heldTime;
    this.heldLive = heldLive;
    this.growth = rises() ? measured() : null;
  }

  /** One that the accessors told. */
  static TrendWindow of(float[] times, float[] lives, float heldTime, float heldLive) {
    int rise = 0;
    for (int i = 0; i < lives.length; i++) {
      rise += against(lives, i, lives[i]);
    }
    return new TrendWindow(times.clone(), lives.clone(), rise, heldTime, heldLive);
  }

  /** Times of the points in seconds, the oldest first. */
  float[] times() {
    return times.clone();
  }

  /** The points in MiB, the oldest first. */
  float[] lives() {
    return lives.clone();
  }

  /** Time of the point that waits for another to become one of the next coarser window. */
  float heldTime() {
    return heldTime;
  }

  /** The point that waits; NaN when none does. */
  float heldLive() {
    return heldLive;
  }

  boolean isFull() {
    return lives.length == POINTS;
  }

  boolean holds() {
    return !Float.isNaN(heldLive);
  }

  /** With one more point, which waits, or goes on with the one that waited. */
  TrendWindow with(float time, float live) {
    int drop = lives.length == POINTS ? 1 : 0;
    int kept = lives.length - drop;
    float[] nextTimes = new float[kept + 1];
    float[] nextLives = new float[kept + 1];
    System.arraycopy(times, drop, nextTimes, 0, kept);
    System.arraycopy(lives, drop, nextLives, 0, kept);
    nextTimes[kept] = time;
    nextLives[kept] = live;
    int lost = 0;
    if (drop == 1) {
      for (int i = 1; i < POINTS; i++) {
        lost += sign(lives[i] - lives[0]);
      }
    }
    return new TrendWindow(
        nextTimes,
        nextLives,
        rise - lost + against(nextLives, kept, live),
        holds() ? Float.NaN : time,
        holds() ? Float.NaN : live);
  }

  private static int against(float[] values, int to, float value) {
    int sum = 0;
    for (int i = 0; i < to; i++) {
      sum += sign(value - values[i]);
    }
    return sum;
  }

  /** Without a branch: which way it goes cannot be foreseen. */
  private static int sign(float difference) {
    return (int) Math.signum(difference);
  }

  /** Whether there are points enough to ask. */
  boolean isTelling() {
    return RISING[lives.length] <= pairs(lives.length);
  }

  /** Whether the points rise beyond chance. */
  boolean rises() {
    return rise >= RISING[lives.length];
  }

  double span() {
    return lives.length == 0 ? 0 : (double) times[times.length - 1] - times[0];
  }

  /**
   * A quartile of the slopes: 1 for the lower, 2 for the median, 3 for the upper. NaN when the
   * points have all one time.
   */
  double slope(int quartile) {
    double[] slopes = slopes();
    return slopes.length == 0 ? Double.NaN : slopes[slopes.length * quartile / 4];
  }

  /** Slopes from each point of the older half to its fellow in the newer, in order. */
  private double[] slopes() {
    int half = lives.length / 2;
    int newer = lives.length - half;
    double[] slopes = new double[half];
    int count = 0;
    for (int i = 0; i < half; i++) {
      double time = (double) times[newer + i] - times[i];
      if (time > 0) {
        slopes[count++] = (lives[newer + i] - lives[i]) / time;
      }
    }
    double[] sorted = count == half ? slopes : Arrays.copyOf(slopes, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The growth that the points show; null when they do not rise, or no longer do. */
  Growth growth() {
    return growth;
  }

  private Growth measured() {
    double[] slopes = slopes();
    if (slopes.length == 0) {
      return null;
    }
    int n = lives.length;
    int third = n / 3;
    double t1 = mean(times, 0, third);
    double t2 = mean(times, third, n - third);
    double t3 = mean(times, n - third, n);
    double middle = median(third, n - third);
    double first = (middle - median(0, third)) / (t2 - t1);
    double last = (median(n - third, n) - middle) / (t3 - t2);
    double low = slopes[slopes.length / 4];
    double high = slopes[slopes.length * 3 / 4];
    if (!(last > 0) || !(t3 > t2 && t2 > t1)) {
      return null;
    }
    if (first > 0 && last < LEVELS_OFF * first) {
      double decay = 2 * Math.log(first / last) / (t3 - t1);
      double now = last * Math.exp(-decay * (times[n - 1] - (t2 + t3) / 2));
      return new Growth(now, Math.min(low, now), Math.max(high, now), decay, 0, span());
    }
    boolean gathers = last > GATHERS * first;
    double slope = gathers ? last : slopes[slopes.length / 2];
    double gathering = gathers && first > 0 ? 2 * Math.log(last / first) / (t3 - t1) : 0;
    return slope > 0
        ? new Growth(slope, Math.min(low, slope), Math.max(high, slope), 0, gathering, span())
        : null;
  }

  private double median(int from, int to) {
    float[] part = Arrays.copyOfRange(lives, from, to);
    Arrays.sort(part);
    int middle = part.length / 2;
    return part.length % 2 == 1 ? part[middle] : (part[middle - 1] + part[middle]) / 2.0;
  }

  private static double mean(float[] values, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += values[i];
    }
    return sum / (to - from);
  }

  private static int pairs(int n) {
    return n * (n - 1) / 2;
  }

  private static int[] rising() {
    int[] least = new int[POINTS + 1];
    for (int n = 0; n <= POINTS; n++) {
      least[n] = (int) Math.ceil(3 * Math.sqrt(n * (n - 1.0) * (2 * n + 5) / 18)) + (n < 2 ? 1 : 0);
    }
    // So few points are not yet normal: all pairs of 5 rise once in 5! = 120 orders, of 6 in 720.
    least[5] = pairs(5);
    least[6] = pairs(6);
    return least;
  }
}
