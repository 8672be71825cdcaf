package dev.gctrace.core.report;

import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.DeathEvent;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** A trace with forecasts made by hand. */
final class Scenario {

  static final long MIB = 1 << 20;

  /** The two lines before the kill of the case that the project began with. */
  static final String BULK_14 =
      "gc 14 @247.533s 0%: 0.073+195+0.040 ms clock, 0.14+0/10/97+0.080 ms cpu, 138->138->117 MB,"
          + " 138 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  static final String BULK_15 =
      "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, 309->309->260 MB,"
          + " 234 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  /** The same service with GOMEMLIMIT set to the limit itself. */
  static final String SURVIVED_18 =
      "gc 18 @92.420s 0%: 0.053+190+0.097 ms clock, 0.10+0/98/95+0.19 ms cpu, 115->115->93 MB, 125"
          + " MB goal, 0 MB stacks, 0 MB globals, 2 P";

  static final String SURVIVED_19 =
      "gc 19 @93.019s 0%: 0.066+102+0.035 ms clock, 0.13+0/4.0/89+0.071 ms cpu, 189->189->165 MB,"
          + " 186 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  static final String SURVIVED_20 =
      "gc 20 @93.821s 0%: 0.066+193+0.004 ms clock, 0.13+0/2.6/3.6+0.009 ms cpu, 359->359->197 MB,"
          + " 330 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  static final Gogc INFERRED_100 = new Gogc(100, false, Gogc.Source.INFERRED);

  static final MemorySettings LIMIT_400 = settings(400, 0);

  private final ProcessAnalysis analysis;

  private Scenario(MemorySettings settings) {
    analysis = new ProcessAnalysis(1, settings);
  }

  static Scenario under(MemorySettings settings) {
    return new Scenario(settings);
  }

  /** Sizes in MiB; 0 for not known. */
  static MemorySettings settings(long limit, long goMemLimit) {
    return new MemorySettings(
        limit == 0 ? OptionalLong.empty() : OptionalLong.of(limit * MIB),
        Optional.empty(),
        goMemLimit == 0 ? OptionalLong.empty() : OptionalLong.of(goMemLimit * MIB));
  }

  static GcEvent gc(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return (GcEvent) LineParser.parse(bytes, 0, bytes.length).orElseThrow().event();
  }

  /** A collection every second of 10 ms at 1 % of one processor, as Go 1.18 and later print it. */
  static String line(long cycle, long heapStart, long heapEnd, long live, long goal) {
    return "gc "
        + cycle
        + " @"
        + cycle
        + ".000s 1%: 0.050+10+0.050 ms clock, 0.050+0/9.9/0+0.050 ms cpu, "
        + heapStart
        + "->"
        + heapEnd
        + "->"
        + live
        + " MB, "
        + goal
        + " MB goal, 0 MB stacks, 0 MB globals, 1 P";
  }

  Scenario add(String line, Forecast forecast) {
    analysis.add(gc(line), forecast, OptionalLong.empty());
    return this;
  }

  Scenario death(DeathEvent.Cause cause, String text) {
    analysis.add(new DeathEvent(cause, text));
    return this;
  }

  ProcessAnalysis analysis() {
    return analysis;
  }

  ProcessReport open() {
    return analysis.report(false);
  }

  ProcessReport followed() {
    return analysis.report(true);
  }

  static Forecast ok(double goal) {
    return forecast(Severity.OK, Reason.WITHIN_LIMIT, goal);
  }

  static Forecast forecast(Severity severity, Reason reason, double goal) {
    return new Forecast(
        severity,
        reason,
        INFERRED_100,
        OptionalDouble.of(goal),
        Optional.of(new Band(goal, 1.05 * goal + 10, 1.2 * goal + 14)),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  static Forecast growing(Severity severity, Reason reason, double goal, double perSecond) {
    Forecast still = forecast(severity, reason, goal);
    return new Forecast(
        severity,
        reason,
        still.gogc(),
        still.nextGoalMiB(),
        still.peakMiB(),
        OptionalDouble.of(90),
        OptionalDouble.of(10),
        OptionalDouble.of(perSecond));
  }

  /** The same with a chance of the kill. */
  static Forecast withChance(Forecast f, double chance) {
    return whole(f, OptionalDouble.of(chance), f.inferredGoMemLimitMiB());
  }

  /** The same with a GOMEMLIMIT that the goals show. */
  static Forecast withInferredGoMemLimit(Forecast f, double mib) {
    return whole(f, f.killProbability(), OptionalDouble.of(mib));
  }

  private static Forecast whole(Forecast f, OptionalDouble chance, OptionalDouble goMemLimit) {
    return new Forecast(
        f.severity(),
        f.reason(),
        f.gogc(),
        f.nextGoalMiB(),
        f.peakMiB(),
        f.secondsToLimit(),
        f.allocationMiBPerSecond(),
        f.liveGrowthMiBPerSecond(),
        chance,
        f.secondsToLimitBand(),
        f.criticalLiveMiB(),
        goMemLimit,
        f.gcCpuPercentOfCycle());
  }

  /** Killed two lines later: the case that the project began with, under a limit of 400 MiB. */
  static Scenario bulkExport(MemorySettings settings) {
    return under(settings)
        .add(BULK_14, ok(234))
        .add(
            BULK_15,
            new Forecast(
                Severity.CRITICAL,
                Reason.NEXT_GOAL_OVER_LIMIT,
                INFERRED_100,
                OptionalDouble.of(520),
                Optional.of(new Band(520, 553.2, 610.5)),
                OptionalDouble.of(0.61),
                OptionalDouble.of(228),
                OptionalDouble.empty()));
  }

  /** The report on a single first cycle. */
  static ProcessReport one(
      MemorySettings settings, long heapEnd, long live, long goal, Forecast forecast) {
    return Scenario.under(settings).add(line(1, heapEnd, heapEnd, live, goal), forecast).open();
  }

  static Finding find(ProcessReport report, String id) {
    return report.findings().stream()
        .filter(finding -> finding.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError(id + " is not among " + report.findings()));
  }

  static List<String> ids(ProcessReport report) {
    return report.findings().stream().map(Finding::id).toList();
  }
}
