package dev.gctrace.cli.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.gctrace.cli.Cli;
import dev.gctrace.cli.Cli.Result;
import dev.gctrace.cli.console.Screen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyzeSamplesTest {

  private static final String KILLED = "../samples/logs/bulk-export-killed.log";
  private static final String SURVIVED = "../samples/logs/bulk-export-survived.log";

  @TempDir private Path dir;

  @Test
  void theKilledRunIsCriticalBecauseOfItsNextGoal() {
    Result result = Cli.run("analyze", "--limit=400Mi", KILLED);

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    // 2 x 260 = 520 MiB, 520 - 400 = 120 MiB; 90 % of 400 is 360 MiB.
    assertThat(result.out())
        .startsWith("CRITICAL  Will be (or was) OOMKilled: ")
        .contains("520 MiB, 120 MiB over the 400 MiB limit", "GOGC 100 (inferred)")
        .contains("value: \"360MiB\"")
        .endsWith("read: 4 lines (420 bytes), 2 cycles, 2 unrelated\n")
        .doesNotContain("\u001b");
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(result.out()).matches("[\\x20-\\x7e\\n]*");
  }

  @Test
  void theRunThatSurvivedHasNoHeadroom() {
    Result result = Cli.run("analyze", "--limit=400Mi", "--gomemlimit=400MiB", "--quiet", SURVIVED);

    assertThat(result.out()).startsWith("WARNING  Survived so far, but without headroom");
  }

  @Test
  void killThatIsToldHasAPostMortem() {
    Result text = Cli.run("analyze", "--limit=400Mi", "--killed", KILLED);
    Result json = Cli.run("analyze", "--limit=400Mi", "--killed", "--format=json", KILLED);

    assertThat(text.out())
        .startsWith("CRITICAL  Was OOMKilled: ")
        .contains("killed by   the next goal over the limit.", "saved by    GOMEMLIMIT=360MiB")
        .contains("last lines  cycle 14", "first sign  cycle");
    assertThat(json.out())
        .contains("\"postMortem\":{\"end\":\"killed\",\"cause\":\"next-goal-over-limit\"")
        .contains("\"rescue\":{\"possible\":true,\"goMemLimitMiB\":360,\"gogc\":null,");
  }

  @Test
  void everyFindingThatAdviceRefersToIsThereUnderItsId() {
    String report = Cli.run("analyze", "--limit=400Mi", KILLED).out().replaceAll("\\s+", " ");

    assertThat(report)
        .contains("(or was not given with --gomemlimit). [no-gomemlimit] ")
        .contains("([no-gomemlimit] has the lines and the cost)")
        .contains("its goal of 234 MiB. [burst] ");
  }

  @Test
  void figuresTellWhatWasInferredAndWhenTheDangerShowedFirst() {
    String leak =
        Cli.run("analyze", "--limit=400Mi", "../samples/logs/leak-under-gomemlimit.log").out();

    assertThat(leak)
        .containsPattern("GOMEMLIMIT about 3\\d\\d\\s+MiB\\s+\\(inferred\\)")
        .containsPattern(
            "  first sign {2}cycle \\d+ at [\\d.]+ s, \\d+ cycles and \\d+ s before the last line")
        .doesNotContain("GOMEMLIMIT not given");
  }

  @Test
  void failOnEndsWithItsOwnCode() {
    assertThat(Cli.run("analyze", "--limit=400Mi", "--fail-on=critical", KILLED).exitCode())
        .isEqualTo(3);
    assertThat(Cli.run("analyze", "--limit=400Mi", "--fail-on=warning", KILLED).exitCode())
        .isEqualTo(3);
    assertThat(Cli.run("analyze", "--fail-on=warning", KILLED).exitCode()).isZero();
  }

  @Test
  void severalFilesComeWorstFirst() {
    Result result = Cli.run("analyze", "--limit=600Mi", SURVIVED, KILLED);

    assertThat(result.out())
        .startsWith("2 processes, the worst first; sizes in MiB\n\nSEVERITY  CONTAINER");
    assertThat(result.out().lines().skip(3).findFirst().orElseThrow()).contains("killed.log");
  }

  @Test
  void coloursAndBoxesAreForTerminals() {
    Map<String, String> environment = Map.of("TERM", "xterm", "LANG", "C.UTF-8", "COLUMNS", "100");
    Screen screen = new Screen(false, true, false, environment);

    assertThat(Cli.runOn(screen, new byte[0], "analyze", "--limit=400Mi", KILLED).out())
        .startsWith("\u001b[1;31mCRITICAL\u001b[0m")
        .contains("\u2501");
  }

  @Test
  void jsonHasTheKeysOfTheContract() throws IOException {
    Result result = Cli.run("analyze", "--limit=400Mi", "--format=json", KILLED);

    assertThat(result.exitCode()).isZero();
    assertThat(keys(result.out()))
        .contains(
            "/input/bytes",
            "/input/lines",
            "/input/gcLines",
            "/input/repaired",
            "/input/malformed",
            "/input/runtimeLines",
            "/input/unrelated",
            "/input/oversized",
            "/input/joined",
            "/input/unended",
            "/input/unknownJson",
            "/input/tooDeep",
            "/input/apiErrors",
            "/containers/container",
            "/containers/file",
            "/containers/processes/process",
            "/containers/processes/verdict/severity",
            "/containers/processes/verdict/reason",
            "/containers/processes/verdict/sentence",
            "/containers/processes/summary/liveMaxMiB",
            "/containers/processes/findings/id",
            "/containers/processes/findings/severity",
            "/containers/processes/findings/summary",
            "/containers/processes/findings/explanation",
            "/containers/processes/findings/advice",
            "/containers/processes/cycles/nextGoalMiB",
            "/containers/processes/cycles/reason");
  }

  @Test
  void aCollectionThatIsDeliveredTwiceCountsOnce() throws IOException {
    List<String> gc = read(KILLED).lines().skip(2).toList();
    String log = String.join("\n", gc.get(0), gc.get(1), gc.get(0), gc.get(1), "");
    String once = String.join("\n", gc.get(0), gc.get(1), "");

    String json = Cli.runWith(log, "analyze", "--limit=400Mi", "--format=json").out();
    assertThat(json).contains("\"duplicates\":2,");
    assertThat(afterInput(json))
        .isEqualTo(
            afterInput(Cli.runWith(once, "analyze", "--limit=400Mi", "--format=json").out()));
    assertThat(Cli.runWith(log, "analyze", "--limit=400Mi").out())
        .endsWith("read: 4 lines (542 bytes), 4 cycles, 2 of them delivered twice, 0 unrelated\n");
  }

  private static String afterInput(String json) {
    return json.substring(json.indexOf("\"containers\""));
  }

  @Test
  void howLinesWereWrappedIsCounted() throws IOException {
    String gc = read(KILLED).lines().toList().get(2);
    String log =
        "[pod/orders/app] "
            + gc
            + "\n{\"nobody\":{\"knows\":\"" // of no known shape, found by its words
            + gc.replace("138", "139")
            + "\"}}\n2024-02-25T16:06:08.123456789Z stderr P "
            + gc
            + "\n";

    Result json = Cli.runWith(log, "analyze", "--format=json");

    assertThat(json.out())
        .contains("\"joined\":0,\"unended\":1,\"unknownJson\":1,\"tooDeep\":0,\"apiErrors\":0,")
        .contains("\"formats\":{\"kubectlPrefix\":1,\"cri\":1}");
    assertThat(Cli.runWith(log, "analyze").out())
        .contains("3 cycles, 0 unrelated, 1 whose end never came, 1 JSON of unknown shape\n");
  }

  @Test
  void cyclesOfJsonAreTheObjectsOfWatch() {
    String json = Cli.run("analyze", "--limit=400Mi", "--format=json", KILLED).out();
    String lines = Cli.runWith(read(KILLED), "watch", "--limit=400Mi", "--format=ndjson").out();

    assertThat(json).contains("\"cycles\":[" + lines.strip().replace("\n", ",") + "]");
  }

  @Test
  void jsonOfALogWithoutACycleIsAnObjectToo() throws IOException {
    Result result = Cli.runWith("hello\n", "analyze", "--format=json", "-q");

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out()).contains("\"lines\":1,\"gcLines\":0").endsWith("\"containers\":[]}\n");
    assertThat(keys(result.out())).contains("/containers");
  }

  @Test
  void aChartIsDrawnBesideTheReport() throws IOException {
    Path chart = dir.resolve("run.svg");

    Result result = Cli.run("analyze", "--limit=400Mi", "-q", "--chart", chart.toString(), KILLED);

    assertThat(result.exitCode()).isZero();
    assertThat(Files.readString(chart)).contains("<svg");
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Paths of all members; reading them also proves that the text is JSON. */
  private static Set<String> keys(String text) throws IOException {
    Set<String> keys = new LinkedHashSet<>();
    try (JsonParser json = new JsonFactory().createParser(text)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        if (token == JsonToken.FIELD_NAME) {
          keys.add(json.getParsingContext().pathAsPointer().toString().replaceAll("/\\d+", ""));
        }
      }
    }
    return keys;
  }
}
