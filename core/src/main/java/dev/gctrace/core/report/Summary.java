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
 * @param liveMinMiB smallest live heap
 * @param liveLastMiB live heap after the last collection
 * @param liveMaxMiB largest live heap
 * @param liveTrendMiBPerSecond growth of the live heap, negative when it shrinks; empty when the
 *     data support none
 * @param peakHeapMiB largest heap seen at the end of marking
 * @param goalOvershootMax largest heap at the end of marking over the goal of that cycle
 * @param allocationMiBPerSecond allocated over the whole duration
 * @param gcCpuPercent collections' share of the available CPU over the life of the process, as the
 *     last line prints it (cumulative)
 * @param gcCpuPercentOfCycles the same from the phases of the cycles read, over their duration
 * @param gcCpuPercentMax the largest share in one cycle
 * @param pauseP50Millis median stop-the-world time of a cycle
 * @param pauseP99Millis 99th percentile: the smallest printed value that 99 % of cycles do not
 *     pass, within 2 %
 * @param pauseMaxMillis longest
 * @param markDutyPercent share of the time in which marking ran
 * @param periodSeconds median time from the start of one cycle to the start of the next
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
