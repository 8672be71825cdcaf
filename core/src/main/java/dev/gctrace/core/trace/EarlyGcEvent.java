package dev.gctrace.core.trace;

import java.util.List;
import java.util.OptionalLong;

/**
 * One collection as Go 1.0 to 1.4 print it (mgc0.c): no time, no goal.
 *
 * @param format {@link Format#GO_1_0} to {@link Format#GO_1_4}
 * @param cycle number of the collection, from 1 in each process
 * @param procs threads that took part
 * @param phasesMicros wall-clock phases in microseconds, in the order of the line: mark, sweep,
 *     other until Go 1.2; four from Go 1.3 on
 * @param heapBeforeMiB Go 1.0 to 1.2: heap before the collection. Go 1.3, 1.4: heap allocated when
 *     this collection began (the second number of the line)
 * @param liveMiB Go 1.0 to 1.2: heap after the collection (the second number). Go 1.3, 1.4: empty,
 *     the line does not hold it
 * @param previousLiveMiB Go 1.3, 1.4: the live heap after the previous collection as the runtime
 *     estimates it (the first number). Go 1.0 to 1.2: empty
 * @param objects objects after the collection
 * @param allocatedObjects objects allocated since the start
 * @param freedObjects objects freed since the start
 * @param goroutines number of goroutines; Go 1.4 only
 * @param repaired whether the record was put together from the pieces of a torn line
 */
public record EarlyGcEvent(
    Format format,
    long cycle,
    int procs,
    List<Long> phasesMicros,
    long heapBeforeMiB,
    OptionalLong liveMiB,
    OptionalLong previousLiveMiB,
    long objects,
    long allocatedObjects,
    long freedObjects,
    OptionalLong goroutines,
    boolean repaired)
    implements TraceEvent {

  /** Copies the phases. */
  public EarlyGcEvent {
    phasesMicros = List.copyOf(phasesMicros);
  }

  /** The same, put together from the pieces of a torn line. */
  EarlyGcEvent asRepaired() {
    return new EarlyGcEvent(
        format,
        cycle,
        procs,
        phasesMicros,
        heapBeforeMiB,
        liveMiB,
        previousLiveMiB,
        objects,
        allocatedObjects,
        freedObjects,
        goroutines,
        true);
  }
}
