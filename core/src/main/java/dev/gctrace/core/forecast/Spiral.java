package dev.gctrace.core.forecast;

import dev.gctrace.core.trace.GcEvent;

/**
 * Whether a process is in the death spiral of GOMEMLIMIT: the live heap has reached the goal that
 * the limit leaves, so that every collection frees next to nothing and starts the next. Immutable.
 *
 * @param cycles how many of the latest collections were such, the others counting against them
 * @param share share of the available CPU that collections took in the latest cycle; NaN when not
 *     known
 * @param taken CPU time of the last collection in seconds
 */
record Spiral(int cycles, double share, double taken) {

  static final Spiral NONE = new Spiral(0, Double.NaN, Double.NaN);

  private static final int MOST = 6;

  private static final int ENOUGH = 3;

  /** A goal so near above the live heap leaves no room: what a collection marks anew fills it. */
  private static final double NO_ROOM = 1.03;

  private static final double NOTABLE_LIVE_MIB = 16;

  Spiral after(Observation previous, Observation next, GcEvent event) {
    double now = event.cpu().taken() / 1000;
    if (!next.follows(previous)) {
      return new Spiral(cycles, Double.NaN, now);
    }
    double available = event.procs() * (next.start() - previous.start());
    boolean noRoom =
        next.roots()
            && previous.live() >= NOTABLE_LIVE_MIB
            && next.goal() <= NO_ROOM * previous.live() + 1;
    return new Spiral(
        noRoom ? Math.min(MOST, cycles + 1) : Math.max(0, cycles - 2),
        available > 0 ? Math.min(1, taken / available) : Double.NaN,
        now);
  }

  boolean runs() {
    return cycles >= ENOUGH;
  }
}
