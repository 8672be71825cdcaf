package dev.gctrace.cli.drawing;

/**
 * A stretch of an axis of time.
 *
 * @param from its left end
 * @param to its right end
 */
public record Domain(double from, double to) {

  /**
   * Where a time stands between the ends: 0 is the left, 1 the right end. A stretch too short for
   * the precision of its numbers has everything at its left end.
   *
   * @param x a position on the axis
   * @return 0 to 1 inside, less or more outside
   */
  public double part(double x) {
    double part = (x - from) / (to - from);
    return Double.isFinite(part) ? part : 0;
  }
}
