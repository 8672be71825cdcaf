package dev.gctrace.core.report;

import dev.gctrace.core.forecast.Band;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One tooth of the sawtooth, for drawing.
 *
 * @param cycle number of the collection
 * @param startSeconds when it began, since the start of the process
 * @param endSeconds when it ended
 * @param epochMillis wall-clock time of the end; empty when the log has no times
 * @param heapStartMiB heap when it began
 * @param heapEndMiB heap when it ended
 * @param liveMiB live heap
 * @param goalMiB goal of this cycle; empty when there was none
 * @param nextGoalMiB goal of the coming cycle; empty when there is none
 * @param peakMiB the container's memory at the coming peak; empty when not forecast
 * @param gcCpuPercent share of the available CPU that collection took since the cycle before; empty
 *     for the first
 * @param forced whether the program asked for the collection
 */
public record CyclePoint(
    long cycle,
    double startSeconds,
    double endSeconds,
    OptionalLong epochMillis,
    long heapStartMiB,
    long heapEndMiB,
    long liveMiB,
    OptionalLong goalMiB,
    OptionalDouble nextGoalMiB,
    Optional<Band> peakMiB,
    OptionalDouble gcCpuPercent,
    boolean forced) {}
