package dev.gctrace.bench.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The score must not fall: {@code docs/forecast.md} promises it. */
class ForecastScoreTest {

  private static Score known;

  @BeforeAll
  static void score() throws Exception {
    known = Score.of(ForecastScore.committed("oom-runs"));
  }

  @Test
  void killsByTheHeapAreCaught() {
    Tally tally = known.tally();

    assertThat(tally.killed()).isEqualTo(43);
    assertThat(tally.missed()).isEmpty();
    assertThat(Numbers.quantile(tally.leadSeconds(), 0.5)).isGreaterThan(1.5);
  }

  @Test
  void whoLivesIsSeldomCalledCritical() {
    assertThat(known.tally().lived()).isEqualTo(50);
    assertThat(known.tally().falseAlarms()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void runsThatWereHeldOutAreCaughtNearlyAsWell() throws Exception {
    Tally tally = Score.of(ForecastScore.committed("held-out-runs")).tally();

    assertThat(tally.killed()).isEqualTo(33);
    assertThat(tally.missed()).hasSizeLessThanOrEqualTo(1);
    assertThat(tally.falseAlarms()).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void runsThatWereHeldOutLaterAreCaughtAsWell() throws Exception {
    Score fresh = Score.of(ForecastScore.committed("fresh-runs"));

    assertThat(fresh.tally().killed()).isEqualTo(20);
    assertThat(fresh.tally().missed()).hasSizeLessThanOrEqualTo(1);
    assertThat(fresh.tally().falseAlarms()).hasSizeLessThanOrEqualTo(1);
    assertThat(fresh.flapping()).isEmpty();
    assertThat(fresh.standingLeaks()).isEmpty();
  }

  @Test
  void runsThatCameAfterItWasMadeAreCaughtThreeTimesOfFour() throws Exception {
    Score latest = Score.of(ForecastScore.committed("latest-runs"));

    assertThat(latest.tally().killed()).isEqualTo(13);
    assertThat(latest.tally().missed()).hasSizeLessThanOrEqualTo(3);
    assertThat(latest.tally().falseAlarms()).hasSizeLessThanOrEqualTo(2);
    assertThat(latest.leaks().early()).isEqualTo(latest.leaks().runs());
    assertThat(latest.flapping()).isEmpty();
  }

  @Test
  void withoutItsOwnShapeAmongThoseMeasuredAProgramIsJudgedAsWell() throws Exception {
    List<RecordedRun> runs = new ArrayList<>();
    for (String set : ForecastScore.SETS) {
      runs.addAll(ForecastScore.committed(set));
    }
    LeaveOneOut left = LeaveOneOut.of(runs);

    assertThat(left.shapes()).hasSizeGreaterThan(60);
    assertThat(left.tally().missed()).hasSizeLessThanOrEqualTo(7);
    assertThat(left.tally().falseAlarms()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void noRuleOfTodayIsAsGood() {
    Tally all = known.tallyOfAll();
    for (Rule rule : Rule.known()) {
      Tally theirs = known.tally(rule);
      int theirFalse = theirs.falseAlarms().size();
      boolean catchesNoMore = theirs.caught() <= all.caught();
      // Who alarms at anything catches everything.
      assertThat(theirFalse >= (catchesNoMore ? 1 : 5) * all.falseAlarms().size())
          .as(rule.name())
          .isTrue();
    }
  }

  @Test
  void leaksAreTimed() throws Exception {
    LeakTimes leaks = known.leaks();

    assertThat(leaks.early()).isGreaterThanOrEqualTo(10);
    assertThat(leaks.earlyOfLong()).isGreaterThanOrEqualTo(leaks.longRuns() - 1);
    LeakTimes heldOut = Score.of(ForecastScore.committed("held-out-runs")).leaks();
    assertThat(heldOut.early()).isGreaterThanOrEqualTo(8);
    assertThat(heldOut.inside()).isGreaterThan(heldOut.times() * 8 / 10);
    assertThat(Numbers.quantile(leaks.errors(), 0.5)).isLessThan(0.2);
    assertThat(leaks.inside()).isGreaterThan(leaks.times() * 8 / 10);
  }

  @Test
  void whatStandsStillIsSaidToStandStill() {
    assertThat(known.standingLeaks()).isEmpty();
    assertThat(known.flapping()).isEmpty();
  }

  @Test
  void spiralsAreNamedAndNothingElseIs() {
    assertThat(known.spirals().spirals()).isPositive();
    assertThat(known.spirals().unnamed()).isEmpty();
    assertThat(known.spirals().wronglyNamed()).isEmpty();
  }

  @Test
  void aChanceIsWhatComesTrue() {
    Calibration calibration = known.calibration();
    double likely = 0;
    double expected = 0;
    double came = 0;
    for (int i = 5; i < Calibration.CLASSES; i++) {
      likely += calibration.said(i);
      expected += calibration.said(i) * calibration.mean(i);
      came += calibration.came(i);
    }

    assertThat(likely).isGreaterThan(30);
    assertThat(came / likely).isBetween(expected / likely - 0.15, expected / likely + 0.15);
    assertThat(calibration.below() + calibration.above()).isLessThan(calibration.peaks() / 6);
  }

  @Test
  void theTablesArePrintedForAnyDirectory(@TempDir Path empty) throws Exception {
    Path runs = Path.of(ForecastScore.class.getResource("/dev/gctrace/bench/oom-runs").toURI());
    for (String end : List.of(".json", ".log.gz", ".csv.gz")) {
      Files.copy(runs.resolve("go119-leak-200" + end), empty.resolve("go119-leak-200" + end));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ForecastScore.run(
        new PrintStream(bytes, true, StandardCharsets.UTF_8), new String[] {empty.toString()});

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .contains("| **gctrace**, critical | 1 of 1 (100 %) | – |")
        .contains("| leak | 1, 1 | 0, 0 |");
  }
}
