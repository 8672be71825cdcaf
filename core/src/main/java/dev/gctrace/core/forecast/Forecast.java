package dev.gctrace.core.forecast;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one line of the trace says of the time until the next.
 *
 * @param severity how dangerous
 * @param reason why
 * @param gogc GOGC that was used
 * @param nextGoalMiB the heap goal of the coming cycle in MiB; empty when there is none (GOGC=off
 *     and no GOMEMLIMIT) or the trace does not tell (Go 1.4 and earlier)
 * @param peakMiB the container's memory at the peak of the coming cycle in MiB; empty when there is
 *     no goal
 * @param secondsToLimit time until the container's memory reaches the limit at the present rate: of
 *     allocation when the coming peak does not fit, of the growth of the live heap when it is that
 *     which will not fit; empty when it does not get there, or no limit is known
 * @param allocationMiBPerSecond what the program allocates between collections; empty when unknown
 * @param liveGrowthMiBPerSecond the trend of the live heap, not negative; empty when there is none
 *     that the data support
 */
public record Forecast(
    Severity severity,
    Reason reason,
    Gogc gogc,
    OptionalDouble nextGoalMiB,
    Optional<Band> peakMiB,
    OptionalDouble secondsToLimit,
    OptionalDouble allocationMiBPerSecond,
    OptionalDouble liveGrowthMiBPerSecond) {}
