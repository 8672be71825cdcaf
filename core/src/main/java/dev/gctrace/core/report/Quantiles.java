package dev.gctrace.core.report;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Quantiles of any number of whole values, not negative, in bounded memory.
 *
 * <p>The quantile q of n values is the smallest of them that at least ⌈q·n⌉ of them do not pass
 * (nearest rank): a value that occurred, never one in between.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Quantiles {

  /*
   * A histogram with buckets as in HdrHistogram: values below 512 have a bucket each; from there on
   * every power of two is cut into 256 buckets of equal width, so that a bucket is at most 1/256 of
   * its values wide. The middle of the bucket is told, which is at most 1/512 (0.2 %) off; the
   * largest value is kept as it is. There are at most 14,336 buckets.
   *
   * There may be ten thousand programs with a few values each, and a bucket's number fits into a
   * char: the buckets of the first values are kept one by one; then, in rising order, those that
   * hold a value, each with its count. Values of one program are alike, so that a hundred thousand
   * of them are in some hundred buckets.
   */
  private static final int SUB_BITS = 8;
  private static final int SUB_BUCKETS = 1 << SUB_BITS;

  static final int FEW = 128;

  /** Buckets: one for each value while there are few; then those that hold one, rising. */
  private char[] buckets = new char[8];

  private int used;

  /** Values in each bucket; null while there are few values. */
  private int[] counts;

  private long total;
  private long max;

  /** Counts a value; a negative one as 0. */
  void add(long value) {
    long counted = Math.max(0, value);
    if (total == FEW) {
      putTogether();
    }
    count(bucketOf(counted));
    total++;
    max = Math.max(max, counted);
  }

  private void count(char bucket) {
    int at = counts == null ? used : smaller(bucket);
    if (at == used || buckets[at] != bucket) {
      insert(at, bucket);
    } else {
      // After so many the shares do not change any more.
      counts[at] += counts[at] < Integer.MAX_VALUE ? 1 : 0;
    }
  }

  /** How many buckets are smaller, found by halves and without a branch that nobody can foresee. */
  private int smaller(char bucket) {
    int from = 0;
    for (int left = used; left > 0; left >>>= 1) {
      int half = (left + 1) >>> 1;
      from += buckets[from + half - 1] < bucket ? half : 0;
    }
    return from;
  }

  private void insert(int at, char bucket) {
    if (used == buckets.length) {
      int room = counts == null ? 2 * used : used + used / 4 + 4;
      buckets = Arrays.copyOf(buckets, room);
      counts = counts == null ? null : Arrays.copyOf(counts, room);
    }
    System.arraycopy(buckets, at, buckets, at + 1, used - at);
    buckets[at] = bucket;
    if (counts != null) {
      System.arraycopy(counts, at, counts, at + 1, used - at);
      counts[at] = 1;
    }
    used++;
  }

  private void putTogether() {
    Arrays.sort(buckets, 0, used);
    counts = new int[used];
    int to = -1;
    for (int from = 0; from < used; from++) {
      if (from == 0 || buckets[from] != buckets[to]) {
        buckets[++to] = buckets[from];
      }
      counts[to]++;
    }
    used = to + 1;
    buckets = Arrays.copyOf(buckets, used + used / 4 + 4);
    counts = Arrays.copyOf(counts, buckets.length);
  }

  /** The quantile of a share from 0 to 1, within 1/512; empty when nothing was counted. */
  OptionalDouble at(double share) {
    if (total == 0) {
      return OptionalDouble.empty();
    }
    long rank = Math.max(1, (long) Math.ceil(share * (double) total));
    return OptionalDouble.of(Math.min((double) max, middleOf(bucketAt(rank))));
  }

  private int bucketAt(long rank) {
    if (counts == null) {
      char[] sorted = Arrays.copyOf(buckets, used);
      Arrays.sort(sorted);
      return sorted[(int) rank - 1];
    }
    long passed = counts[0];
    int at = 0;
    while (passed < rank && at < used - 1) {
      passed += counts[++at];
    }
    return buckets[at];
  }

  /** The largest value, exactly; empty when nothing was counted. */
  OptionalDouble max() {
    return total == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) max);
  }

  private static char bucketOf(long value) {
    int highestBit = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
    int shift = Math.max(0, highestBit - SUB_BITS);
    return (char) ((shift << SUB_BITS) + (int) (value >>> shift));
  }

  private static double middleOf(int bucket) {
    if (bucket < 2 * SUB_BUCKETS) {
      return bucket;
    }
    int shift = (bucket >>> SUB_BITS) - 1;
    double low = (double) ((bucket & (SUB_BUCKETS - 1)) + SUB_BUCKETS) * (1L << shift);
    return low + ((1L << shift) - 1) / 2.0;
  }
}
