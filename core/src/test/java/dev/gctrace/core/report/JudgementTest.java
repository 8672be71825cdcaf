package dev.gctrace.core.report;

import static dev.gctrace.core.report.Scenario.bulkExport;
import static dev.gctrace.core.report.Scenario.forecast;
import static dev.gctrace.core.report.Scenario.growing;
import static dev.gctrace.core.report.Scenario.line;
import static dev.gctrace.core.report.Scenario.ok;
import static dev.gctrace.core.report.Scenario.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.DeathEvent.Cause;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** What a person reads first, word for word. */
class JudgementTest {

  private static final MemorySettings LIMIT_400 = settings(400, 0);
  private static final Forecast CRITICAL =
      forecast(Severity.CRITICAL, Reason.NEXT_GOAL_OVER_LIMIT, 440);

  @Test
  void calmProcessFits() {
    assertVerdict(
        steady(20).open(),
        Severity.OK,
        Reason.WITHIN_LIMIT,
        "Fits into its limit: after cycle 20 the coming peak is about 115 MiB (100 to 134) of the"
            + " 400 MiB limit.");
  }

  @Test
  void calmProcessThatWasFollowedDidNotEndForItsHeap() {
    assertVerdict(
        steady(20).followed(),
        Severity.OK,
        Reason.WITHIN_LIMIT,
        "Ended, but not for memory that the heap explains: after cycle 20 the coming peak was about"
            + " 115 MiB (100 to 134) of the 400 MiB limit.");
  }

  @Test
  void dangerThatWasSurvivedIsAWarningForThirtyCycles() {
    Scenario scenario = steady(5).add(line(6, 150, 150, 220, 150), CRITICAL);
    for (int cycle = 7; cycle <= 35; cycle++) {
      scenario.add(line(cycle, 100, 100, 50, 100), ok(100));
    }

    assertVerdict(
        scenario.open(),
        Severity.WARNING,
        Reason.NEAR_LIMIT,
        "Survived, but was in danger of the OOM kill at 1 cycle, last after cycle 6; after cycle 35"
            + " the coming peak is about 115 MiB (100 to 134) of the 400 MiB limit.");
    assertThat(scenario.followed().verdict().sentence())
        .startsWith("Ended, and may have been OOMKilled: it was in danger of the OOM kill at 1");

    scenario.add(line(36, 100, 100, 50, 100), ok(100));
    assertThat(scenario.open().verdict().severity()).isEqualTo(Severity.OK);
  }

  @Test
  void dangerAtEveryCycleThatIsOutlivedIsNotToldAsADeath() {
    Scenario scenario = steady(5);
    for (int cycle = 6; cycle <= 35; cycle++) {
      scenario.add(line(cycle, 300, 300, 220, 400), CRITICAL);
    }
    assertThat(scenario.open().verdict().sentence()).startsWith("Will be (or was) OOMKilled: ");

    scenario.add(line(36, 300, 300, 220, 400), CRITICAL);
    assertVerdict(
        scenario.open(),
        Severity.CRITICAL,
        Reason.NEXT_GOAL_OVER_LIMIT,
        "In danger again and again, though alive after 31 such forecasts: after cycle 36 the next"
            + " heap goal is 440 MiB, 40 MiB over the 400 MiB limit.");
  }

  @Test
  void liveHeapOverTheLimitCannotBeOutlived() {
    Scenario scenario = steady(1);
    for (int cycle = 2; cycle <= 60; cycle++) {
      scenario.add(
          line(cycle, 395, 395, 390, 395),
          forecast(Severity.CRITICAL, Reason.LIVE_OVER_LIMIT, 395));
    }

    assertThat(scenario.open().verdict().sentence())
        .isEqualTo(
            "Will be (or was) OOMKilled: after cycle 60 the live heap alone is 390 MiB, more than"
                + " the 400 MiB limit can carry.");
  }

