package dev.gctrace.core.report;

import static dev.gctrace.core.report.Scenario.LIMIT_400;
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
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.Finding.Level;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Findings about settings: a trace that has each, and one that misses it by a little. */
class SettingChecksTest {

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
  void limitTooSmallIsAWarningAfterADangerThatWasSurvived() {
    Forecast critical = forecast(Severity.CRITICAL, Reason.NEXT_GOAL_OVER_LIMIT, 522);
    ProcessReport report =
        Scenario.under(LIMIT_400)
            .add(line(1, 270, 270, 261, 300), critical)
            .add(line(2, 270, 270, 100, 300), ok(200))
            .open();

    assertThat(find(report, "limit-too-small").severity()).isEqualTo(Level.WARNING);
    assertThat(find(report, "near-limit").advice())
        .isEqualTo(
            "Raise the limit or make the live heap smaller ([limit-too-small] says to what).");
  }

  @Test
  void liveHeapThatLeaksIsNoReasonToCallTheLimitTooSmall() {
    Forecast leak = growing(Severity.CRITICAL, Reason.LEAK, 600, 0.5);

    assertThat(ids(one(LIMIT_400, 380, 330, 350, leak)))
        .contains("leak")
        .doesNotContain("limit-too-small");
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
  void noGoMemLimitIsAWarningInDangerOnly() {
    Forecast near = forecast(Severity.WARNING, Reason.NEAR_LIMIT, 350);

    assertThat(find(one(LIMIT_400, 300, 175, 300, near), "no-gomemlimit").severity())
        .isEqualTo(Level.WARNING);
  }

  @Test
  void goMemLimitNeverCostsMoreThanHalfOfTheCpu() {
    Scenario scenario = Scenario.under(LIMIT_400);
    for (int cycle = 1; cycle <= 2; cycle++) {
      scenario.add(line(cycle, 300, 300, 250, 300).replace("0/9.9/0", "0/200/0"), ok(300));
    }

    // 20 % x 250 / (325.9 - 250) = 66 %
    assertThat(find(scenario.open(), "no-gomemlimit").advice())
        .contains(
            "so about 3.3 times as many collections and GC CPU of about 50 % instead of 20 % (Go"
                + " holds it to half of the CPU).");
  }

  @Test
  void goMemLimitIsComparedWithTheOneThatIsSet() {
    // at 400: (400 - 8) / 1.08 - 197 = 166; at 360: 325.9 - 197 = 129
    assertThat(
            find(one(settings(400, 400), 359, 197, 330, ok(355)), "gomemlimit-no-headroom")
                .advice())
        .contains(
            "It costs CPU: beside a live heap of 197 MiB, the largest seen, the heap may grow by"
                + " about 129 MiB between collections instead of 166 MiB, so about 1.3 times as many"
                + " collections.");
    assertThat(
            find(one(settings(375, 358), 359, 150, 330, ok(355)), "gomemlimit-no-headroom")
                .advice())
        .as("GOGC 100 leaves 150 both times")
        .contains("It costs nothing up to a live heap of 150 MiB");
    // at 200: 177.8 - 143 = 35; at 360 GOGC 100 leaves 143
    assertThat(find(one(settings(400, 200), 150, 143, 150, ok(170)), "gomemlimit-too-low").advice())
        .contains(
            "It saves CPU: beside a live heap of 143 MiB, the largest seen, the heap may grow by"
                + " about 143 MiB between collections instead of 35 MiB.");
  }

  @Test
  void goMemLimitThatCostsLittleSaysSo() {
    // 325.9 - 165 = 161 instead of 165
    assertThat(find(one(LIMIT_400, 300, 165, 330, ok(330)), "no-gomemlimit").advice())
        .contains(
            "the heap may grow by about 161 MiB between collections instead of 165 MiB: hardly more"
                + " collections.");
  }

  @Test
  void goMemLimitCostsNothingWhereGogcStaysBelowIt() {
    assertThat(find(one(LIMIT_400, 200, 100, 200, ok(200)), "no-gomemlimit").advice())
        .contains(
            "It costs nothing up to a live heap of 100 MiB, the largest seen: the heap goal of GOGC 100 (inferred) lies below it.");
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
    assertThat(tooLow("0/99/0").severity()).as("9.9 % of the CPU").isEqualTo(Level.INFO);
    assertThat(tooLow("0/100/0").severity()).as("10 % of the CPU").isEqualTo(Level.WARNING);
    // 0.9 x 244 = 219 MiB is not 10 % more than 200
    assertThat(ids(one(settings(244, 200), 150, 143, 150, ok(170))))
        .doesNotContain("gomemlimit-too-low");
    // (1.08 x 1.25 x 143 + 8) / 0.9 = 223.4; 0.9 x 224 = 201 whole MiB miss it by 0.05
    assertThat(find(one(settings(0, 200), 150, 143, 150, ok(170)), "gomemlimit-too-low").advice())
        .startsWith("Raise GOMEMLIMIT to 216MiB at least, if the container's limit is 240Mi");
  }

  private static Finding tooLow(String mark) {
    Scenario scenario = Scenario.under(settings(400, 200));
    for (int cycle = 1; cycle <= 2; cycle++) {
      scenario.add(line(cycle, 150, 150, 143, 150).replace("0/9.9/0", mark), ok(170));
    }
    return find(scenario.open(), "gomemlimit-too-low");
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
}
