package dev.gctrace.core.tuning;

import java.util.Arrays;

/**
 * The rank-sum test of Wilcoxon, Mann and Whitney: whether the values of one run tend to be larger
 * than those of another, whatever their distribution.
 */
final class RankTest {

  /** Values of either side from which 1 % can be reached: of six and six, 2 orders in 924. */
  static final int FEWEST = 6;

  private RankTest() {}

  /**
   * The chance of a difference at least so large between two samples of the same kind, two-sided,
   * by the normal approximation with a correction for ties and for continuity; 1 when all values
   * are equal.
   */
  static double p(double[] before, double[] after) {
    int n = before.length;
    int m = after.length;
    double wins = 0;
    for (double b : before) {
      for (double a : after) {
        wins += a > b ? 1 : a == b ? 0.5 : 0;
      }
    }
    double all = (double) n + m;
    double variance = n * m / 12.0 * (all + 1 - ties(before, after) / (all * (all - 1)));
    double off = Math.max(0, Math.abs(wins - n * m / 2.0) - 0.5);
    return variance > 0 ? 2 * upperTail(off / Math.sqrt(variance)) : 1;
  }

  /** Sum of t³ - t over the groups of equal values. */
  private static double ties(double[] before, double[] after) {
    double[] sorted = Arrays.copyOf(before, before.length + after.length);
    System.arraycopy(after, 0, sorted, before.length, after.length);
    Arrays.sort(sorted);
    double sum = 0;
    int group = 1;
    for (int i = 1; i <= sorted.length; i++) {
      if (i < sorted.length && sorted[i] == sorted[i - 1]) {
        group++;
      } else {
        sum += (double) group * group * group - group;
        group = 1;
      }
    }
    return sum;
  }

  /**
   * The standard normal distribution above z, z not negative, within 1e-7: Abramowitz and Stegun,
   * Handbook of Mathematical Functions, 26.2.17.
   */
  private static double upperTail(double z) {
    double t = 1 / (1 + 0.2316419 * z);
    double polynomial =
        t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * polynomial;
  }
}
