package dev.gctrace.core.report;

import dev.gctrace.core.trace.Format;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The figures of one process over its whole trace. What the trace does not hold is empty, never 0.
 *
 * @param format generation of the lines
 * @param cycles collections read
 * @param firstCycle number of the first collection read
 * @param lastCycle number of the last
 * @param missingCycles numbers between the two that were not read
 * @param forcedCycles collections that the program asked for
 * @param periodicCycles collections that the runtime forced after two idle minutes
 * @param repairedCycles collections put together from torn lines
 * @param durationSeconds from the start of the first collection read to the end of the last; empty
 *     for formats without a time
 * @param liveMinMiB smallest live heap; Go 1.3 and 1.4 print an estimate
 * @param liveLastMiB live heap after the last collection; empty for Go 1.3 and 1.4
 * @param liveMaxMiB largest live heap; Go 1.3 and 1.4 print an estimate
 * @param liveTrendMiBPerSecond growth of the live heap over the whole trace, negative when it
 *     shrinks; empty when the data support none
 * @param peakHeapMiB largest heap seen at the end of marking; at its start until Go 1.4
 * @param goalOvershootMax largest heap at the end of marking over the goal of that cycle, 1 being
 *     the goal; of goals from 16 MiB on, below which the cut to whole MiB says too little
 * @param allocationMiBPerSecond allocated from the end of one cycle to the end of the next, gaps of
 *     missing cycles left out
 * @param gcCpuPercent collections' share of the available CPU over the life of the process, as the
 *     last line prints it (cumulative)
 * @param gcCpuPercentOfCycles the same from the phases of the cycles read, from the end of one to
 *     the end of the next, gaps left out
 * @param gcCpuPercentMax the largest share in one cycle
 * @param pauseP50Millis median stop-the-world time of a cycle, within 1 %
 * @param pauseP99Millis 99th percentile: the smallest value that 99 % of cycles do not pass
 *     (nearest rank), within 1 %
 * @param pauseMaxMillis longest
 * @param markDutyPercent share of the time in which marking ran, gaps left out
 * @param periodSeconds median time from the start of one cycle to the start of the next, within 1 %
 * @param procs GOMAXPROCS on the last line
 */
public record Summary(
    Format format,
    long cycles,
    long firstCycle,
    long lastCycle,
    long missingCycles,
    long forcedCycles,
    long periodicCycles,
    long repairedCycles,
    OptionalDouble durationSeconds,
    OptionalLong liveMinMiB,
    OptionalLong liveLastMiB,
    OptionalLong liveMaxMiB,
    OptionalDouble liveTrendMiBPerSecond,
    OptionalLong peakHeapMiB,
    OptionalDouble goalOvershootMax,
    OptionalDouble allocationMiBPerSecond,
    OptionalInt gcCpuPercent,
    OptionalDouble gcCpuPercentOfCycles,
    OptionalDouble gcCpuPercentMax,
    OptionalDouble pauseP50Millis,
    OptionalDouble pauseP99Millis,
    OptionalDouble pauseMaxMillis,
    OptionalDouble markDutyPercent,
    OptionalDouble periodSeconds,
    int procs) {}
