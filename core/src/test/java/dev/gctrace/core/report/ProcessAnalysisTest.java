package dev.gctrace.core.report;

import static dev.gctrace.core.report.Scenario.gc;
import static dev.gctrace.core.report.Scenario.line;
import static dev.gctrace.core.report.Scenario.ok;
import static dev.gctrace.core.report.Scenario.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.DeathEvent;
import dev.gctrace.core.trace.GcForced;
import dev.gctrace.core.trace.LineParser;
import dev.gctrace.core.trace.TraceEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ProcessAnalysisTest {

  private static final String GO_1_4 =
      "gc329(8): 0+0+7000+0 us, 30 -> 60 MB, 634524 (315691677-315057153) objects, 8 goroutines,"
          + " 50830/4478/0 sweeps, 24(1000) handoff, 16(47) steal, 276/7/0 yields";

  /** What can be dangerous although no container limit is known. */
  private static final Set<Reason> WITHOUT_LIMIT = Set.of(Reason.DEATH_SPIRAL, Reason.GC_OFF);

  @Test
  void aCollectionThatIsJudgedAgainIsReportedAsItIsJudgedLast() {
    ProcessAnalysis analysis = new ProcessAnalysis(1, settings(400, 0));
    analysis.add(gc(Scenario.BULK_14), ok(234), OptionalLong.empty());
    analysis.add(gc(Scenario.BULK_15), ok(520), OptionalLong.empty());
    assertThat(analysis.report(false).firstCritical()).isEmpty();

    Forecast critical = Scenario.forecast(Severity.CRITICAL, Reason.NEXT_GOAL_OVER_LIMIT, 530);
    analysis.judgedAgain(critical);
    ProcessReport report = analysis.report(false);

    assertThat(report.lastForecast()).hasValue(critical);
    assertThat(report.verdict().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(report.firstCritical().orElseThrow().cycle()).isEqualTo(15);
    assertThat(report.points()).hasSize(2);
  }

  @Test
  void withoutACollectionThereIsNothingToJudgeAgain() {
    ProcessAnalysis analysis = new ProcessAnalysis(7, settings(400, 0));

    assertThatThrownBy(() -> analysis.judgedAgain(ok(520)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("process 7 has no collection to judge again");
  }

  @Test
  void toothHoldsTheLineAndItsForecast() {
    ProcessAnalysis analysis = new ProcessAnalysis(3, settings(400, 0));
    analysis.add(gc(Scenario.BULK_14), ok(234), OptionalLong.empty());
    analysis.add(gc(Scenario.BULK_15 + " (forced)"), ok(520), OptionalLong.of(1_708_877_169_123L));
    ProcessReport report = analysis.report(false);

    assertThat(report.process()).isEqualTo(3);
    assertThat(report.settings()).isEqualTo(settings(400, 0));
    assertThat(report.lastForecast()).hasValue(ok(520));
    assertThat(report.points()).hasSize(2);
    assertThat(report.points().get(0).gcCpuPercent()).isEmpty();
    CyclePoint tooth = report.points().get(1);
    assertThat(tooth.cycle()).isEqualTo(15);
    assertThat(tooth.startSeconds()).isEqualTo(248.448);
    // 248.448 + (0.061 + 280 + 0.041) / 1000
    assertThat(tooth.endSeconds()).isCloseTo(248.728102, within(1e-9));
    assertThat(tooth.epochMillis()).hasValue(1_708_877_169_123L);
    assertThat(tooth.heapStartMiB()).isEqualTo(309);
    assertThat(tooth.heapEndMiB()).isEqualTo(309);
    assertThat(tooth.liveMiB()).isEqualTo(260);
    assertThat(tooth.goalMiB()).hasValue(234);
    assertThat(tooth.nextGoalMiB()).hasValue(520);
    assertThat(tooth.peakMiB()).isEqualTo(ok(520).peakMiB());
    assertThat(tooth.gcCpuPercent().orElseThrow()).isCloseTo(4.460149, within(1e-6));
    assertThat(tooth.forced()).isTrue();
  }

  @Test
  void collectionAfterGcForcedIsPeriodicHoweverOftenTheLineStands() {
    ProcessAnalysis analysis = new ProcessAnalysis(1, MemorySettings.NONE);
    analysis.add(new GcForced());
    analysis.add(new GcForced());
    analysis.add(gc(line(1, 100, 100, 50, 100)), ok(100), OptionalLong.empty());
    analysis.add(gc(line(2, 100, 100, 50, 100)), ok(100), OptionalLong.empty());

    assertThat(analysis.report(false).summary().periodicCycles()).isEqualTo(1);
    assertThat(analysis.report(false).summary().forcedCycles()).isZero();
  }

  @Test
  void goOnePointFourHasFiguresAndNoForecast() {
    ProcessAnalysis analysis = new ProcessAnalysis(1, settings(400, 0));
    analysis.add(parsed(GO_1_4));
    ProcessReport report = analysis.report(false);

    assertThat(report.verdict())
        .isEqualTo(
            new Verdict(
                Severity.UNKNOWN,
                Reason.NOT_ENOUGH_DATA,
                "No forecast is possible: Go 1.4 and earlier print neither time nor goal; the"
                    + " largest heap of 1 cycle was 60 MiB."));
    assertThat(report.findings()).extracting(Finding::id).containsExactly("old-go", "cut-log");
    assertThat(report.points()).isEmpty();
    assertThat(report.lastForecast()).isEmpty();
    assertThat(report.firstWarning()).isEmpty();
  }

  @Test
  void goOnePointFourThatWasKilledSaysSoWithoutALiveHeap() {
    ProcessAnalysis analysis = new ProcessAnalysis(1, MemorySettings.NONE);
    analysis.add(parsed(GO_1_4));
    analysis.add(new DeathEvent(DeathEvent.Cause.KILLED, "Killed"));

    assertThat(analysis.report(true).verdict().sentence())
        .isEqualTo("Was killed: after cycle 329 the largest heap was 60 MiB.");
  }

  @Test
  void collectionWithoutItsForecastIsMisuse() {
    ProcessAnalysis analysis = new ProcessAnalysis(1, MemorySettings.NONE);
    TraceEvent event = gc(Scenario.BULK_14);

    assertThatThrownBy(() -> analysis.add(event))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a collection needs its forecast: GcEvent[");
  }

  @Test
  void reportWithoutACollectionIsMisuse() {
    ProcessAnalysis analysis = new ProcessAnalysis(2, MemorySettings.NONE);
    analysis.add(new DeathEvent(DeathEvent.Cause.PANIC, "panic: early"));

    assertThatThrownBy(() -> analysis.report(true))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("process 2 has no collection to report on");
  }

  @Test
  void reportMayBeTakenAgainAndAgain() {
    Scenario scenario = Scenario.bulkExport(settings(400, 0));

    assertThat(scenario.open()).isEqualTo(scenario.open());
  }

  @Test
  void longTraceKeepsABoundedNumberOfTeeth() {
    ProcessAnalysis analysis = new ProcessAnalysis(1, settings(400, 0));
    for (int cycle = 1; cycle <= 20_000; cycle++) {
      long peak = cycle == 12_345 ? 399 : 100;
      analysis.add(gc(line(cycle, peak, peak, 50, 100)), ok(100), OptionalLong.empty());
    }
    List<CyclePoint> points = analysis.report(false).points();

    assertThat(points).hasSizeLessThanOrEqualTo(ProcessAnalysis.MAX_POINTS);
    assertThat(points.get(0).cycle()).isEqualTo(1);
    assertThat(points.get(points.size() - 1).cycle()).isEqualTo(20_000);
    assertThat(points).extracting(CyclePoint::cycle).contains(12_345L);
  }

  /** One line, what is forecast of it, and a line of the runtime after it. */
  record Step(long heapEnd, long live, long goal, Forecast forecast, Optional<DeathEvent> death) {}

  @Property(tries = 2000, edgeCases = EdgeCasesMode.NONE)
  void everyTraceHasAVerdictAndFindingsThatAgree(
      @ForAll @Size(min = 1, max = 60) List<@From("steps") Step> steps,
      @ForAll("anySettings") MemorySettings settings,
      @ForAll boolean ended) {
    Scenario scenario = Scenario.under(settings);
    int cycle = 1;
    for (Step step : steps) {
      scenario.add(
          line(cycle++, step.heapEnd(), step.heapEnd(), step.live(), step.goal()), step.forecast());
      step.death().ifPresent(death -> scenario.death(death.cause(), death.text()));
    }
    ProcessReport report = ended ? scenario.followed() : scenario.open();

    assertThat(report.verdict().sentence())
        .doesNotContain("\n", "null", "NaN", "Optional")
        .endsWith(".");
    assertThat(report.findings())
        .isNotEmpty()
        .isSortedAccordingTo((a, b) -> b.severity().compareTo(a.severity()))
        .allSatisfy(
            finding -> {
              assertThat(finding.summary()).doesNotContain("\n", "null", "NaN").endsWith(".");
              assertThat(finding.explanation()).doesNotContain("null", "NaN").isNotBlank();
              assertThat(finding.advice()).doesNotContain("null", "NaN", "–");
            });
    boolean troubled = report.findings().get(0).severity() != Finding.Level.INFO;
    boolean judged =
        settings.limitBytes().isPresent() || WITHOUT_LIMIT.contains(report.verdict().reason());
    if (judged && report.verdict().severity().compareTo(Severity.WARNING) >= 0) {
      assertThat(troubled)
          .as("a reason for %s in %s", report.verdict(), report.findings())
          .isTrue();
    }
    assertThat(
            report.findings().stream().anyMatch(finding -> finding.id().equals("healthy"))
                && troubled)
        .isFalse();
  }

  @Provide
  Arbitrary<Step> steps() {
    Arbitrary<Long> sizes = Arbitraries.longs().between(0, 1000);
    Arbitrary<Optional<DeathEvent>> deaths =
        Arbitraries.frequencyOf(
            Tuple.of(9, Arbitraries.just(Optional.empty())),
            Tuple.of(
                1,
                Arbitraries.of(DeathEvent.Cause.class)
                    .map(cause -> Optional.of(new DeathEvent(cause, "fatal\r\nerror")))));
    return Combinators.combine(sizes, sizes, sizes, forecasts(), deaths).as(Step::new);
  }

  private static Arbitrary<Forecast> forecasts() {
    Arbitrary<OptionalDouble> figures =
        Arbitraries.doubles().between(0, 1e6).optional().map(ProcessAnalysisTest::optional);
    Arbitrary<Optional<Band>> bands =
        Arbitraries.doubles()
            .between(0, 1000)
            .map(peak -> new Band(peak, 1.1 * peak, 1.3 * peak))
            .optional();
    Arbitrary<Gogc> gogcs =
        Arbitraries.of(Gogc.DEFAULT, Scenario.INFERRED_100, Gogc.given(25), Gogc.givenOff());
    return Arbitraries.of(Severity.class)
        .flatMap(
            severity ->
                Combinators.combine(
                        Arbitraries.of(reasonsOf(severity)),
                        gogcs,
                        figures,
                        bands,
                        figures,
                        figures,
                        figures)
                    .as(
                        (reason, gogc, goal, peak, left, allocation, growth) ->
                            new Forecast(
                                severity, reason, gogc, goal, peak, left, allocation, growth)));
  }

  private static List<Reason> reasonsOf(Severity severity) {
    return switch (severity) {
      case OK -> List.of(Reason.WITHIN_LIMIT);
      case UNKNOWN -> List.of(Reason.NO_LIMIT, Reason.NOT_ENOUGH_DATA);
      case WARNING, CRITICAL ->
          List.of(
              Reason.NEXT_GOAL_OVER_LIMIT,
              Reason.LIVE_OVER_LIMIT,
              Reason.LEAK,
              Reason.DOUBLING,
              Reason.DEATH_SPIRAL,
              Reason.NEAR_LIMIT,
              Reason.GC_OFF);
    };
  }

  @Provide
  Arbitrary<MemorySettings> anySettings() {
    Arbitrary<Long> sizes = Arbitraries.of(0L, 64L, 400L, 2048L);
    return Combinators.combine(sizes, sizes).as(Scenario::settings);
  }

  private static OptionalDouble optional(Optional<Double> value) {
    return value.isPresent() ? OptionalDouble.of(value.get()) : OptionalDouble.empty();
  }

  private static TraceEvent parsed(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return LineParser.parse(bytes, 0, bytes.length).orElseThrow().event();
  }
}
