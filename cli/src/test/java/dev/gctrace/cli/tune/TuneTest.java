package dev.gctrace.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.gctrace.cli.Cli;
import dev.gctrace.cli.Cli.Result;
import dev.gctrace.cli.console.Screen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuneTest {

  private static final String STEADY = "src/test/resources/runs/go119-steady-400.log";
  private static final String LEAK = "src/test/resources/runs/go119-leak-300.log";

  @TempDir private Path dir;

  /** 82 MiB beside a heap that explains 118 MiB: 1.045 x 98 + 5 + 82 = 189 MiB. */
  @Test
  void whatTheContainerUsesNowCanBeTold() {
    Result result = Cli.run("tune", "--limit=1Gi", "--memory-now=200Mi", "--format=json", STEADY);

    assertThat(result.out()).contains("\"memoryMeasuredMiB\":200,");
    assertThat(result.out()).containsPattern("\"memoryMiB\":1[89][0-9]\\.[0-9],");
    assertThat(Cli.run("tune", "--limit=1Gi", "--format=json", STEADY).out())
        .contains("\"memoryMeasuredMiB\":null,");
  }

  /**
   * Peaks of 98 to 109 MiB of heap are tight in 120 MiB; GOMEMLIMIT=108MiB leaves (108 - 9)/1.08.
   */
  @Test
  void goMemLimitIsRecommendedWithItsPatch() {
    Result result = Cli.run("tune", "--limit=120Mi", STEADY);

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .contains(
            "set-gomemlimit: GOMEMLIMIT at 90 % of the limit holds the peak at about",
            "103 MiB instead of 112 MiB")
        .contains("memory: 120Mi", "- name: GOMEMLIMIT\n", "value: \"108MiB\"")
        .contains("Simulated under its own settings")
        .doesNotContain("\u001b");
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void askedSettingsAreTheRowsAndThePresentOnesTheFirst() {
    Result result =
        Cli.run("tune", "--limit=200Mi,300Mi", "--gogc=50,off", "--gomemlimit=90%", STEADY);

    assertThat(result.out().lines().filter(line -> line.matches("[*> ] .*(fits|tight|killed)")))
        .hasSize(5);
    assertThat(result.out()).contains("  50         180    200", " off         270    300");
  }

  @Test
  void leakIsNotTunedAway() {
    Result result = Cli.run("tune", "--limit=300Mi", LEAK);

    assertThat(result.out()).contains("nothing-helps: ").doesNotContain("containers:");
  }

  @Test
  void quietTellsTheRecommendationOnly() {
    Result result = Cli.run("tune", "--quiet", "--limit=120Mi", STEADY);

    assertThat(result.out()).contains("set-gomemlimit: ").doesNotContain("GCS/MIN", "Simulated");
  }

  @Test
  void failOnLooksAtThePresentSettings() {
    assertThat(Cli.run("tune", "--limit=100Mi", "--fail-on=critical", STEADY).exitCode())
        .isEqualTo(3);
    assertThat(Cli.run("tune", "--limit=400Mi", "--fail-on=warning", STEADY).exitCode()).isZero();
  }

  @Test
  void jsonIsOneObjectWithThePatchAsText() throws IOException {
    Result result = Cli.run("tune", "--format=json", "--limit=120Mi", STEADY);

    int depth = 0;
    try (JsonParser json = new JsonFactory().createParser(result.out())) {
      while (json.nextToken() != null) {
        depth++;
      }
    }
    assertThat(depth).isGreaterThan(50);
    assertThat(result.out())
        .contains("\"recommendation\":{\"kind\":\"set-gomemlimit\"")
        .contains("\"verdict\":\"killed\"", "\"patch\":\"spec:\\n  template:")
        .contains("\"gogc\":\"off\",\"goMemLimitMiB\":108,\"limitMiB\":120");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--limit=12q | --limit: '12q' is not a size",
        "--gogc=-1 | --gogc: '-1' is not a value of GOGC",
        "--gomemlimit=90% | --gomemlimit in percent is a part of the limit",
        "--gogc=50..100 | is a range without a step",
        "--format=yaml | --format: 'yaml' is not a format",
        "--fail-on=ok | is not a severity"
      })
  void misuseNamesTheValue(String option, String message) {
    Result result = Cli.run("tune", option, STEADY);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message).endsWith("See gctrace tune --help.\n");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void tooManyCombinationsAreMisuse() {
    Result result = Cli.run("tune", "--limit=100Mi..400Mi/10Mi", "--gogc=10..100/10", STEADY);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("310 combinations; 200 are the most");
  }

  @Test
  void inputWithoutATraceHasItsOwnCode() throws IOException {
    Path log = Files.writeString(dir.resolve("app.log"), "hello\nworld\n");

    Result result = Cli.run("tune", log.toString());

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.err()).contains("no gctrace line in 2 lines", "GODEBUG=gctrace=1");
  }

  @Test
  void missingFileIsAFailure() {
    Result result = Cli.run("tune", dir.resolve("none.log").toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("none.log");
  }

  @Test
  void fewCollectionsAreAFailureThatSaysSo() {
    Result result = Cli.run("tune", "../samples/logs/bulk-export-killed.log");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("Too little to go by");
    assertThat(result.err()).contains("a longer log is needed");
  }

  @Test
  void nothingToReadOnATerminalIsMisuse() {
    Screen terminal = new Screen(true, false, false, Map.of());

    Result result = Cli.runOn(terminal, new byte[0], "tune");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("nothing to read");
  }

  /** A figure in a line may be anything: no patch, no table may break over it. */
  @Test
  void hostileLinesAreTunedWithoutAnError() {
    StringBuilder log = new StringBuilder();
    for (int cycle = 1; cycle <= 9; cycle++) {
      log.append("gc ")
          .append(cycle * 400_000_000L)
          .append(" @9223372036854775.000s 99%: 0+99999999+0 ms clock, 0+0/99999999/0+0 ms cpu, ")
          .append("9007199254740991->9007199254740991->0 MB, 1 MB goal, 0 MB stacks, 0 MB globals,")
          .append(" 2147483647 P\n");
    }
    Result result = Cli.runWith(log.toString(), "tune", "--limit=400Mi");

    assertThat(result.exitCode()).isBetween(0, 4);
    assertThat(result.err()).doesNotContain("mistake");
  }
}
