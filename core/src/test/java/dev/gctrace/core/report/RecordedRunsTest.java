package dev.gctrace.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.forecast.Forecaster;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.ProcessState;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.Malformed;
import dev.gctrace.core.trace.TraceAssembler;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.core.trace.TraceHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Verdict and findings on recorded runs whose end is known, with the forecaster's own forecasts.
 */
class RecordedRunsTest {

  @Test
  void bulkExportWillBeOrWasKilled() {
    ProcessReport report =
        report(
            Scenario.settings(400, 0),
            """
            {"level":"info","msg":"GetBulkDmsFiles: done","time":"2024-02-25T16:06:08Z"}
            {"level":"info","msg":"marshal response","time":"2024-02-25T16:06:08Z"}
            """
                + Scenario.BULK_14
                + "\n"
                + Scenario.BULK_15
                + "\n");

    assertThat(report.verdict())
        .isEqualTo(
            new Verdict(
                Severity.CRITICAL,
                Reason.NEXT_GOAL_OVER_LIMIT,
                "Will be (or was) OOMKilled: after cycle 15 the next heap goal is 520 MiB, 120 MiB"
                    + " over the 400 MiB limit."));
    assertThat(report.findings())
        .extracting(Finding::id)
        .startsWith("next-goal-over-limit", "no-gomemlimit");
    assertThat(report.findings().get(1).advice()).startsWith("Set GOMEMLIMIT=360MiB");
  }

  @Test
  void bulkExportWithGoMemLimitAtTheLimitSurvivedWithoutHeadroom() {
    ProcessReport report =
        report(
            Scenario.settings(400, 400),
            Scenario.SURVIVED_18
                + "\n"
                + Scenario.SURVIVED_19
                + "\n"
                + "{\"level\":\"info\",\"msg\":\"marshal response done\"}\n"
                + Scenario.SURVIVED_20
                + "\n");

    assertThat(report.verdict().severity()).isEqualTo(Severity.WARNING);
    assertThat(report.verdict().sentence())
        .isEqualTo(
            "Survived so far, but without headroom: GOMEMLIMIT is 400 MiB under a container limit of"
                + " 400 MiB, and the heap has reached 359 MiB.");
    assertThat(report.findings())
        .filteredOn(finding -> finding.id().equals("gomemlimit-no-headroom"))
        .singleElement()
        .satisfies(finding -> assertThat(finding.advice()).startsWith("Set GOMEMLIMIT=360MiB"));
  }

  @Test
  void bulkExportWithoutALimitHasItsGoalProjected() {
    Verdict verdict =
        report(MemorySettings.NONE, Scenario.BULK_14 + "\n" + Scenario.BULK_15 + "\n").verdict();

    assertThat(verdict.severity()).isEqualTo(Severity.UNKNOWN);
    assertThat(verdict.reason()).isEqualTo(Reason.NO_LIMIT);
    assertThat(verdict.sentence())
        .startsWith(
            "No verdict without the container's memory limit (--limit): after cycle 15 the next heap"
                + " goal is 520 MiB under GOGC 100 (inferred)");
  }

  @Test
  void dataThatDoubledDoesNotFitIntoTheLimitByItself() throws IOException {
    // The last line: 258 MiB live under a limit of 240 MiB.
    assertThat(recorded("go119-double-240", 240, 0))
        .satisfies(RecordedRunsTest::isCritical)
        .satisfies(report -> has(report, "limit-too-small"));
  }

  @Test
  void bulkResponseWasKilledAndIsToldGoMemLimit() throws IOException {
    assertThat(recorded("go119-marshal-180", 180, 0))
        .satisfies(RecordedRunsTest::isCritical)
        .satisfies(report -> has(report, "next-goal-over-limit", "no-gomemlimit"));
  }

  @Test
  void leakUnderGoMemLimitEndsInADeathSpiral() throws IOException {
    assertThat(recorded("go119-leak-300-gml270MiB", 300, 270))
        .satisfies(report -> has(report, "death-spiral"))
        .satisfies(report -> hasNot(report, "no-gomemlimit", "healthy"));
  }

