package dev.gctrace.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingsDocumentTest {

  @Test
  void everyFindingAndNoOtherIsInTheDocumentOnce() throws IOException {
    assertThat(rows().filter(row -> row.startsWith("| `")).map(row -> row.split("`", -1)[1]))
        .filteredOn(id -> !Stream.of("critical", "warning", "ok", "unknown").toList().contains(id))
        .containsExactlyInAnyOrderElementsOf(Check.ALL.stream().map(Check::id).toList());
  }

  @Test
  void thresholdsInTheDocumentAreThoseOfTheCode() throws IOException {
    assertThat(row("cut-log")).contains(Thresholds.WHOLE_ENOUGH_CYCLES + " cycles");
    assertThat(row("near-limit")).contains("last " + Thresholds.CALM_CYCLES + " cycles");
    assertThat(row("leak"))
        .contains(
            Thresholds.LEAK_CYCLES + " cycles",
            Thresholds.NOTABLE_MIB + " MiB",
            percent(Thresholds.LEAK_GROWTH));
    assertThat(row("burst"))
        .contains(
            percent(Thresholds.BURST_OVER_GOAL - 1),
            Thresholds.NOTABLE_MIB + " MiB",
            percent(Thresholds.MATTERS_OF_LIMIT),
            percent(Thresholds.NEAR_OF_LIMIT));
    assertThat(row("stack-growth")).contains(Thresholds.NOTABLE_MIB + " MiB");
    assertThat(row("memory-outside-heap")).contains(percent(Thresholds.NEAR_OF_LIMIT));
    assertThat(row("killed")).contains(percent(Thresholds.NEAR_OF_LIMIT));
    assertThat(row("limit-too-small")).contains(percent(Thresholds.ADVISED_OF_LIMIT));
    assertThat(row("no-gomemlimit")).contains(percent(Thresholds.ADVISED_OF_LIMIT));
    assertThat(row("gomemlimit-no-headroom"))
        .contains(percent(Thresholds.HEADROOM_OF_LIMIT), percent(Thresholds.NEAR_OF_LIMIT));
    assertThat(row("gomemlimit-too-low"))
        .contains(
            percent(Thresholds.WORTH_RAISING - 1),
            Amounts.percent(Thresholds.GC_CPU_PERCENT) + " GC CPU");
    assertThat(row("assist-pressure"))
        .contains(
            Amounts.percent(Thresholds.GC_CPU_PERCENT),
            Amounts.percent(Thresholds.GC_CPU_BURDEN_PERCENT));
    assertThat(row("forced-collections"))
        .contains(
            Thresholds.FORCED_CYCLES + " collections",
            Amounts.percent(Thresholds.GC_CPU_BURDEN_PERCENT));
    assertThat(row("long-pauses"))
        .contains(Thresholds.PAUSES + " cycles", Amounts.millis(Thresholds.LONG_PAUSE_MILLIS));
    assertThat(row("missing-cycles"))
        .contains(Thresholds.MISSING_CYCLES + " cycles", percent(Thresholds.MISSING_SHARE));
  }

  private static String row(String id) throws IOException {
    return rows().filter(row -> row.startsWith("| `" + id + "`")).findFirst().orElseThrow();
  }

  private static Stream<String> rows() throws IOException {
    return Files.readAllLines(Path.of("..", "docs", "findings.md")).stream();
  }

  private static String percent(double share) {
    return Amounts.percent(100 * share);
  }
}
