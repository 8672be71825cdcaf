package dev.gctrace.core.forecast;

/**
 * Growth of the live heap against time that the data support.
 *
 * @param slope MiB per second now, positive
 * @param slopeLow a slope that one in four pairs of points lies below
 * @param slopeHigh a slope that one in four pairs of points lies above
 * @param decay how fast the slope falls, per second; 0 when it does not
 * @param gathering how fast the slope rises, per second; 0 when it does not. Whether it goes on to
 *     do so is not known: a leak that began late and then is straight looks alike
 * @param span seconds that were looked at
 */
record Growth(
    double slope, double slopeLow, double slopeHigh, double decay, double gathering, double span) {

  /** Whether another slope lies inside the band of this one, both being straight. */
  boolean agreesWith(Growth other) {
    return decay == 0 && other.decay == 0 && slopeLow <= other.slope && other.slope <= slopeHigh;
  }

  /** MiB more after so many seconds. */
  double after(double seconds) {
    return decay == 0 ? slope * seconds : slope * -Math.expm1(-decay * seconds) / decay;
  }

  /** Seconds until so many MiB more are reached; infinite when growth ends before that. */
  double secondsTo(double more) {
    return seconds(more, slope, decay);
  }

  /** {@link #secondsTo} for the steepest course that the data support. */
  double leastSecondsTo(double more) {
    return seconds(more, Math.max(slope, slopeHigh), decay - gathering);
  }

  /** {@link #secondsTo} for the flattest course that the data support. */
  double mostSecondsTo(double more) {
    return seconds(more, Math.min(slope, slopeLow), decay);
  }

  private static double seconds(double more, double start, double decay) {
    if (more <= 0) {
      return 0;
    }
    if (start <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    double linear = more / start;
    double left = 1 - linear * decay;
    return decay == 0 ? linear : left <= 0 ? Double.POSITIVE_INFINITY : -Math.log(left) / decay;
  }
}
