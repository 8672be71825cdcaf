package dev.gctrace.core.forecast;

/**
 * A figure with its band, in the unit that the holder names.
 *
 * @param low a value that the true one is below in one case of ten
 * @param expected the most likely value
 * @param high a value that the true one is above in one case of ten
 */
public record Band(double low, double expected, double high) {

  /** Refuses a band out of order. */
  public Band {
    if (!(low <= expected && expected <= high)) {
      throw outOfOrder(low, expected, high);
    }
  }

  private static IllegalArgumentException outOfOrder(double low, double expected, double high) {
    return new IllegalArgumentException(
        "a band needs low <= expected <= high but was " + low + ", " + expected + ", " + high);
  }
}
