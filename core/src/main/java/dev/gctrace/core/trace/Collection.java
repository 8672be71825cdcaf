package dev.gctrace.core.trace;

/**
 * What of a collection tells the process that it belongs to. Times are in milliseconds since the
 * start of the process; 0 where the line tells none.
 *
 * @param format the generation of its line
 * @param cycle its number
 * @param start when it began
 * @param end when it ended, cut to what is sure
 * @param heapStartMiB heap at its start; {@link #UNTOLD} where the line does not tell
 * @param goalMiB its heap goal; 0 where there is none
 * @param liveMiB live heap that it left; 0 where the line does not tell
 * @param figures of all its other figures, to know it again
 */
record Collection(
    Format format,
    long cycle,
    long start,
    long end,
    long heapStartMiB,
    long goalMiB,
    long liveMiB,
    int figures) {

  /** A heap that contradicts nothing. */
  private static final long UNTOLD = Long.MAX_VALUE / 2;

  static Collection of(GcEvent event) {
    CpuMillis cpu = event.cpu();
    double figures =
        event.clock().total()
            + 31 * cpu.background()
            + 37 * cpu.assist()
            + 41 * cpu.idle()
            + 43 * cpu.sweepTermination()
            + 47 * cpu.markTermination()
            + 53 * event.clock().markTermination();
    return new Collection(
        event.format(),
        event.cycle(),
        event.startMillis(),
        (long) event.endMillis(),
        event.heapStartMiB(),
        event.goalMiB().orElse(0),
        event.liveMiB(),
        Double.hashCode(figures) + 31 * Long.hashCode(event.heapEndMiB()));
  }

  static Collection of(EarlyGcEvent event) {
    return new Collection(
        event.format(),
        event.cycle(),
        0,
        0,
        UNTOLD,
        0,
        0,
        event.phasesMicros().hashCode()
            + Long.hashCode(event.allocatedObjects())
            + 31 * Long.hashCode(event.freedObjects()));
  }
}