  @Test
  void slowLeakIsALeak() throws IOException {
    assertThat(recorded("go119-leakslow-200", 200, 0))
        .satisfies(report -> has(report, "leak"))
        .satisfies(report -> hasNot(report, "healthy"));
  }

  @Test
  void backfillOfPrometheusWasKilled() throws IOException {
    assertThat(recorded("promtool-55", 55, 0)).satisfies(RecordedRunsTest::isCritical);
  }

  @Test
  void memoryOfMmapIsOutsideWhatTheHeapExplains() throws IOException {
    assertThat(recorded("go119-offheap-200", 200, 0).verdict().severity()).isEqualTo(Severity.OK);
    assertThat(analysed("go119-offheap-200", 200, 0).report(true))
        .satisfies(report -> has(report, "memory-outside-heap"));
  }

  @Test
  void programsThatLivedAreHealthy() throws IOException {
    assertThat(recorded("go119-steady-400", 400, 0)).satisfies(RecordedRunsTest::isHealthy);
    assertThat(recorded("go119-warmup-250", 250, 0)).satisfies(RecordedRunsTest::isHealthy);
    assertThat(recorded("go119-marshal-600", 600, 0)).satisfies(RecordedRunsTest::isHealthy);
    assertThat(recorded("promtool-300", 300, 0)).satisfies(RecordedRunsTest::isHealthy);
  }

  private static void isCritical(ProcessReport report) {
    assertThat(report.verdict().severity()).isEqualTo(Severity.CRITICAL);
    assertThat(report.verdict().sentence()).startsWith("Will be (or was) OOMKilled: ");
  }

  private static void isHealthy(ProcessReport report) {
    assertThat(report.verdict().severity()).isEqualTo(Severity.OK);
    has(report, "healthy");
    hasNot(report, "leak");
  }

  private static void has(ProcessReport report, String... ids) {
    assertThat(report.findings()).extracting(Finding::id).contains(ids);
  }

  private static void hasNot(ProcessReport report, String... ids) {
    assertThat(report.findings()).extracting(Finding::id).doesNotContain(ids);
  }

  private static ProcessReport recorded(String name, long limit, long goMemLimit)
      throws IOException {
    return analysed(name, limit, goMemLimit).report(false);
  }

  private static ProcessAnalysis analysed(String name, long limit, long goMemLimit)
      throws IOException {
    try (InputStream log =
        RecordedRunsTest.class.getResourceAsStream("/recorded-runs/" + name + ".log")) {
      String text = new String(log.readAllBytes(), StandardCharsets.UTF_8);
      String withoutTimes =
          text.lines()
              .map(line -> line.substring(line.indexOf(' ') + 1))
              .reduce("", (all, line) -> all + line + "\n");
      return analysed(Scenario.settings(limit, goMemLimit), withoutTimes);
    }
  }

  private static ProcessReport report(MemorySettings settings, String log) {
    return analysed(settings, log).report(false);
  }

  private static ProcessAnalysis analysed(MemorySettings settings, String log) {
    ProcessAnalysis analysis = new ProcessAnalysis(1, settings);
    TraceAssembler<String> assembler = new TraceAssembler<>(new Fold(analysis, settings));
    log.lines()
        .forEach(
            line -> {
              byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
              assembler.line(bytes, 0, bytes.length, "");
            });
    assembler.end();
    return analysis;
  }

  private static final class Fold implements TraceHandler<String> {
    private final ProcessAnalysis analysis;
    private final MemorySettings settings;
    private ProcessState state = ProcessState.initial();

    Fold(ProcessAnalysis analysis, MemorySettings settings) {
      this.analysis = analysis;
      this.settings = settings;
    }

    @Override
    public void event(TraceEvent event, String origin) {
      if (event instanceof GcEvent gc) {
        Forecaster.Step step = Forecaster.step(state, gc, settings);
        state = step.state();
        analysis.add(gc, step.forecast(), OptionalLong.empty());
      } else {
        analysis.add(event);
      }
    }

    @Override
    public void malformed(Malformed malformed, String origin) {}

    @Override
    public void unrelated(byte[] buffer, int from, int to, String origin) {}
  }
}