  @Test
  void endedProcessNamesTheLineThatShowedTheDangerFirst() {
    ProcessReport report =
        steady(10)
            .add(line(11, 190, 190, 150, 190), forecast(Severity.WARNING, Reason.NEAR_LIMIT, 300))
            .add(line(12, 300, 300, 220, 300), CRITICAL)
            .add(line(13, 390, 390, 220, 440), CRITICAL)
            .followed();

    assertVerdict(
        report,
        Severity.CRITICAL,
        Reason.NEXT_GOAL_OVER_LIMIT,
        "Was most likely OOMKilled: after cycle 13 the next heap goal was 440 MiB, 40 MiB over the"
            + " 400 MiB limit; cycle 11 showed the danger first, 2 s before the last line.");
    assertThat(report.firstWarning().orElseThrow().cycle()).isEqualTo(11);
    assertThat(report.firstCritical().orElseThrow().cycle()).isEqualTo(12);
    assertThat(report.firstCritical().orElseThrow().secondsBeforeLast()).isEqualTo(1);
  }

  @Test
  void goalUnderTheLimitCanTakeTheContainerOverIt() {
    assertThat(
            steady(1)
                .add(
                    line(2, 200, 200, 195, 200),
                    forecast(Severity.CRITICAL, Reason.NEXT_GOAL_OVER_LIMIT, 390))
                .open()
                .verdict()
                .sentence())
        .isEqualTo(
            "Will be (or was) OOMKilled: after cycle 2 the next heap goal is 390 MiB, which takes"
                + " the container to about 420 MiB, 20 MiB over the 400 MiB limit.");
  }

  @Test
  void peakThatOnlyMayPassTheLimitIsToldWithItsBand() {
    assertThat(
            steady(1)
                .add(
                    line(2, 200, 200, 180, 200),
                    forecast(Severity.WARNING, Reason.NEXT_GOAL_OVER_LIMIT, 360))
                .open()
                .verdict()
                .sentence())
        .isEqualTo(
            "May be OOMKilled: after cycle 2 the next heap goal is 360 MiB, which takes the"
                + " container to about 388 MiB (360 to 446) of the 400 MiB limit.");
  }

  @Test
  void criticalForecastThatStillStandsAfterTheDangerIsNotTold() {
    Scenario scenario =
        steady(5)
            .add(line(6, 200, 200, 220, 200), CRITICAL)
            .add(
                line(7, 100, 100, 50, 100),
                Scenario.withChance(
                    forecast(Severity.CRITICAL, Reason.NEXT_GOAL_OVER_LIMIT, 100), 0.049));

    assertVerdict(
        scenario.open(),
        Severity.WARNING,
        Reason.NEAR_LIMIT,
        "Survived, but was in danger of the OOM kill at 1 cycle, last after cycle 6; after cycle 7"
            + " the coming peak is about 115 MiB (100 to 134) of the 400 MiB limit.");
    assertVerdict(
        scenario.followed(),
        Severity.WARNING,
        Reason.NEAR_LIMIT,
        "Ended, and may have been OOMKilled: it was in danger of the OOM kill at 1 cycle, last after"
            + " cycle 6; after cycle 7 the coming peak was about 115 MiB (100 to 134) of the 400 MiB"
            + " limit.");
  }

  @Test
  void warningThatStillStandsAfterTheDangerIsToldAsPast() {
    Forecast near = forecast(Severity.WARNING, Reason.NEAR_LIMIT, 300);

    assertThat(
            steady(5)
                .add(line(6, 200, 200, 150, 200), near)
                .add(line(7, 100, 100, 50, 100), Scenario.withChance(near, 0.01))
                .open()
                .verdict()
                .sentence())
        .startsWith("Survived, but had a warning, last after cycle 6; after cycle 7");
  }

  @Test
  void leakThatHasNoTrendAnyMoreHasPassed() {
    Forecast leak = growing(Severity.WARNING, Reason.LEAK, 300, 0.5);
    Forecast levelled = forecast(Severity.WARNING, Reason.LEAK, 120);

    assertThat(
            steady(5)
                .add(line(6, 200, 200, 150, 200), leak)
                .add(line(7, 120, 120, 60, 120), levelled)
                .open()
                .verdict()
                .sentence())
        .startsWith("Survived, but had a warning, last after cycle 6; after cycle 7 the coming");
  }

