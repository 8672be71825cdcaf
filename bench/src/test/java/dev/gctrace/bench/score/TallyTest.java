package dev.gctrace.bench.score;

import static dev.gctrace.bench.score.MadeRuns.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What counts as caught, as false and as nothing. */
class TallyTest {

  private final Tally tally = new Tally();

  @Test
  void anAlarmBeforeTheKillCatchesItFromTheFirstOn() {
    tally.add(run("go126-bulk-100", true, 5.5, 10, 20, 30, 40, 50), List.of(3.0, 5.0));

    assertThat(tally.killed()).isEqualTo(1);
    assertThat(tally.caught()).isEqualTo(1);
    // 5.5 - 3; the lines at 4 and 5.
    assertThat(tally.leadSeconds()).containsExactly(2.5);
    assertThat(tally.leadLines()).containsExactly(2.0);
  }

  @Test
  void anAlarmAfterTheKillIsNone() {
    tally.add(run("go126-bulk-100", true, 5.5, 10, 20), List.of(6.0));

    assertThat(tally.missed()).containsExactly("go126-bulk-100");
  }

  @Test
  void anAlarmIsFalseWhenTwoMoreLinesCome() {
    tally.add(run("go126-steady-100", false, 6, 10, 10, 10, 10), List.of(2.0));
    tally.add(run("go126-lru-100", false, 6, 10, 10, 10, 10), List.of(3.0));

    assertThat(tally.lived()).isEqualTo(2);
    assertThat(tally.falseAlarms()).containsExactly("go126-steady-100");
  }

  @Test
  void whatLeaksOrComesNearItsLimitProvesNothing() {
    tally.add(run("go126-leak-100", false, 6, 10, 20, 30), List.of(1.0));
    // 2 × 46 MiB of 100.
    tally.add(run("go126-queue-100", false, 6, 10, 46, 30), List.of(1.0));

    assertThat(tally.lived()).isZero();
    assertThat(tally.falseAlarms()).isEmpty();
  }

  @Test
  void rulesOfTodayLookAtTheLiveHeapOrAtSamples() {
    RecordedRun run = run("go126-bulk-100", true, 5.5, 10, 30, 45, 51);

    // 2 × 51; samples of 20, 60, 90, 102 MiB at 0.5, 1.5, 2.5, 3.5 s.
    assertThat(Rule.known().get(0).alarms().apply(run)).containsExactly(4.0);
    assertThat(Rule.known().get(1).alarms().apply(run)).isEmpty();
    assertThat(Rule.known().get(2).alarms().apply(run)).containsExactly(2.5, 3.5);
    assertThat(Rule.known().get(3).alarms().apply(run)).containsExactly(2.5, 3.5);
  }

  @Test
  void shapesAreNamesWithoutVersionsAndNumbers() {
    assertThat(run("go126-leak-steps-150-gogc50", true, 1).shape()).isEqualTo("leak-steps");
    assertThat(run("go119-steady-120-gogcoff-gml108MiB", true, 1).shape()).isEqualTo("steady");
    assertThat(run("promtool-70", true, 1).shape()).isEqualTo("promtool");
  }
}
