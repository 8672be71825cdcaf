package dev.gctrace.core.report;

import static dev.gctrace.core.report.Scenario.bulkExport;
import static dev.gctrace.core.report.Scenario.ok;
import static dev.gctrace.core.report.Scenario.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import org.junit.jupiter.api.Test;

/** The two traces that the project began with, under a container limit of 400 MiB. */
class SamplesTest {

  @Test
  void bulkExportWithoutGoMemLimitWillBeOrWasKilled() {
    Verdict verdict = bulkExport(settings(400, 0)).open().verdict();

    assertThat(verdict.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(verdict.reason()).isEqualTo(Reason.NEXT_GOAL_OVER_LIMIT);
    assertThat(verdict.sentence())
        .isEqualTo(
            "Will be (or was) OOMKilled: after cycle 15 the next heap goal is 520 MiB, 120 MiB over"
                + " the 400 MiB limit.");
  }

  @Test
  void bulkExportThatWasFollowedByAnotherProcessWasMostLikelyKilled() {
    assertThat(bulkExport(settings(400, 0)).followed().verdict().sentence())
        .isEqualTo(
            "Was most likely OOMKilled: after cycle 15 the next heap goal was 520 MiB, 120 MiB over"
                + " the 400 MiB limit.");
  }

  @Test
  void bulkExportIsToldTheGoMemLimitThatItLacksAndWhatItCosts() {
    ProcessReport report = bulkExport(settings(400, 0)).open();

    assertThat(report.findings())
        .extracting(Finding::id)
        .containsExactly("next-goal-over-limit", "no-gomemlimit", "burst", "cut-log");
    assertThat(report.findings().get(1).advice())
        .isEqualTo(
            """
            Set GOMEMLIMIT=360MiB, 90 % of the 400 MiB limit (Go 1.19 or later; Go writes MiB where\
             Kubernetes writes Mi):

            env:
              - name: GOMEMLIMIT
                value: "360MiB"

            It costs CPU: beside a live heap of 260 MiB, the largest seen, the heap may grow by\
             about 66 MiB between collections instead of 260 MiB, so about 3.9 times as many\
             collections and GC CPU of about 18 % instead of 4.5 %.

            It will not help when the live heap itself comes near 326 MiB (collections then run back\
             to back: raise the limit), against a leak (it only delays the end), or against memory\
             outside the Go heap (cgo, mmap, other processes).""");
  }

  @Test
  void sameServiceWithGoMemLimitAtTheLimitSurvivedWithoutHeadroom() {
    ProcessReport report =
        Scenario.under(settings(400, 400))
            .add(Scenario.SURVIVED_18, ok(186))
            .add(Scenario.SURVIVED_19, ok(330))
            .add(Scenario.SURVIVED_20, ok(355))
            .open();

    assertThat(report.verdict())
        .isEqualTo(
            new Verdict(
                Severity.WARNING,
                Reason.NEAR_LIMIT,
                "Survived so far, but without headroom: GOMEMLIMIT is 400 MiB under a container"
                    + " limit of 400 MiB, and the heap has reached 359 MiB."));
    assertThat(report.findings())
        .extracting(Finding::id)
        .containsExactly("gomemlimit-no-headroom", "cut-log");
    assertThat(report.findings().get(0).advice()).startsWith("Set GOMEMLIMIT=360MiB, 90 % of");
  }
}
