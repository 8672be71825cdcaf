package dev.gctrace.core.tuning;

import dev.gctrace.core.trace.Format;
import dev.gctrace.core.trace.GcEvent;

/**
 * What the simulation uses of one collection. Sizes in MiB, times in seconds.
 *
 * @param cycle its number
 * @param start when it began
 * @param end when it ended
 * @param heapStart heap when it began
 * @param heapEnd heap when marking ended
 * @param live heap found reachable, with what was allocated while marking
 * @param roots scannable stacks and globals; 0 before Go 1.18
 * @param stacks the stacks of them
 * @param markSeconds wall-clock time of marking
 * @param markCpuSeconds CPU time of marking that the program did without
 * @param stopCpuSeconds CPU time of the pauses
 * @param forced whether the program asked for it
 * @param slack how far below its goal it began, as a part of what there was to scan: Go begins so
 *     early that marking ends at the goal, and above the goal where a big object takes the heap
 *     past; NaN when the line before does not tell, or it was not the heap that began it
 */
record Sample(
    long cycle,
    double start,
    double end,
    double heapStart,
    double heapEnd,
    double live,
    double roots,
    double stacks,
    double markSeconds,
    double markCpuSeconds,
    double stopCpuSeconds,
    boolean forced,
    double slack) {

  /** Live heap in MiB below which the cut to whole MiB blurs what is learned. */
  private static final double TELLING_MIB = 8;

  /** Go begins no collection for its heap before so much of the way to the goal (45/64 of it). */
  private static final double EARLIEST = 0.6;

  static Sample of(GcEvent event, Sample before) {
    boolean counts = event.format() == Format.GO_1_18;
    double stacks = counts ? event.stacksMiB().orElse(0) : 0;
    double roots = counts ? stacks + event.globalsMiB().orElse(0) : 0;
    return new Sample(
        event.cycle(),
        event.startMillis() / 1000.0,
        event.endMillis() / 1000,
        event.heapStartMiB(),
        event.heapEndMiB(),
        event.liveMiB(),
        roots,
        stacks,
        (event.clock().mark() + event.clock().scan().orElse(0)) / 1000,
        (event.cpu().taken() - event.cpu().sweepTermination() - event.cpu().markTermination())
            / 1000,
        (event.cpu().sweepTermination() + event.cpu().markTermination()) / 1000,
        event.forced(),
        slack(event, before));
  }

  private static double slack(GcEvent event, Sample before) {
    if (before == null
        || event.cycle() != before.cycle + 1
        || event.forced()
        || event.goalMiB().isEmpty()
        || before.live < TELLING_MIB) {
      return Double.NaN;
    }
    double goal = event.goalMiB().getAsLong();
    double room = goal - before.live;
    return room <= 2 || event.heapStartMiB() - before.live < EARLIEST * room
        ? Double.NaN
        : (goal - event.heapStartMiB()) / before.scanned();
  }

  /** What there was to scan; 1 at least. */
  double scanned() {
    return Math.max(1, live + roots);
  }

  /** What was reachable when it began. */
  double kept() {
    return Math.max(0, live - Math.max(0, heapEnd - heapStart));
  }

  boolean isTelling() {
    return live >= TELLING_MIB;
  }
}