  @Test
  void doublingThatTookNoFurtherStepHasPassed() {
    Forecast doubling = forecast(Severity.WARNING, Reason.DOUBLING, 300);

    // 149 / 100 is no step, 150 / 100 is one
    assertThat(
            steady(1)
                .add(line(2, 200, 200, 100, 200), doubling)
                .add(line(3, 200, 200, 149, 200), doubling)
                .open()
                .verdict()
                .sentence())
        .startsWith("Survived, but had a warning, last after cycle 2; after cycle 3 the coming");
    assertThat(
            steady(1)
                .add(line(2, 200, 200, 100, 200), doubling)
                .add(line(3, 200, 200, 150, 200), doubling)
                .open()
                .verdict()
                .sentence())
        .startsWith("Will be OOMKilled on the present course: after cycle 3 the live heap has");
  }

  @Test
  void criticalForecastBelowOneInTwoIsADangerAndNoMore() {
    Scenario scenario =
        steady(5).add(line(6, 200, 200, 180, 200), Scenario.withChance(CRITICAL, 0.49));

    assertThat(scenario.open().verdict().sentence())
        .startsWith("In danger of the OOM kill: after cycle 6 the next heap goal is 440 MiB");
    assertThat(scenario.followed().verdict().sentence())
        .startsWith("Ended, and may have been OOMKilled: after cycle 6");
    assertThat(
            steady(5)
                .add(line(6, 200, 200, 180, 200), Scenario.withChance(CRITICAL, 0.5))
                .open()
                .verdict()
                .sentence())
        .startsWith("Will be (or was) OOMKilled: ");
  }

  @Test
  void leakWithoutATimeOnlyGrowsTowardsTheLimit() {
    Forecast leak = growing(Severity.WARNING, Reason.LEAK, 300, 0.5);
    Forecast slow =
        new Forecast(
            leak.severity(),
            leak.reason(),
            leak.gogc(),
            leak.nextGoalMiB(),
            leak.peakMiB(),
            OptionalDouble.empty(),
            leak.allocationMiBPerSecond(),
            leak.liveGrowthMiBPerSecond());

    assertThat(steady(1).add(line(2, 200, 200, 150, 200), slow).open().verdict().sentence())
        .isEqualTo(
            "Growing towards the limit: the live heap of 150 MiB grows by 30 MiB/min towards what"
                + " the 400 MiB limit can carry.");
  }

  @Test
  void leakHasItsPaceAndItsTime() {
    Forecast leak = growing(Severity.WARNING, Reason.LEAK, 300, 0.5);

    assertThat(steady(1).add(line(2, 200, 200, 150, 200), leak).open().verdict().sentence())
        .isEqualTo(
            "Will be OOMKilled on the present course: the live heap of 150 MiB grows by 30 MiB/min"
                + " and reaches what the 400 MiB limit can carry in about 1 min 30 s.");
    assertThat(steady(1).add(line(2, 200, 200, 150, 200), leak).followed().verdict().sentence())
        .isEqualTo(
            "Ended, and may have been OOMKilled: the live heap of 150 MiB grew by 30 MiB/min and"
                + " was to reach what the 400 MiB limit can carry in about 1 min 30 s.");
  }

  @Test
  void leakThatHadHoursToGoDidNotEndTheProcess() {
    assertThat(leftAtTheEnd(300)).startsWith("Ended, and may have been OOMKilled: ");
    assertThat(leftAtTheEnd(301))
        .isEqualTo(
            "Ended, hardly for memory yet, but on course for the OOM kill: the live heap of 150 MiB"
                + " grew by 30 MiB/min and was to reach what the 400 MiB limit can carry in about"
                + " 5 min 1 s.");
  }

