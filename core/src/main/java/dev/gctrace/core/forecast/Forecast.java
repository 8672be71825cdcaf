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
 * @param killProbability chance, 0 to 1, that the peak of the coming cycle does not fit into the
 *     limit; empty when no limit or no peak is known
 * @param secondsToLimitBand the band around {@code secondsToLimit} when that rests on the trend of
 *     the live heap; empty otherwise
 * @param criticalLiveMiB the largest live heap whose next peak the limit carries, in MiB; empty
 *     when no limit is known
 * @param inferredGoMemLimitMiB GOMEMLIMIT in MiB as the goals show it, within about 5 %, where none
 *     was given; empty when they show none
 * @param gcCpuPercentOfCycle share of the available CPU that collection took from the start of the
 *     collection before to the start of this one; empty when that one is not known
 */
public record Forecast(
    Severity severity,
    Reason reason,
    Gogc gogc,
    OptionalDouble nextGoalMiB,
    Optional<Band> peakMiB,
    OptionalDouble secondsToLimit,
    OptionalDouble allocationMiBPerSecond,
    OptionalDouble liveGrowthMiBPerSecond,
    OptionalDouble killProbability,
    Optional<Band> secondsToLimitBand,
    OptionalDouble criticalLiveMiB,
    OptionalDouble inferredGoMemLimitMiB,
    OptionalDouble gcCpuPercentOfCycle) {

  /** A forecast of its main figures alone. */
  public Forecast(
      Severity severity,
      Reason reason,
      Gogc gogc,
      OptionalDouble nextGoalMiB,
      Optional<Band> peakMiB,
      OptionalDouble secondsToLimit,
      OptionalDouble allocationMiBPerSecond,
      OptionalDouble liveGrowthMiBPerSecond) {
    this(
        severity,
        reason,
        gogc,
        nextGoalMiB,
        peakMiB,
        secondsToLimit,
        allocationMiBPerSecond,
        liveGrowthMiBPerSecond,
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }
}
