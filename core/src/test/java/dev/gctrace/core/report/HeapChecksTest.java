package dev.gctrace.core.report;

import static dev.gctrace.core.report.Scenario.LIMIT_400;
import static dev.gctrace.core.report.Scenario.bulkExport;
import static dev.gctrace.core.report.Scenario.find;
import static dev.gctrace.core.report.Scenario.forecast;
import static dev.gctrace.core.report.Scenario.growing;
import static dev.gctrace.core.report.Scenario.ids;
import static dev.gctrace.core.report.Scenario.line;
import static dev.gctrace.core.report.Scenario.ok;
import static dev.gctrace.core.report.Scenario.one;
import static dev.gctrace.core.report.Scenario.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.Finding.Level;
import org.junit.jupiter.api.Test;

/** Findings about the heap: a trace that has each, and one that misses it by a little. */
class HeapChecksTest {

  @Test
  void nextGoalOverTheLimitTellsGogcPaceAndTime() {
    Finding finding = find(bulkExport(LIMIT_400).open(), "next-goal-over-limit");

    assertThat(finding.severity()).isEqualTo(Level.CRITICAL);
    assertThat(finding.summary())
        .isEqualTo("After cycle 15 the next heap goal is 520 MiB, 120 MiB over the 400 MiB limit.");
    assertThat(finding.explanation())
        .isEqualTo(
            "With GOGC 100 (inferred) the collector lets the heap grow from 260 MiB live to the goal"
                + " before the next collection, whatever the container's limit is; the coming peak"
                + " is about 553 MiB (520 to 611) of the 400 MiB limit, and the program allocates"
                + " 228 MiB/s between collections, so that the limit is 0.61 s away.");
    assertThat(finding.advice())
        .isEqualTo(
            "Set GOMEMLIMIT=360MiB, 90 % of the limit: it holds the heap down where the limit needs it"
                + " ([no-gomemlimit] has the lines and the cost).");
    assertThat(ids(one(LIMIT_400, 100, 50, 100, ok(100)))).doesNotContain("next-goal-over-limit");
  }

  @Test
  void nextGoalOverTheLimitUnderAGoodGoMemLimitNeedsAHigherLimit() {
    Forecast critical = forecast(Severity.CRITICAL, Reason.NEXT_GOAL_OVER_LIMIT, 390);
    ProcessReport report = one(settings(400, 340), 300, 250, 330, critical);

    // (1.08 x 1.25 x 250 + 8) / 0.9 = 383.9 is below the limit, so that the forecast decides:
    // (1.2 x 390 + 14) / 0.9 = 535.6; (1.07 x 500 + 10) / 0.9 = 605.6
    assertThat(find(report, "next-goal-over-limit").advice())
        .startsWith(
            "Raise the limit, or make the live heap smaller. A live heap of 250 MiB needs about"
                + " 544Mi with GOMEMLIMIT=489MiB, or 608Mi under GOGC 100 (inferred) without:");
  }

  @Test
  void leakIsMendedFirst() {
    Forecast leak = growing(Severity.CRITICAL, Reason.NEXT_GOAL_OVER_LIMIT, 450, 5);
    Scenario scenario = Scenario.under(LIMIT_400);
    for (int cycle = 1; cycle <= 20; cycle++) {
      long live = 20 + 5L * cycle;
      scenario.add(line(cycle, 2 * live, 2 * live, live, 2 * live), leak);
    }

    assertThat(find(scenario.open(), "next-goal-over-limit").advice())
        .startsWith("Mend the leak; until then, to gain time: Set GOMEMLIMIT=360MiB");
    assertThat(find(scenario.open(), "leak").severity()).isEqualTo(Level.WARNING);
  }

  @Test
  void deathSpiralNeedsAHigherLimitWhenGoMemLimitIsAsHighAsItMayBe() {
    Forecast spiral = forecast(Severity.WARNING, Reason.DEATH_SPIRAL, 330);
    Finding finding = find(one(settings(400, 360), 340, 330, 330, spiral), "death-spiral");

    assertThat(finding.severity()).isEqualTo(Level.WARNING);
    assertThat(finding.advice()).startsWith("Raise the limit");
    assertThat(ids(one(settings(400, 360), 340, 330, 330, ok(330)))).doesNotContain("death-spiral");
  }

  @Test
  void deathSpiralUnderATooLowGoMemLimitNeedsAHigherOne() {
    Forecast spiral = forecast(Severity.WARNING, Reason.DEATH_SPIRAL, 190);
    ProcessReport report = one(settings(400, 200), 195, 190, 190, spiral);

    assertThat(find(report, "death-spiral").advice()).contains("gomemlimit-too-low");
    assertThat(find(report, "gomemlimit-too-low").advice()).startsWith("Set GOMEMLIMIT=360MiB");
  }

  @Test
  void leakIsToldWithWhatAHigherLimitBuys() {
    Forecast leak = growing(Severity.WARNING, Reason.LEAK, 300, 0.5);
    Finding finding = find(one(LIMIT_400, 160, 150, 160, leak), "leak");

    assertThat(finding.severity()).isEqualTo(Level.WARNING);
    // 100 MiB of limit are 100 / (1.07 x 2) = 46.7 MiB of live heap, 93 s at 0.5 MiB/s
    assertThat(finding.advice())
        .contains("about 1 min 33 s for each 100 MiB under GOGC 100 (inferred)");
  }