  private static String leftAtTheEnd(double seconds) {
    Forecast leak = growing(Severity.WARNING, Reason.LEAK, 300, 0.5);
    Forecast left =
        new Forecast(
            leak.severity(),
            leak.reason(),
            leak.gogc(),
            leak.nextGoalMiB(),
            leak.peakMiB(),
            OptionalDouble.of(seconds),
            leak.allocationMiBPerSecond(),
            leak.liveGrowthMiBPerSecond());
    return steady(1).add(line(2, 200, 200, 150, 200), left).followed().verdict().sentence();
  }

  @Test
  void doublingSpiralNearLimitAndGcOffHaveTheirWords() {
    assertThat(sentence(Severity.WARNING, Reason.DOUBLING))
        .isEqualTo(
            "Will be OOMKilled on the present course: after cycle 2 the live heap has jumped to 150"
                + " MiB, and one more such step does not fit into the 400 MiB limit.");
    assertThat(sentence(Severity.WARNING, Reason.NEAR_LIMIT))
        .isEqualTo(
            "Close to the limit: after cycle 2 the coming peak is about 325 MiB (300 to 374) of the"
                + " 400 MiB limit.");
    assertThat(sentence(Severity.WARNING, Reason.GC_OFF))
        .isEqualTo(
            "Will be OOMKilled on the present course: GOGC is off without GOMEMLIMIT, so the heap,"
                + " 200 MiB at its largest, grows up to the 400 MiB limit.");
    // 10.0 ms of each second
    assertThat(
            steady(1, settings(400, 360))
                .add(
                    line(2, 340, 340, 330, 340),
                    forecast(Severity.WARNING, Reason.DEATH_SPIRAL, 332))
                .open()
                .verdict()
                .sentence())
        .isEqualTo(
            "Thrashing: after cycle 2 the live heap of 330 MiB fills what GOMEMLIMIT of 360 MiB"
                + " leaves it, and collections run back to back (1 % of the CPU of late).");
  }

  @Test
  void withoutALimitTheOptionThatIsMissingIsNamed() {
    assertVerdict(
        Scenario.under(MemorySettings.NONE)
            .add(
                Scenario.BULK_15,
                new Forecast(
                    Severity.UNKNOWN,
                    Reason.NO_LIMIT,
                    Scenario.INFERRED_100,
                    OptionalDouble.of(520),
                    Optional.of(new Band(520, 559, 600)),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty()))
            .open(),
        Severity.UNKNOWN,
        Reason.NO_LIMIT,
        "No verdict without the container's memory limit (--limit): after cycle 15 the next heap"
            + " goal is 520 MiB under GOGC 100 (inferred), which takes the container to about 559 MiB"
            + " (520 to 600).");
  }

  @Test
  void notEnoughDataIsAnAnswer() {
    Scenario scenario =
        Scenario.under(LIMIT_400)
            .add(
                Scenario.BULK_14,
                new Forecast(
                    Severity.UNKNOWN,
                    Reason.NOT_ENOUGH_DATA,
                    Gogc.DEFAULT,
                    OptionalDouble.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty()));

    assertVerdict(
        scenario.open(),
        Severity.UNKNOWN,
        Reason.NOT_ENOUGH_DATA,
        "Not enough data for a verdict: 1 cycle read, and after cycle 14 the live heap is 117 MiB.");
    assertThat(scenario.followed().verdict().sentence())
        .isEqualTo(
            "Ended. Not enough data for a verdict: 1 cycle read, and after cycle 14 the live heap"
                + " was 117 MiB.");
  }

  @Test
  void killThatTheHeapForetoldIsToldAsOne() {
    assertVerdict(
        bulkExport(LIMIT_400).death(Cause.KILLED, "Killed").open(),
        Severity.CRITICAL,
        Reason.NEXT_GOAL_OVER_LIMIT,
        "Was OOMKilled: after cycle 15 the next heap goal was 520 MiB, 120 MiB over the 400 MiB"
            + " limit.");
  }

