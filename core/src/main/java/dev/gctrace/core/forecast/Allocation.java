package dev.gctrace.core.forecast;

/**
 * How fast the program allocates between collections: bytes and seconds of the cycles so far, the
 * older the less. Immutable.
 *
 * @param mib allocated between the end of a collection and the start of the next
 * @param seconds the time between the two
 */
record Allocation(double mib, double seconds) {

  static final Allocation NONE = new Allocation(0, 0);

  /** What a cycle leaves of the weight of those before it: about five count. */
  private static final double KEEP = 0.8;

  /** The shortest time between two collections that the trace tells, in seconds. */
  private static final double LEAST_SECONDS = 0.001;

  Allocation after(Observation previous, Observation next) {
    if (!next.follows(previous)) {
      return this;
    }
    double allocated = Math.max(0, next.heapStart() - previous.live());
    double time = Math.max(LEAST_SECONDS, next.start() - previous.end());
    return new Allocation(KEEP * mib + allocated, KEEP * seconds + time);
  }

  /** MiB per second; NaN while unknown. */
  double rate() {
    return seconds > 0 ? mib / seconds : Double.NaN;
  }
}
