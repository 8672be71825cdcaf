package dev.gctrace.core.forecast;

/**
 * Steps of the live heap: a slice or a map that grows by copying itself, data that is loaded whole.
 * Immutable.
 *
 * @param before the live heap after the last cycle over that before it; 1 when not known
 * @param last the same, one cycle later
 */
record Steps(double before, double last) {

  static final Steps NONE = new Steps(1, 1);

  /** Growth of the live heap in one cycle that is a step. */
  private static final double STEP = 1.5;

  /** Live heap in MiB from which two steps are not the start of a program. */
  private static final double NOTABLE_LIVE_MIB = 16;

  Steps after(Observation previous, Observation next) {
    return next.follows(previous) && previous.live() >= 1
        ? new Steps(last, next.live() / previous.live())
        : NONE;
  }

  /**
   * The heap while the next step is made, when there were two in a row: the old data and the new.
   * NaN when there were not.
   */
  double coming(double live) {
    return before >= STEP && last >= STEP && live >= NOTABLE_LIVE_MIB
        ? live * (1 + Math.min(before, last))
        : Double.NaN;
  }
}