  @Test
  void killFarBelowTheLimitPointsOutsideTheHeap() {
    assertVerdict(
        steady(20).death(Cause.KILLED, "Killed").open(),
        Severity.CRITICAL,
        Reason.MEMORY_OUTSIDE_HEAP,
        "Was killed, though the heap explains at most 134 MiB of the 400 MiB limit: memory outside"
            + " the Go heap, or a kill for another reason.");
  }

  @Test
  void killAfterTooFewLinesIsNotBlamedOnAnything() {
    assertVerdict(
        Scenario.under(LIMIT_400)
            .add(line(1, 4, 4, 2, 4), forecast(Severity.UNKNOWN, Reason.NOT_ENOUGH_DATA, 4))
            .death(Cause.KILLED, "Killed")
            .open(),
        Severity.CRITICAL,
        Reason.OUT_OF_MEMORY,
        "Was killed: after cycle 1 the coming peak was about 14 MiB (4 to 19) of the 400 MiB limit.");
  }

  @Test
  void lastWordsAreQuotedUpToAHundredCharacters() {
    assertThat(steady(1).death(Cause.PANIC, "x".repeat(101)).open().verdict().sentence())
        .startsWith("Ended with «" + "x".repeat(100) + "», not by");
  }

  @Test
  void killNearTheLimitIsForMemory() {
    // 1.2 x 256 + 14 = 321 MiB at most: 80 % of 400 and a little
    assertVerdict(
        steady(1).add(line(2, 200, 200, 128, 200), ok(256)).death(Cause.KILLED, "Killed").open(),
        Severity.CRITICAL,
        Reason.OUT_OF_MEMORY,
        "Was killed: after cycle 2 the coming peak was about 279 MiB (256 to 321) of the 400 MiB"
            + " limit.");
  }

  @Test
  void runtimesOwnWordIsBelieved() {
    assertVerdict(
        steady(20).death(Cause.OUT_OF_MEMORY, "fatal error: runtime: out of memory").followed(),
        Severity.CRITICAL,
        Reason.OUT_OF_MEMORY,
        "Ran out of memory by the Go runtime's own word: after cycle 20 the coming peak was about"
            + " 115 MiB (100 to 134) of the 400 MiB limit.");
  }

  @Test
  void panicIsNotTheOomKiller() {
    assertVerdict(
        steady(20).death(Cause.PANIC, "panic: boom\u001b[31m\nnext").open(),
        Severity.OK,
        Reason.CRASHED,
        "Ended with «panic: boom?[31m?next», not by the OOM killer: after cycle 20 the coming"
            + " peak was about 115 MiB (100 to 134) of the 400 MiB limit.");
    assertThat(bulkExport(LIMIT_400).death(Cause.FATAL, "fatal error").open().verdict().severity())
        .isEqualTo(Severity.CRITICAL);
  }

  @Test
  void processThatCollectsOnHasNotDied() {
    assertThat(
            steady(20)
                .death(Cause.PANIC, "panic: caught and logged")
                .add(line(21, 100, 100, 50, 100), ok(100))
                .open()
                .verdict()
                .sentence())
        .startsWith("Fits into its limit: after cycle 21");
  }

  private static String sentence(Severity severity, Reason reason) {
    return steady(1)
        .add(line(2, 200, 200, 150, 200), forecast(severity, reason, 300))
        .open()
        .verdict()
        .sentence();
  }

  private static Scenario steady(int cycles) {
    return steady(cycles, LIMIT_400);
  }

  private static Scenario steady(int cycles, MemorySettings settings) {
    Scenario scenario = Scenario.under(settings);
    for (int cycle = 1; cycle <= cycles; cycle++) {
      scenario.add(line(cycle, 100, 100, 50, 100), ok(100));
    }
    return scenario;
  }

  private static void assertVerdict(
      ProcessReport report, Severity severity, Reason reason, String sentence) {
    assertThat(report.verdict()).isEqualTo(new Verdict(severity, reason, sentence));
  }
}
