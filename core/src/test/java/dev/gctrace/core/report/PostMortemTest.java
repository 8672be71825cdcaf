package dev.gctrace.core.report;

import static dev.gctrace.core.report.Scenario.LIMIT_400;
import static dev.gctrace.core.report.Scenario.bulkExport;
import static dev.gctrace.core.report.Scenario.forecast;
import static dev.gctrace.core.report.Scenario.line;
import static dev.gctrace.core.report.Scenario.ok;
import static dev.gctrace.core.report.Scenario.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.PostMortem.Cause;
import dev.gctrace.core.report.PostMortem.End;
import dev.gctrace.core.report.PostMortem.FirstSign;
import dev.gctrace.core.report.PostMortem.LastCycle;
import dev.gctrace.core.trace.DeathEvent;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PostMortemTest {

  private static final Forecast OVER =
      forecast(Severity.CRITICAL, Reason.NEXT_GOAL_OVER_LIMIT, 440);

  @Test
  void nothingIsSaidOfAProcessThatMayBeAliveAndWell() {
    assertThat(Scenario.under(LIMIT_400).add(line(1, 100, 100, 50, 100), ok(100)).open())
        .extracting(ProcessReport::postMortem)
        .satisfies(told -> assertThat(told).asString().isEqualTo("Optional.empty"));
  }

  @Test
  void crashIsNoKill() {
    assertThat(bulkExport(LIMIT_400).death(DeathEvent.Cause.PANIC, "panic: boom").open())
        .satisfies(report -> assertThat(report.postMortem()).isEmpty());
  }

  @Test
  void killThatIsKnownOutweighsWhatALineSays() {
    ProcessAnalysis analysis =
        bulkExport(LIMIT_400).death(DeathEvent.Cause.PANIC, "panic: boom").analysis();
    ProcessReport report = analysis.report(KnownEnd.OOM_KILLED);

    assertThat(report.postMortem().orElseThrow().end()).isEqualTo(End.KILLED);
    assertThat(report.verdict().sentence()).startsWith("Was OOMKilled: ");
    assertThat(report.findings())
        .extracting(Finding::summary)
        .contains("The process was OOMKilled, as is known from outside its log.");
  }

  /** 90 % of 400 is 360; (360 - 8) / 1.08 = 325.9 MiB of heap are 1.25 times 260 MiB. */
  @Test
  void goalOverTheLimitIsNamedWithTheSettingThatWouldHaveHeldIt() {
    PostMortem told =
        bulkExport(LIMIT_400).analysis().report(KnownEnd.OOM_KILLED).postMortem().orElseThrow();

    assertThat(told.cause()).isEqualTo(Cause.NEXT_GOAL_OVER_LIMIT);
    assertThat(told.rescue().goMemLimitMiB()).hasValue(360);
    assertThat(told.rescue().limitMiB()).isEmpty();
    assertThat(told.lastCycles())
        .extracting(LastCycle::cycle, LastCycle::liveMiB, LastCycle::nextGoalMiB)
        .last()
        .asString()
        .contains("15", "260", "520");
  }

  @Test
  void howSureTheKillIsIsTold() {
    assertThat(bulkExport(LIMIT_400).open().postMortem().orElseThrow().end()).isEqualTo(End.OPEN);
    assertThat(bulkExport(LIMIT_400).followed().postMortem().orElseThrow().end())
        .isEqualTo(End.FOLLOWED);
  }

  @Test
  void firstSignIsToldWithItsLeadInCyclesAndSeconds() {
    Scenario scenario = Scenario.under(LIMIT_400);
    for (int cycle = 1; cycle <= 4; cycle++) {
      scenario.add(line(cycle, 100, 100, 50, 100), ok(100));
    }
    for (int cycle = 5; cycle <= 7; cycle++) {
      scenario.add(line(cycle, 200, 200, 180, 200), OVER);
    }
    // Lines are a second apart and end 10.1 ms after their start.
    assertThat(scenario.analysis().report(KnownEnd.OOM_KILLED).postMortem().orElseThrow())
        .satisfies(told -> assertThat(told.firstSign()).contains(new FirstSign(5, 5.0101, 2, 2.0)));
  }

  @Test
  void heapThatExplainsLittleNamesWhatIsOutside() {
    PostMortem told =
        Scenario.under(LIMIT_400)
            .add(line(1, 100, 100, 50, 100), ok(100))
            .analysis()
            .report(KnownEnd.OOM_KILLED)
            .postMortem()
            .orElseThrow();

    assertThat(told.cause()).isEqualTo(Cause.OUTSIDE_HEAP);
    assertThat(told.sentence()).contains("at most 134 MiB of the 400 MiB limit", "mmap");
    assertThat(told.rescue().isPossible()).isFalse();
    assertThat(told.firstSign()).isEmpty();
  }

  @Test
  void withoutALimitNothingCanBeTold() {
    PostMortem told =
        bulkExport(settings(0, 0))
            .analysis()
            .report(KnownEnd.OOM_KILLED)
            .postMortem()
            .orElseThrow();

    assertThat(told.cause()).isEqualTo(Cause.CANNOT_TELL);
    assertThat(told.sentence()).contains("--limit");
    assertThat(told.rescue().isPossible()).isFalse();
  }

  /** 100 to 290 MiB in 19 s: 10 MiB/s. GOMEMLIMIT=360MiB carries 325.9: (325.9 - 290) / 10 s. */
  @Test
  void leakIsNamedWithTheTimeThatASettingWouldHaveBought() {
    Scenario scenario = Scenario.under(LIMIT_400);
    for (int cycle = 1; cycle <= 20; cycle++) {
      long live = 90 + 10L * cycle;
      scenario.add(line(cycle, 2 * live, 2 * live, live, 2 * live), cycle < 15 ? ok(300) : OVER);
    }
    PostMortem told = scenario.analysis().report(KnownEnd.OOM_KILLED).postMortem().orElseThrow();

    assertThat(told.cause()).isEqualTo(Cause.LEAK);
    assertThat(told.sentence()).startsWith("The live heap grew by 10 MiB/s, to 290 MiB");
    assertThat(told.rescue().isPossible()).isFalse();
    assertThat(told.rescue().sentence()).contains("GOMEMLIMIT=360MiB", "about 3.6 s");
  }

  /** 1.25 x 380 MiB x 1.08 + 8 = 521 MiB of GOMEMLIMIT, a limit of 579, in steps of 32 608. */
  @Test
  void spiralWithoutGrowthNeedsAHigherLimit() {
    Scenario scenario = Scenario.under(settings(400, 360));
    Forecast spiral = forecast(Severity.CRITICAL, Reason.DEATH_SPIRAL, 420);
    for (int cycle = 1; cycle <= 20; cycle++) {
      scenario.add(line(cycle, 380, 382, 380, 380), cycle < 5 ? ok(300) : spiral);
    }
    PostMortem told = scenario.analysis().report(KnownEnd.OOM_KILLED).postMortem().orElseThrow();

    assertThat(told.cause()).isEqualTo(Cause.SPIRAL);
    assertThat(told.rescue().limitMiB()).hasValue(608);
    assertThat(told.rescue().goMemLimitMiB()).hasValue(547);
  }

  /** 4 MiB/s, then 116 MiB in a second. */
  @Test
  void jumpIsNamedABurst() {
    Scenario scenario = Scenario.under(LIMIT_400);
    for (int cycle = 1; cycle <= 6; cycle++) {
      scenario.add(line(cycle, 200, 200, 80 + 4L * cycle, 200), ok(200));
    }
    scenario.add(line(7, 230, 230, 220, 208), OVER);
    PostMortem told = scenario.analysis().report(KnownEnd.OOM_KILLED).postMortem().orElseThrow();

    assertThat(told.cause()).isEqualTo(Cause.BURST);
    assertThat(told.lastCycles()).hasSize(PostMortem.LAST_CYCLES);
    assertThat(told.lastCycles().get(2).nextGoalMiB()).isEqualTo(OptionalDouble.of(440));
    assertThat(told.rescue().goMemLimitMiB()).hasValue(360);
  }
}
