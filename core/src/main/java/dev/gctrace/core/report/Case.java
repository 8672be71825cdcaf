package dev.gctrace.core.report;

import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.Format;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The facts that the verdict and the findings rest on.
 *
 * @param summary the figures
 * @param settings what is known from outside the log
 * @param forecast what the last line says; empty for Go 1.4 and earlier
 * @param ending how the trace ends
 * @param lastWords the line that told the end, without control characters; empty when there is none
 * @param alarms the spells of danger
 * @param burst the cycle whose heap passed its goal by most; empty when none did
 * @param stacksMinMiB smallest scannable stacks; empty before Go 1.18
 * @param stacksLastMiB scannable stacks on the last line
 * @param assistPercent share of the mark work that allocating goroutines were made to do
 * @param recentCpuPercent share of the available CPU that collections took of late
 * @param liveStep the live heap over that of the cycle before; empty when that one is not known
 */
record Case(
    Summary summary,
    MemorySettings settings,
    Optional<Forecast> forecast,
    Ending ending,
    Optional<String> lastWords,
    Alarms.Facts alarms,
    Optional<Figures.Burst> burst,
    OptionalLong stacksMinMiB,
    OptionalLong stacksLastMiB,
    OptionalDouble assistPercent,
    OptionalDouble recentCpuPercent,
    OptionalDouble liveStep) {

  private static final double MIB = 1 << 20;

  /** How dangerous the last line is; a danger that has passed is a warning of what can return. */
  Severity severity() {
    return passed() ? Severity.WARNING : forecast.map(Forecast::severity).orElse(Severity.UNKNOWN);
  }

  Reason reason() {
    return passed()
        ? Reason.NEAR_LIMIT
        : forecast.map(Forecast::reason).orElse(Reason.NOT_ENOUGH_DATA);
  }

  /** Whether the last forecast still stands although its line shows that the danger has passed. */
  boolean passed() {
    return forecast.isPresent() && passed(forecast.get(), liveStep, limitMiB());
  }

  /**
   * Whether a forecast still stands although its line shows that the danger has passed: a severity
   * falls only some cycles after its grounds did.
   *
   * @param liveStep the live heap over that of the cycle before
   * @param limitMiB the limit; empty when not known
   */
  static boolean passed(Forecast forecast, OptionalDouble liveStep, OptionalDouble limitMiB) {
    return forecast.severity().compareTo(Severity.WARNING) >= 0
        && switch (forecast.reason()) {
          case NEXT_GOAL_OVER_LIMIT, LIVE_OVER_LIMIT ->
              forecast.killProbability().orElse(1) < Thresholds.PASSED_CHANCE;
          // However often it was lived through: what stands near the limit goes on to.
          case NEAR_LIMIT ->
              forecast.killProbability().orElse(1) < Thresholds.PASSED_CHANCE
                  && (forecast.peakMiB().isEmpty()
                      || forecast.peakMiB().get().high() <= limitMiB.orElse(0));
          case LEAK ->
              forecast.liveGrowthMiBPerSecond().isEmpty() && forecast.secondsToLimit().isEmpty();
          case DOUBLING -> liveStep.orElse(Double.MAX_VALUE) < Thresholds.STEP;
          default -> false;
        };
  }

  /** Whether the last line itself makes the kill more likely than not. */
  boolean likelier() {
    return forecast.isEmpty()
        || forecast.get().killProbability().orElse(1) >= Thresholds.LIKELY_CHANCE;
  }

  boolean inDanger() {
    return severity().compareTo(Severity.WARNING) >= 0;
  }

  /** Whether the last line speaks of a danger of the given kind. */
  boolean inDangerOf(Reason reason) {
    return inDanger() && reason() == reason;
  }

  /** How much a finding matters that the last forecast is about. */
  Finding.Level level() {
    return severity() == Severity.CRITICAL ? Finding.Level.CRITICAL : Finding.Level.WARNING;
  }

  boolean over() {
    return ending != Ending.OPEN;
  }

  OptionalDouble limitMiB() {
    return inMiB(settings.limitBytes());
  }

  OptionalDouble goMemLimitMiB() {
    return inMiB(settings.goMemLimitBytes());
  }

  /** GOMEMLIMIT as given or, within 5 %, as the goals show it. */
  OptionalDouble effectiveGoMemLimitMiB() {
    OptionalDouble given = goMemLimitMiB();
    return given.isPresent() || forecast.isEmpty() ? given : forecast.get().inferredGoMemLimitMiB();
  }

  /** Whether the program can have been built with a Go that knows GOMEMLIMIT (1.19). */
  boolean goMemLimitAvailable() {
    return summary.format() == Format.GO_1_18;
  }

  Gogc gogc() {
    return forecast.map(Forecast::gogc).orElse(Gogc.DEFAULT);
  }

  /** How much of the live heap the heap may grow by between collections: GOGC / 100. */
  double growthByGogc() {
    return gogc().off() ? Double.POSITIVE_INFINITY : gogc().percent() / 100;
  }

  /** The largest live heap, the one that settings have to fit; 0 when the trace holds none. */
  double liveMaxMiB() {
    return summary.liveMaxMiB().orElse(0);
  }

  OptionalDouble nextGoalMiB() {
    return forecast.isPresent() ? forecast.get().nextGoalMiB() : OptionalDouble.empty();
  }

  Optional<Band> peakMiB() {
    return forecast.flatMap(Forecast::peakMiB);
  }

  /** The most of the container's memory that the heap explains, seen or still to come. */
  double explainedMiB() {
    double seen = Sizing.containerMiB((double) summary.peakHeapMiB().orElse(0));
    return Math.max(seen, peakMiB().map(Band::high).orElse(0.0));
  }

  /** Whether the heap, seen or to come, reaches this share of the limit; false without a limit. */
  boolean reaches(double shareOfLimit) {
    return limitMiB().isPresent() && explainedMiB() >= shareOfLimit * limitMiB().getAsDouble();
  }

  static OptionalDouble inMiB(OptionalLong bytes) {
    return bytes.isPresent() ? OptionalDouble.of(bytes.getAsLong() / MIB) : OptionalDouble.empty();
  }
}
