package dev.gctrace.streams.alert;

import dev.gctrace.core.forecast.Band;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The numbers that an alert rests on: of the container's newest collection and what follows from
 * it. Sizes are in MiB.
 *
 * @param cycle number of the collection; empty when none was read yet
 * @param at seconds from the start of the process to the start of the collection
 * @param heapEndMiB heap when marking ended
 * @param liveMiB live heap
 * @param gogc GOGC in percent; empty when off or unknown
 * @param gogcOff whether GOGC is off
 * @param gogcSource {@code given}, {@code inferred} or {@code default}; null when not known
 * @param goMemLimitMiB GOMEMLIMIT; empty when not set or not known
 * @param limitMiB the container's memory limit; empty when not known
 * @param nextGoalMiB heap goal of the coming cycle; empty when there is none
 * @param peakMiB the container's memory at the coming peak, with its band; empty when not known
 * @param secondsToLimit time until the limit; empty when it is not reached or no limit is known
 * @param secondsToLimitBand the band around it; empty when there is none
 * @param killProbability chance, 0 to 1, that the coming peak does not fit into the limit
 * @param allocationMiBPerSecond what the program allocates between collections
 * @param liveGrowthMiBPerSecond trend of the live heap; empty when there is none
 */
public record Numbers(
    OptionalLong cycle,
    OptionalDouble at,
    OptionalLong heapEndMiB,
    OptionalLong liveMiB,
    OptionalDouble gogc,
    boolean gogcOff,
    String gogcSource,
    OptionalDouble goMemLimitMiB,
    OptionalDouble limitMiB,
    OptionalDouble nextGoalMiB,
    Optional<Band> peakMiB,
    OptionalDouble secondsToLimit,
    Optional<Band> secondsToLimitBand,
    OptionalDouble killProbability,
    OptionalDouble allocationMiBPerSecond,
    OptionalDouble liveGrowthMiBPerSecond) {}
