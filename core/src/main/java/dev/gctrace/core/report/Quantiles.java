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
   * largest value is kept as it is. There are at most 14,336 buckets (112 KiB), made as needed:
   * pauses below a second, in microseconds, take 26 KiB. The buckets of the first values are kept
   * one by one: there may be ten thousand programs with a few values each.
   */
  private static final int SUB_BITS = 8;
  private static final int SUB_BUCKETS = 1 << SUB_BITS;

  static final int FEW = 128;

  /** Buckets of the values while there are few; null from then on. */
  private int[] few = new int[8];

  /** Values by bucket, when there are not few. */
  private long[] counts = new long[0];

  private long total;
  private long max;

  /** Counts a value; a negative one as 0. */
  void add(long value) {
    long counted = Math.max(0, value);
    if (total == FEW) {
      spread();
    }
    int bucket = bucketOf(counted);
    if (few == null) {
      count(bucket);
    } else {
      few = total == few.length ? Arrays.copyOf(few, 2 * few.length) : few;
      few[(int) total] = bucket;
    }
    total++;
    max = Math.max(max, counted);
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
    if (few != null) {
      int[] sorted = Arrays.copyOf(few, (int) total);
      Arrays.sort(sorted);
      return sorted[(int) rank - 1];
    }
    long passed = 0;
    int bucket = -1;
    while (passed < rank) {
      passed += counts[++bucket];
    }
    return bucket;
  }

  private void spread() {
    for (int bucket : few) {
      count(bucket);
    }
    few = null;
  }

  private void count(int bucket) {
    if (bucket >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(bucket + 1, counts.length * 2));
    }
    counts[bucket]++;
  }

  /** The largest value, exactly; empty when nothing was counted. */
  OptionalDouble max() {
    return total == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) max);
  }

  private static int bucketOf(long value) {
    int highestBit = Long.SIZE - 1 - Long.numberOfLeadingZeros(value);
    int shift = Math.max(0, highestBit - SUB_BITS);
    return (shift << SUB_BITS) + (int) (value >>> shift);
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
