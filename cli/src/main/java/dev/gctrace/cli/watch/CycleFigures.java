package dev.gctrace.cli.watch;

import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.EarlyCycle;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is shown of one collection. Sizes are MiB; what its line does not hold is empty.
 *
 * @param time when the line was written
 * @param at when the collection began, in seconds since the program started
 * @param cycle number of the collection
 * @param start heap when it began
 * @param end heap when it ended
 * @param live heap found reachable
 * @param goal the goal that it tried to meet
 * @param nextGoal goal of the next one
 * @param peak memory of the container at its coming peak
 * @param limit the container's limit
 * @param severity how dangerous that is
 */
record CycleFigures(
    Optional<Instant> time,
    OptionalDouble at,
    long cycle,
    OptionalLong start,
    OptionalLong end,
    OptionalLong live,
    OptionalLong goal,
    OptionalDouble nextGoal,
    OptionalDouble peak,
    OptionalDouble limit,
    Severity severity) {

  private static final double BYTES_PER_MIB = 1 << 20;

  static CycleFigures of(Cycle cycle) {
    GcEvent event = cycle.event();
    Optional<Band> peak = cycle.forecast().peakMiB();
    return new CycleFigures(
        cycle.time(),
        OptionalDouble.of(event.startMillis() / 1e3),
        event.cycle(),
        OptionalLong.of(event.heapStartMiB()),
        OptionalLong.of(event.heapEndMiB()),
        OptionalLong.of(event.liveMiB()),
        event.goalMiB(),
        cycle.forecast().nextGoalMiB(),
        peak.isPresent() ? OptionalDouble.of(peak.get().expected()) : OptionalDouble.empty(),
        inMiB(cycle.settings().limitBytes()),
        cycle.forecast().severity());
  }

  static CycleFigures of(EarlyCycle cycle) {
    return new CycleFigures(
        cycle.time(),
        OptionalDouble.empty(),
        cycle.event().cycle(),
        OptionalLong.of(cycle.event().heapBeforeMiB()),
        OptionalLong.empty(),
        cycle.event().liveMiB(),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        inMiB(cycle.settings().limitBytes()),
        Severity.UNKNOWN);
  }

  private static OptionalDouble inMiB(OptionalLong bytes) {
    return bytes.isPresent()
        ? OptionalDouble.of(bytes.getAsLong() / BYTES_PER_MIB)
        : OptionalDouble.empty();
  }
}
