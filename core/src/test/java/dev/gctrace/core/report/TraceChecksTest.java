package dev.gctrace.core.report;

import static dev.gctrace.core.report.Scenario.LIMIT_400;
import static dev.gctrace.core.report.Scenario.find;
import static dev.gctrace.core.report.Scenario.forecast;
import static dev.gctrace.core.report.Scenario.ids;
import static dev.gctrace.core.report.Scenario.line;
import static dev.gctrace.core.report.Scenario.ok;
import static dev.gctrace.core.report.Scenario.one;
import static dev.gctrace.core.report.Scenario.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.Finding.Level;
import org.junit.jupiter.api.Test;

/** Findings about the trace: a trace that has each, and one that misses it by a little. */
class TraceChecksTest {

  @Test
  void unknownLimitNamesTheOptionAndTheLimitThatWouldNotDo() {
    Forecast unknown = forecast(Severity.UNKNOWN, Reason.NO_LIMIT, 520);
    Finding finding = find(one(MemorySettings.NONE, 309, 260, 309, unknown), "no-limit-known");

    // 1.07 x 520 + 5 + 1.28 x 3
    assertThat(finding.explanation())
        .endsWith("A limit below about 565 MiB would not carry the next heap goal of 520 MiB.");
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
}
