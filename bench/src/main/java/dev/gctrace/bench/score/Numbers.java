package dev.gctrace.bench.score;

import java.util.List;
import java.util.Locale;

/** Figures of a list of numbers, and how they are printed. */
final class Numbers {

  private Numbers() {}

  /** The value below which lies so much of all, 0 to 1; NaN of nothing. */
  static double quantile(List<Double> values, double share) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size())));
  }

  static String printed(double value) {
    return Double.isNaN(value)
        ? "–"
        : String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.1f", value);
  }

  /** {@code 14 of 15 (93 %)}. */
  static String share(long part, long all) {
    return all == 0 ? "–" : part + " of " + all + " (" + Math.round(100.0 * part / all) + " %)";
  }
}
