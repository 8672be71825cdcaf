package dev.gctrace.core.report;

import static dev.gctrace.core.report.Scenario.bulkExport;
import static dev.gctrace.core.report.Scenario.forecast;
import static dev.gctrace.core.report.Scenario.growing;
import static dev.gctrace.core.report.Scenario.line;
import static dev.gctrace.core.report.Scenario.ok;
import static dev.gctrace.core.report.Scenario.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.Finding.Level;
import dev.gctrace.core.trace.DeathEvent.Cause;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Each finding: a trace that has it, and one that misses it by a little. */
class FindingsTest {

  private static final MemorySettings LIMIT_400 = settings(400, 0);

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
                + " 228 MiB/s, so that the limit is 0.61 s away.");
    assertThat(finding.advice()).contains("no-gomemlimit");
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
  void limitTooSmallNamesTheLimitsThatWouldCarryTheLiveHeap() {
    Forecast over = forecast(Severity.CRITICAL, Reason.LIVE_OVER_LIMIT, 660);
    ProcessReport report = one(LIMIT_400, 380, 330, 350, over);
    Finding finding = find(report, "limit-too-small");

    assertThat(finding.severity()).isEqualTo(Level.CRITICAL);
    assertThat(finding.summary())
        .isEqualTo("The 400 MiB limit is too small for a live heap of 330 MiB.");
    // (1.08 x 1.25 x 330 + 8) / 0.9 = 503.9; (1.07 x 660 + 10) / 0.9 = 795.8
    assertThat(finding.advice())
        .isEqualTo(
            """
            Raise the limit, or make the live heap smaller. A live heap of 330 MiB needs about 512Mi\
             with GOMEMLIMIT=460MiB, or 800Mi under GOGC 100 (inferred) without:

            env:
              - name: GOMEMLIMIT
                value: "460MiB"
            resources:
              limits:
                memory: 512Mi

            Against a leak this buys time only.""");
    assertThat(ids(report)).doesNotContain("no-gomemlimit");
  }

  @Test
  void limitIsLargeEnoughWhileGoMemLimitLeavesAQuarterOfTheLiveHeap() {
    // (360 - 8) / 1.08 / 1.25 = 260.7
    assertThat(ids(one(LIMIT_400, 270, 260, 300, ok(300)))).doesNotContain("limit-too-small");
    assertThat(find(one(LIMIT_400, 270, 261, 300, ok(300)), "limit-too-small").severity())
        .isEqualTo(Level.INFO);
  }

  @Test
  void liveHeapThatLeaksIsNoReasonToCallTheLimitTooSmall() {
    Forecast leak = growing(Severity.CRITICAL, Reason.LEAK, 600, 0.5);

    assertThat(ids(one(LIMIT_400, 380, 330, 350, leak)))
        .contains("leak")
        .doesNotContain("limit-too-small");
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
            .add(line(2, 120, 120, 60, 120), Scenario.withChance(near, 0.049));

    assertThat(find(scenario.open(), "near-limit").summary())
        .isEqualTo(
            "The peaks came near the limit a short while ago; after cycle 2 the coming peak is about"
                + " 378 MiB (350 to 434) of the 400 MiB limit.");
  }

  @Test
  void goMemLimitThatTheGoalsShowIsNotMissing() {
    Forecast inferred = Scenario.withInferredGoMemLimit(ok(155), 200);

    assertThat(ids(one(LIMIT_400, 100, 77, 100, inferred))).doesNotContain("no-gomemlimit");
    assertThat(find(one(LIMIT_400, 150, 143, 150, inferred), "gomemlimit-too-low").summary())
        .startsWith("GOMEMLIMIT of about 200 MiB leaves a live heap of 143 MiB");
  }

  @Test
  void gogcOffNeedsGoMemLimit() {
    Forecast off = gogcOff(Severity.CRITICAL, Reason.GC_OFF);
    Finding finding = find(one(LIMIT_400, 300, 100, 300, off), "gogc-off-without-limit");

    assertThat(finding.severity()).isEqualTo(Level.CRITICAL);
    assertThat(finding.advice())
        .startsWith("Set GOMEMLIMIT=360MiB")
        .contains("With GOGC off this is what starts collections at all.");
    assertThat(ids(one(LIMIT_400, 300, 100, 300, off))).doesNotContain("no-gomemlimit");
    assertThat(
            ids(one(settings(400, 360), 300, 100, 300, gogcOff(Severity.OK, Reason.WITHIN_LIMIT))))
        .doesNotContain("gogc-off-without-limit");
    assertThat(
            find(
                    one(
                        MemorySettings.NONE,
                        300,
                        100,
                        300,
                        gogcOff(Severity.UNKNOWN, Reason.NO_LIMIT)),
                    "gogc-off-without-limit")
                .advice())
        .isEqualTo("Set GOMEMLIMIT to 90 % of the container's limit, or take GOGC=off away.");
  }

  @Test
  void noGoMemLimitMattersFromHalfOfTheLimitOn() {
    // 1.2 x 155 + 14 = 200 MiB at most: half of 400
    assertThat(find(one(LIMIT_400, 100, 77, 100, ok(155)), "no-gomemlimit").severity())
        .isEqualTo(Level.INFO);
    assertThat(ids(one(LIMIT_400, 100, 77, 100, ok(154)))).doesNotContain("no-gomemlimit");
    assertThat(ids(one(settings(400, 360), 100, 77, 100, ok(155)))).doesNotContain("no-gomemlimit");
  }

  @Test
  void goMemLimitCostsNothingWhereGogcStaysBelowIt() {
    assertThat(find(one(LIMIT_400, 200, 100, 200, ok(200)), "no-gomemlimit").advice())
        .contains(
            "It costs nothing while the live heap stays at or below 100 MiB, the largest seen: the"
                + " heap goal of GOGC 100 (inferred) lies below it.");
  }

  @Test
  void goThatDoesNotKnowGoMemLimitIsToldTheGogcThatFits() {
    String line =
        "gc 48 @1693.160s 0%: 0.13+26+0.017 ms clock, 1.0+0/52/92+0.13 ms cpu, 232->232->200 MB,"
            + " 237 MB goal, 8 P";
    ProcessReport report =
        Scenario.under(LIMIT_400)
            .add(line, forecast(Severity.CRITICAL, Reason.NEXT_GOAL_OVER_LIMIT, 400))
            .open();
    Finding finding = find(report, "no-gomemlimit");

    assertThat(finding.summary())
        .isEqualTo(
            "The program is built with a Go that does not know GOMEMLIMIT (1.17 or earlier).");
    // (0.9 x 400 - 10) / 1.07 = 327.1; / 200 = 1.635: GOGC 60 in steps of 5; 100 / 60 = 1.7
    assertThat(finding.advice())
        .contains("set GOGC=60, at which a live heap of 200 MiB fits into the 400 MiB limit")
        .contains("value: \"60\"")
        .contains("It costs about 1.7 times as many collections");
    assertThat(find(report, "next-goal-over-limit").advice()).contains("a lower GOGC");
  }

  @Test
  void goMemLimitWithoutHeadroomIsAboveNinetyFivePercentOfTheLimit() {
    ProcessReport at = one(settings(400, 400), 320, 200, 330, ok(330));
    assertThat(find(at, "gomemlimit-no-headroom"))
        .extracting(Finding::severity, Finding::summary)
        .containsExactly(
            Level.WARNING,
            "GOMEMLIMIT of 400 MiB leaves no headroom under the container's limit of 400 MiB.");
    assertThat(find(one(settings(400, 381), 320, 200, 330, ok(330)), "gomemlimit-no-headroom"))
        .extracting(Finding::summary)
        .isEqualTo(
            "GOMEMLIMIT of 381 MiB leaves only 19 MiB of headroom under the container's limit of 400"
                + " MiB.");
    assertThat(ids(one(settings(400, 380), 320, 200, 330, ok(330))))
        .doesNotContain("gomemlimit-no-headroom");
    assertThat(find(one(settings(400, 400), 60, 50, 60, ok(100)), "gomemlimit-no-headroom"))
        .as("a heap far below the limit")
        .extracting(Finding::severity)
        .isEqualTo(Level.INFO);
  }

  @Test
  void goMemLimitIsTooLowWhenItLeavesLessThanAQuarterAndTheLimitHasRoom() {
    // (200 - 8) / 1.08 / 1.25 = 142.2
    assertThat(find(one(settings(400, 200), 150, 143, 150, ok(170)), "gomemlimit-too-low"))
        .extracting(Finding::severity, Finding::summary)
        .containsExactly(
            Level.INFO,
            "GOMEMLIMIT of 200 MiB leaves a live heap of 143 MiB less than a quarter of its size to"
                + " grow by.");
    assertThat(ids(one(settings(400, 200), 150, 142, 150, ok(170))))
        .doesNotContain("gomemlimit-too-low");
    // 0.9 x 244 = 219 MiB is not 10 % more than 200
    assertThat(ids(one(settings(244, 200), 150, 143, 150, ok(170))))
        .doesNotContain("gomemlimit-too-low");
    // (1.08 x 1.25 x 143 + 8) / 0.9 = 223.4; 0.9 x 224 = 201 whole MiB miss it by 0.05
    assertThat(find(one(settings(0, 200), 150, 143, 150, ok(170)), "gomemlimit-too-low").advice())
        .startsWith("Raise GOMEMLIMIT to 216MiB at least, if the container's limit is 240Mi");
  }

  @Test
  void burstIsAQuarterOverItsGoalAndThirtyTwoMib() {
    assertThat(find(one(LIMIT_400, 200, 100, 160, ok(200)), "burst").severity())
        .isEqualTo(Level.INFO);
    assertThat(ids(one(LIMIT_400, 200, 100, 161, ok(200)))).doesNotContain("burst");
    assertThat(ids(one(settings(100, 0), 62, 30, 31, ok(50)))).doesNotContain("burst");
    // 1.07 x 290 + 10 = 320.3 MiB: 80 % of 400 and a little
    assertThat(find(one(LIMIT_400, 290, 100, 160, ok(200)), "burst").severity())
        .isEqualTo(Level.WARNING);
    assertThat(find(one(LIMIT_400, 289, 100, 160, ok(200)), "burst").severity())
        .isEqualTo(Level.INFO);
    assertThat(ids(one(settings(500, 0), 200, 100, 160, ok(200))))
        .as("1.07 x 200 + 10 = 224 MiB, less than half of 500")
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

  @Test
  void assistsDoHalfOfTheMarkWorkAndCollectionsCostCpu() {
    assertThat(find(phases("60/60/0"), "assist-pressure"))
        .extracting(Finding::severity, Finding::summary)
        .containsExactly(
            Level.INFO,
            "50 % of the mark work was done by goroutines that wanted to allocate, and collections"
                + " take 12 % of the CPU.");
    assertThat(find(phases("150/150/0"), "assist-pressure").severity()).isEqualTo(Level.WARNING);
    assertThat(ids(phases("59/61/0"))).doesNotContain("assist-pressure");
    assertThat(ids(phases("49/49/0"))).doesNotContain("assist-pressure");
  }

  private static ProcessReport phases(String mark) {
    Scenario scenario = Scenario.under(LIMIT_400);
    for (int cycle = 1; cycle <= 3; cycle++) {
      scenario.add(line(cycle, 100, 100, 50, 100).replace("0/9.9/0", mark), ok(100));
    }
    return scenario.open();
  }

  @Test
  void forcedCollectionsAreAHabitFromFiveAndATenthOn() {
    assertThat(find(forced(5, 50), "forced-collections").summary())
        .isEqualTo("The program forced 5 of 50 collections.");
    assertThat(ids(forced(5, 51))).doesNotContain("forced-collections");
    assertThat(ids(forced(4, 10))).doesNotContain("forced-collections");
  }

  private static ProcessReport forced(int forced, int cycles) {
    Scenario scenario = Scenario.under(LIMIT_400);
    for (int cycle = 1; cycle <= cycles; cycle++) {
      String line = line(cycle, 100, 100, 50, 100);
      scenario.add(cycle <= forced ? line + " (forced)" : line, ok(100));
    }
    return scenario.open();
  }

  @Test
  void pausesOfTwentyMillisecondsAreNotGos() {
    assertThat(find(pauses(30, "21"), "long-pauses").summary())
        .isEqualTo("The program stood still for 21 ms or more in one collection of a hundred.");
    assertThat(ids(pauses(30, "19"))).doesNotContain("long-pauses");
    assertThat(ids(pauses(29, "21"))).doesNotContain("long-pauses");
  }

  private static ProcessReport pauses(int cycles, String sweepTermination) {
    Scenario scenario = Scenario.under(LIMIT_400);
    for (int cycle = 1; cycle <= cycles; cycle++) {
      String clock = sweepTermination + "+10+0 ms clock";
      scenario.add(
          line(cycle, 100, 100, 50, 100).replace("0.050+10+0.050 ms clock", clock), ok(100));
    }
    return scenario.open();
  }

  @Test
  void unknownLimitNamesTheOptionAndTheLimitThatWouldNotDo() {
    Forecast unknown = forecast(Severity.UNKNOWN, Reason.NO_LIMIT, 520);
    Finding finding = find(one(MemorySettings.NONE, 309, 260, 309, unknown), "no-limit-known");

    // 1.07 x 520 + 10
    assertThat(finding.explanation())
        .endsWith("A limit below about 566 MiB would not carry the next heap goal of 520 MiB.");
    assertThat(finding.advice()).startsWith("Give it, as the pod has it: --limit 400Mi.");
    assertThat(ids(one(LIMIT_400, 309, 260, 309, ok(300)))).doesNotContain("no-limit-known");
  }

  @Test
  void notEnoughDataCountsTheCycles() {
    Forecast unknown = forecast(Severity.UNKNOWN, Reason.NOT_ENOUGH_DATA, 100);

    assertThat(find(one(LIMIT_400, 100, 50, 100, unknown), "not-enough-data").summary())
        .isEqualTo("Too little was read for a forecast: 1 cycle.");
    assertThat(ids(one(LIMIT_400, 100, 50, 100, ok(100)))).doesNotContain("not-enough-data");
  }

  @Test
  void logThatBeginsInTheMiddleMattersWhileItIsShort() {
    assertThat(find(from(2, 29), "cut-log").summary())
        .isEqualTo("The log begins in the middle: the first line is of cycle 2.");
    assertThat(ids(from(2, 30))).doesNotContain("cut-log");
    assertThat(ids(from(1, 29))).doesNotContain("cut-log");
  }

  private static ProcessReport from(int first, int cycles) {
    Scenario scenario = Scenario.under(LIMIT_400);
    for (int cycle = first; cycle < first + cycles; cycle++) {
      scenario.add(line(cycle, 100, 100, 50, 100), ok(100));
    }
    return scenario.open();
  }

  @Test
  void missingCyclesMatterFromThreeAndOnePercentOn() {
    assertThat(find(missing(3, 297), "missing-cycles").summary())
        .isEqualTo("3 of 300 cycles are not in the log.");
    assertThat(ids(missing(3, 298))).doesNotContain("missing-cycles");
    assertThat(ids(missing(2, 10))).doesNotContain("missing-cycles");
  }

  private static ProcessReport missing(int missing, int cycles) {
    Scenario scenario = Scenario.under(LIMIT_400).add(line(1, 100, 100, 50, 100), ok(100));
    for (int cycle = 2; cycle <= cycles; cycle++) {
      scenario.add(line(cycle + missing, 100, 100, 50, 100), ok(100));
    }
    return scenario.open();
  }

  @Test
  void healthyIsToldAlone() {
    ProcessReport healthy = one(LIMIT_400, 100, 50, 100, ok(100));

    assertThat(healthy.findings())
        .extracting(Finding::id, Finding::severity, Finding::advice)
        .containsExactly(tuple("healthy", Level.INFO, ""));
    assertThat(ids(one(settings(400, 400), 320, 200, 330, ok(330))))
        .as("beside a warning")
        .doesNotContain("healthy");
  }

  @Test
  void memoryOutsideTheHeapIsSaidOfAKillAndAskedOfAnEnd() {
    Scenario calm = Scenario.under(LIMIT_400).add(line(1, 100, 100, 50, 100), ok(100));

    assertThat(find(calm.followed(), "memory-outside-heap"))
        .extracting(Finding::severity, Finding::summary)
        .containsExactly(
            Level.INFO,
            "The process ended, and the heap explains at most 134 MiB of the 400 MiB limit.");
    assertThat(ids(calm.open())).doesNotContain("memory-outside-heap");
    assertThat(find(calm.death(Cause.KILLED, "Killed").open(), "memory-outside-heap"))
        .extracting(Finding::severity, Finding::summary)
        .containsExactly(
            Level.CRITICAL,
            "The process was killed («Killed»), but the heap explains at most 134 MiB of the 400 MiB"
                + " limit.");
    assertThat(ids(bulkExport(LIMIT_400).followed())).doesNotContain("memory-outside-heap");
  }

  @Test
  void deathLinesAreFindings() {
    assertThat(find(bulkExport(LIMIT_400).death(Cause.KILLED, "Killed").open(), "killed").summary())
        .isEqualTo("The log says that the process was killed («Killed»).");
    assertThat(
            find(
                    bulkExport(LIMIT_400)
                        .death(Cause.OUT_OF_MEMORY, "fatal error: out of memory")
                        .open(),
                    "out-of-memory")
                .severity())
        .isEqualTo(Level.CRITICAL);
    assertThat(find(bulkExport(LIMIT_400).death(Cause.SIGNAL, "SIGQUIT: quit").open(), "crashed"))
        .extracting(Finding::summary)
        .isEqualTo("The program ended by itself («SIGQUIT: quit»), not by the OOM killer.");
    assertThat(ids(bulkExport(LIMIT_400).open()))
        .doesNotContain("killed", "out-of-memory", "crashed");
  }

  private static Forecast gogcOff(Severity severity, Reason reason) {
    return new Forecast(
        severity,
        reason,
        Gogc.givenOff(),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  /** The report on a single first cycle. */
  private static ProcessReport one(
      MemorySettings settings, long heapEnd, long live, long goal, Forecast forecast) {
    return Scenario.under(settings).add(line(1, heapEnd, heapEnd, live, goal), forecast).open();
  }

  private static Finding find(ProcessReport report, String id) {
    return report.findings().stream()
        .filter(finding -> finding.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError(id + " is not among " + report.findings()));
  }

  private static List<String> ids(ProcessReport report) {
    return report.findings().stream().map(Finding::id).toList();
  }
}
