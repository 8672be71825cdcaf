package dev.gctrace.core.forecast;

/**
 * The latest heap peaks that the process lived through near its limit. Immutable.
 *
 * <p>What memory a heap takes differs between programs. A process that has stood at a heap n times
 * and lives has shown that this heap fits; the chance that it does not the next time falls to 1 in
 * n + 1 of what it was (rule of succession, the forecast before having the weight of one trial).
 */
final class Survivals {

  static final int KEPT = 16;

  /** Heaps so much below count as the same: what the same heap takes differs by so much. */
  private static final double SAME = 0.99;

  /** Of the limit: a heap below that proves nothing that was in doubt. */
  private static final double NOTABLE = 0.5;

  /** What a cycle leaves of a peak that is not reached again: free pages are given back slowly. */
  private static final float GIVEN_BACK = 0.98f;

  static final Survivals NONE = new Survivals(new float[KEPT], 0, 0, 0, Double.NaN);

  private final float[] peaks;
  private final int next;
  private final float highest;
  private final float resident;
  private final double limit;

  private Survivals(float[] peaks, int next, float highest, float resident, double limit) {
    this.peaks = peaks;
    this.next = next;
    this.highest = highest;
    this.resident = resident;
    this.limit = limit;
  }

  /** One that the accessors told. */
  static Survivals of(float[] peaks, int next, float highest, float resident, double limit) {
    return new Survivals(peaks.clone(), next, highest, resident, limit);
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

  /** The heap in MiB that memory stands at: the latest peaks, as far as not given back. */
  float resident() {
    return resident;
  }

  double limit() {
    return limit;
  }

  /** After one more peak; under a lower limit those before it prove nothing. */
  Survivals after(double heap, double underLimit) {
    float peak = (float) heap;
    float stands = Math.max(peak, GIVEN_BACK * resident);
    if (underLimit < limit) {
      return NONE.with(peak, stands, underLimit);
    }
    // Not so when no limit is known, which counts as none so near.
    return heap >= NOTABLE * underLimit
        ? with(peak, stands, underLimit)
        : new Survivals(peaks, next, Math.max(highest, peak), stands, underLimit);
  }

  private Survivals with(float peak, float stands, double underLimit) {
    float[] kept = peaks.clone();
    kept[next] = peak;
    return new Survivals(kept, (next + 1) % KEPT, Math.max(highest, peak), stands, underLimit);
  }

  /** The same when the limit is another one: under a lower limit the peaks prove nothing. */
  Survivals under(double otherLimit) {
    return otherLimit < limit ? new Survivals(new float[KEPT], 0, 0, resident, otherLimit) : this;
  }

  /** How many of the latest peaks were at a heap of so many MiB or above. */
  int at(double heap) {
    int count = 0;
    for (float peak : peaks) {
      // What is printed as 32 may be all but 33.
      if (peak > 0 && peak + 1 > SAME * heap) {
        count++;
      }
    }
    return count;
  }
}