  @Test
  void growthIsALeakWithoutALimitOnlyWhenItIsMuchAndStillGoesOn() {
    assertThat(find(growth(20, 2, 1), "leak"))
        .extracting(Finding::severity, Finding::summary)
        .containsExactly(
            Level.WARNING,
            "The live heap has grown by about 38 MiB in 19 s and still grows by 1 MiB/s.");
    assertThat(ids(growth(19, 2, 1))).as("too few cycles").doesNotContain("leak");
    assertThat(ids(growth(20, 1.5, 1))).as("28 MiB").doesNotContain("leak");
    assertThat(ids(growth(20, 2, 0.9))).as("levelling off").doesNotContain("leak");
  }

  private static ProcessReport growth(int cycles, double perCycle, double now) {
    Scenario scenario = Scenario.under(MemorySettings.NONE);
    Forecast unknown = growing(Severity.UNKNOWN, Reason.NO_LIMIT, 200, now);
    for (int cycle = 1; cycle <= cycles; cycle++) {
      long live = Math.round(50 + perCycle * cycle);
      scenario.add(line(cycle, 2 * live, 2 * live, live, 2 * live), unknown);
    }
    return scenario.open();
  }

  @Test
  void doublingNamesTheLimitForOneMoreStep() {
    Forecast doubling = forecast(Severity.CRITICAL, Reason.DOUBLING, 300);
    Finding finding = find(one(LIMIT_400, 250, 200, 210, doubling), "doubling");

    assertThat(finding.severity()).isEqualTo(Level.CRITICAL);
    // (1.08 x 1.25 x 400 + 8) / 0.9 = 608.9
    assertThat(finding.advice()).contains("the limit has to be about 640Mi");
    assertThat(ids(one(LIMIT_400, 250, 200, 210, ok(300)))).doesNotContain("doubling");
  }

  @Test
  void nearLimitIsToldOfTheForecastAndOfDangerThatWasSurvived() {
    Forecast near = forecast(Severity.WARNING, Reason.NEAR_LIMIT, 350);
    assertThat(find(one(LIMIT_400, 300, 175, 300, near), "near-limit").advice())
        .contains("no-gomemlimit");

    Forecast critical = forecast(Severity.CRITICAL, Reason.NEXT_GOAL_OVER_LIMIT, 450);
    ProcessReport survived =
        Scenario.under(LIMIT_400)
            .add(line(1, 300, 300, 225, 300), critical)
            .add(line(2, 300, 300, 100, 300), ok(200))
            .open();
    assertThat(find(survived, "near-limit").summary())
        .isEqualTo(
            "The heap was let grow over the limit once, last after cycle 1, and the process"
                + " survived.");
    assertThat(ids(one(LIMIT_400, 300, 175, 300, ok(350)))).doesNotContain("near-limit");
  }

  @Test
  void peakThatCameNearTheLimitAndWentIsToldAsPast() {
    Forecast near = forecast(Severity.WARNING, Reason.NEAR_LIMIT, 350);
    Scenario scenario =
        Scenario.under(LIMIT_400)
            .add(line(1, 300, 300, 175, 300), near)
            .add(
                line(2, 120, 120, 60, 120),
                Scenario.withChance(forecast(Severity.WARNING, Reason.NEAR_LIMIT, 120), 0.049));

    assertThat(find(scenario.open(), "near-limit").summary())
        .isEqualTo(
            "A warning stood a short while ago, and has passed; after cycle 2 the coming peak is about"
                + " 136 MiB (120 to 158) of the 400 MiB limit.");
  }

  @Test
  void peakThatStandsNearTheLimitIsNotPastHoweverOftenItWasLivedThrough() {
    Forecast near = forecast(Severity.WARNING, Reason.NEAR_LIMIT, 350);
    Scenario scenario =
        Scenario.under(LIMIT_400)
            .add(line(1, 300, 300, 175, 300), near)
            .add(line(2, 300, 300, 175, 350), Scenario.withChance(near, 0.02));

    assertThat(find(scenario.open(), "near-limit").summary())
        .isEqualTo(
            "After cycle 2 the coming peak is about 378 MiB (350 to 434) of the 400 MiB limit.");
  }

  @Test
  void burstIsAQuarterOverItsGoalAndThirtyTwoMib() {
    assertThat(find(one(LIMIT_400, 200, 100, 160, ok(200)), "burst").severity())
        .isEqualTo(Level.INFO);
    assertThat(ids(one(LIMIT_400, 200, 100, 161, ok(200)))).doesNotContain("burst");
    assertThat(ids(one(settings(100, 0), 62, 30, 31, ok(50)))).doesNotContain("burst");
    // 1.07 x 291 + 5 + 1.28 x 3 = 320.2 MiB: 80 % of 400 and a little
    assertThat(find(one(LIMIT_400, 291, 100, 160, ok(200)), "burst").severity())
        .isEqualTo(Level.WARNING);
    assertThat(find(one(LIMIT_400, 290, 100, 160, ok(200)), "burst").severity())
        .isEqualTo(Level.INFO);
    assertThat(ids(one(settings(500, 0), 200, 100, 160, ok(200))))
        .as("1.07 x 200 + 8.8 = 222.8 MiB, less than half of 500")
        .doesNotContain("burst");
  }

  @Test
  void stacksThatDoubleToThirtyTwoMibAreGoroutinesThatPileUp() {
    assertThat(find(stacks(16, 32), "stack-growth").summary())
        .isEqualTo("Stacks have grown from 16 MiB to 32 MiB.");
    assertThat(ids(stacks(17, 32))).doesNotContain("stack-growth");
    assertThat(ids(stacks(1, 31))).doesNotContain("stack-growth");
  }

  private static ProcessReport stacks(int first, int last) {
    return Scenario.under(LIMIT_400)
        .add(line(1, 100, 100, 50, 100).replace("0 MB stacks", first + " MB stacks"), ok(100))
        .add(line(2, 100, 100, 50, 100).replace("0 MB stacks", last + " MB stacks"), ok(100))
        .open();
  }
}
