package dev.gctrace.core.forecast;

/**
 * The latest heap peaks that the process lived through under its limit. Immutable.
 *
 * <p>What memory a heap takes differs between programs. A process that has stood at a heap n times
 * and lives has shown that this heap fits; the chance that it does not the next time falls to 1 in
 * n + 1 of what it was (rule of succession, the forecast before having the weight of one trial).
 */
final class Survivals {

  static final int KEPT = 16;

  /** Heaps so much below count as the same: what the same heap takes differs by so much. */
  private static final double SAME = 0.99;

  static final Survivals NONE = new Survivals(new float[KEPT], 0, 0, Double.NaN);

  private final float[] peaks;
  private final int next;
  private final float highest;
  private final double limit;

  private Survivals(float[] peaks, int next, float highest, double limit) {
    this.peaks = peaks;
    this.next = next;
    this.highest = highest;
    this.limit = limit;
  }

  /** One that {@link #peaks}, {@link #next}, {@link #highest} and {@link #limit} told. */
  static Survivals of(float[] peaks, int next, float highest, double limit) {
    return new Survivals(peaks.clone(), next, highest, limit);
  }

  /** The kept peaks in MiB of heap, 0 where there is none yet. */
  float[] peaks() {
    return peaks.clone();
  }

  int next() {
    return next;
  }

  /** The highest heap that it ever lived through under this limit or a lower one; 0 at first. */
  float highest() {
    return highest;
  }

  double limit() {
    return limit;
  }

  /** After one more peak; under a lower limit those before it prove nothing. */
  Survivals after(double heap, double underLimit) {
    boolean lower = underLimit < limit;
    float[] kept = lower ? new float[KEPT] : peaks.clone();
    kept[next] = (float) heap;
    float most = lower ? (float) heap : Math.max(highest, (float) heap);
    return new Survivals(kept, (next + 1) % KEPT, most, underLimit);
  }

  /** The highest of the latest peaks in MiB of heap; 0 when there is none. */
  float recentHighest() {
    float most = 0;
    for (float peak : peaks) {
      most = Math.max(most, peak);
    }
    return most;
  }

  /** The same when the limit is another one: under a lower limit the peaks prove nothing. */
  Survivals under(double otherLimit) {
    return otherLimit < limit ? new Survivals(new float[KEPT], 0, 0, otherLimit) : this;
  }

  /** How many of the latest peaks were at a heap of so many MiB or above. */
  int at(double heap) {
    int count = 0;
    for (float peak : peaks) {
      if (peak >= SAME * heap && peak > 0) {
        count++;
      }
    }
    return count;
  }
}
