package dev.gctrace.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.Cli;
import dev.gctrace.cli.Cli.Result;
import dev.gctrace.cli.console.Screen;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WatchTest {

  private static final Path KILLED = Path.of("../samples/logs/bulk-export-killed.log");

  @Test
  void writesOneObjectForEachCycle() throws IOException {
    Result result = Cli.runWith(killed(), "watch", "--limit=400Mi", "--format=ndjson", "-q");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{"));
    // 260 MiB live under GOGC 100: the next goal is 2 x 260 = 520 MiB.
    assertThat(result.out().lines().skip(1).findFirst().orElseThrow())
        .startsWith(
            "{\"container\":null,\"process\":1,\"time\":null,\"cycle\":15,\"at\":248.448,"
                + "\"forced\":false,\"repaired\":false,\"heapStartMiB\":309,\"heapEndMiB\":309,"
                + "\"liveMiB\":260,\"goalMiB\":234,\"stacksMiB\":0,\"globalsMiB\":0,\"procs\":2,"
                + "\"gcCpuPercent\":0,\"gogc\":100,\"gogcSource\":\"inferred\","
                + "\"goMemLimitMiB\":null,\"limitMiB\":400,\"nextGoalMiB\":520,\"peakMiB\":")
        .endsWith("\"severity\":\"critical\",\"reason\":\"next-goal-over-limit\"}");
  }

  @Test
  void tellsOnStandardErrorWhatWasReadAsObjects() throws IOException {
    Result result = Cli.runWith(killed(), "watch", "--limit=400Mi", "--format=ndjson");

    assertThat(result.err())
        .isEqualTo("gctrace: read: 4 lines (420 bytes), 2 cycles, 2 unrelated\n");
  }

  @Test
  void writesARowForEachCycleAndSetsAlertsOff() throws IOException {
    Result result = Cli.runWith(killed(), "watch", "--limit=400Mi");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines().toList().get(0))
        .isEqualTo("    TIME  CYCLE  STRT->END->LIVE   GOAL  NEXT  PEAK/LIMIT    SEVERITY");
    assertThat(result.out())
        .containsPattern(
            "\n @248\\.4s {5}15 {3}309->309->260 {4}234 {3}520  ####\\+\\+ 1\\d\\d %  critical\n"
                + "!! CRITICAL standard input, cycle 15: Will be \\(or was\\) OOMKilled: ")
        .endsWith("read: 4 lines (420 bytes), 2 cycles, 2 unrelated\n")
        .doesNotContain("\u001b");
    assertThat(result.out().lines().filter(line -> line.startsWith("!!"))).hasSize(1);
  }

  @Test
  void quietTellsAlertsOnly() throws IOException {
    Result result = Cli.runWith(killed(), "watch", "--limit=400Mi", "--quiet");

    assertThat(result.out()).startsWith("!! CRITICAL ").hasLineCount(1);
  }

  @Test
  void endsAtTheFirstLineThatReachesFailOn() throws IOException {
    String again = new String(killed(), StandardCharsets.UTF_8) + "more\n".repeat(5);

    Result result = Cli.runWith(again, "watch", "--limit=400Mi", "--fail-on=critical");

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.out()).endsWith("read: 4 lines (420 bytes), 2 cycles, 2 unrelated\n");
    assertThat(Cli.runWith(killed(), "watch", "--limit=4Gi", "--fail-on=critical").exitCode())
        .isZero();
  }

  @Test
  void passesOnWhatTheProgramWritesWithoutItsEscapes() throws IOException {
    String log = "\u001b[2Jhello\n" + new String(killed(), StandardCharsets.UTF_8);

    Result result = Cli.runWith(log, "watch", "--limit=400Mi", "--pass");

    assertThat(result.out())
        .contains("hello\n")
        .contains("{\"level\":\"info\",\"msg\":\"marshal response\"")
        .doesNotContain("\u001b");
  }

  @Test
  void namesTheContainersOfAStreamAndReadsTheChosenOnes() throws IOException {
    String gc = new String(killed(), StandardCharsets.UTF_8).lines().toList().get(2) + "\n";
    String log = "[pod/o-1/app] " + gc + "[pod/u-1/app] " + gc;

    assertThat(Cli.runWith(log, "watch").out()).contains("o-1/app", "u-1/app");
    assertThat(Cli.runWith(log, "watch", "--container=u-*").out())
        .contains("u-1/app")
        .doesNotContain("o-1");
  }

  @Test
  void tellsThatThereIsNoGctraceLine() {
    Result result = Cli.runWith("hello\n", "watch");

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("gctrace: standard input: no gctrace line in 1 line\n  ");
  }

  @Test
  void refusesWhatCannotBeWatched() {
    assertThat(Cli.run("watch", "missing.log"))
        .isEqualTo(new Result(1, "", "gctrace: missing.log: no such file\n"));
    assertThat(Cli.run("watch", "--pass", "--format=ndjson"))
        .isEqualTo(
            new Result(2, "", "gctrace: --pass is for --format text\nSee gctrace watch --help.\n"));
    assertThat(Cli.run("watch", "--format=json").err())
        .startsWith("gctrace: --format: 'json' is not a format; write text or ndjson\n");
    assertThat(Cli.runOn(new Screen(true, false, false, Map.of()), new byte[0], "watch").err())
        .startsWith("gctrace: nothing to watch: name a FILE, or pipe a log in: ");
  }

  private static byte[] killed() throws IOException {
    return Files.readAllBytes(KILLED);
  }
}
