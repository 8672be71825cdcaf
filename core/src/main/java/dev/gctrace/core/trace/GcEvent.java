package dev.gctrace.core.trace;

import java.util.OptionalLong;

/**
 * One collection as Go 1.5 and later print it when it has ended ({@code gcMarkTermination},
 * mgc.go).
 *
 * <p>Every size is in MiB ("MB" in the line is {@code bytes >> 20}) and cut, never rounded: a
 * printed 260 stands for [260, 261). Times in milliseconds are cut as well, to two or three
 * figures.
 *
 * @param format the generation of the line
 * @param cycle number of the collection, from 1 in each process, at most 2^32-1
 * @param startMillis when the collection began, in milliseconds since the runtime was initialised
 *     (the {@code @T} of the line); the line itself is printed at the end of the collection
 * @param gcCpuPercent share of the available CPU (GOMAXPROCS × wall time) that collections took
 *     since the start of the program, cut to a whole percent
 * @param clock wall-clock phases
 * @param cpu CPU time by phase
 * @param heapStartMiB heap when the collection began
 * @param heapEndMiB heap when marking ended
 * @param liveMiB heap found reachable, including what was allocated while marking
 * @param goalMiB the heap goal that <em>this</em> collection tried to meet; empty when the line has
 *     none or says that there is none (a figure of 2^40 and above: GOGC=off)
 * @param stacksMiB scannable stacks (Go 1.18, 1.19: allocated stacks); empty before Go 1.18
 * @param globalsMiB scannable globals; empty before Go 1.18
 * @param procs GOMAXPROCS when the collection began
 * @param forced whether the line ends in {@code (forced)}; the runtime can put it on the line
 *     before the right one (golang/go issue 52515)
 * @param repaired whether the record was put together from the pieces of a torn line
 */
public record GcEvent(
    Format format,
    long cycle,
    long startMillis,
    int gcCpuPercent,
    ClockMillis clock,
    CpuMillis cpu,
    long heapStartMiB,
    long heapEndMiB,
    long liveMiB,
    OptionalLong goalMiB,
    OptionalLong stacksMiB,
    OptionalLong globalsMiB,
    int procs,
    boolean forced,
    boolean repaired)
    implements TraceEvent {

  /** A printed goal of this size and above says that there is no goal. */
  public static final long NO_GOAL_MIB = 1L << 40;

  /** End of marking in milliseconds since the runtime was initialised, within 10 % of the clock. */
  public double endMillis() {
    return startMillis + clock.total();
  }

  /** The same, put together from the pieces of a torn line. */
  GcEvent asRepaired() {
    return new GcEvent(
        format,
        cycle,
        startMillis,
        gcCpuPercent,
        clock,
        cpu,
        heapStartMiB,
        heapEndMiB,
        liveMiB,
        goalMiB,
        stacksMiB,
        globalsMiB,
        procs,
        forced,
        true);
  }
}
