package dev.gctrace.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.gctrace.cli.Cli;
import dev.gctrace.cli.Cli.Result;
import dev.gctrace.cli.analysis.AnalysisListener;
import dev.gctrace.cli.analysis.ContainerFilter;
import dev.gctrace.cli.console.Screen;
import dev.gctrace.cli.options.CommonOptions;
import dev.gctrace.cli.options.MemoryNow;
import dev.gctrace.logs.ContainerId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
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
        .isEqualTo("    TIME  CYCLE   STRT->END->LIVE   GOAL  NEXT  PEAK/LIMIT    SEVERITY");
    assertThat(result.out())
        .containsPattern(
            "\n @248\\.4s {5}15 {5}309->309->260 {4}234 {3}520  ####\\+\\+ 1\\d\\d %  critical\n"
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
  void rowsOfNamedContainersFitEightyColumnsUnderTheirHeading() throws IOException {
    String name = "[pod/orders-7d9f6c5b8-abcde/app] ";
    List<String> gc = new String(killed(), StandardCharsets.UTF_8).lines().skip(2).toList();
    String log = name + gc.get(0) + "\n" + name + gc.get(1) + "\n";

    List<String> lines = Cli.runWith(log, "watch", "--limit=400Mi").out().lines().toList();
    List<String> rows = List.of(lines.get(0), lines.get(2));

    assertThat(rows).allMatch(row -> row.length() <= 80);
    assertThat(rows.get(1)).endsWith(" critical");
    for (String column : List.of("CONTAINER", "SEVERITY", "PEAK/LIMIT")) {
      assertThat(rows.get(1).charAt(rows.get(0).indexOf(column) - 1)).isEqualTo(' ');
      assertThat(rows.get(1).charAt(rows.get(0).indexOf(column))).isNotEqualTo(' ');
    }
  }

  @Test
  void linesOfGo14HaveRowsAndObjectsWithoutWhatTheyDoNotHold() {
    String log =
        "gc329(8): 0+0+7000+0 us, 30 -> 60 MB, 634524 (315691677-315057153) objects, 8"
            + " goroutines, 50830/4478/0 sweeps, 24(1000) handoff, 16(47) steal, 276/7/0 yields\n";

    assertThat(Cli.runWith(log, "watch").out().lines().skip(1).findFirst().orElseThrow())
        .containsPattern("^ +- +329 +60->-->- +- +- +- +unknown$");
    assertThat(Cli.runWith(log, "watch", "--limit=400Mi", "--format=ndjson").out())
        .isEqualTo(
            "{\"container\":null,\"process\":1,\"time\":null,\"cycle\":329,\"at\":null,"
                + "\"forced\":null,\"repaired\":false,\"heapStartMiB\":60,\"heapEndMiB\":null,"
                + "\"liveMiB\":null,\"goalMiB\":null,\"stacksMiB\":null,\"globalsMiB\":null,"
                + "\"procs\":8,\"gcCpuPercent\":null,\"gogc\":null,\"gogcSource\":null,"
                + "\"goMemLimitMiB\":null,\"limitMiB\":400,\"nextGoalMiB\":null,"
                + "\"peakMiB\":null,\"peakLowMiB\":null,\"peakHighMiB\":null,"
                + "\"secondsToLimit\":null,\"severity\":\"unknown\","
                + "\"reason\":\"not-enough-data\"}\n");
  }

  @Test
  void aLogThatIsWrittenNewestFirstIsToldAtOnce() throws IOException {
    List<String> gc = new String(killed(), StandardCharsets.UTF_8).lines().skip(2).toList();
    String log = "2024-02-25T16:06:09Z " + gc.get(1) + "\n2024-02-25T16:06:08Z " + gc.get(0) + "\n";

    Result result = Cli.runWith(log, "watch", "--limit=400Mi");

    assertThat(result.out())
        .containsSubsequence(
            "     15 ",
            "standard input: written newest first, and what is watched cannot be turned round",
            "     14 ")
        .doesNotContain("process 2 begins");
    assertThat(result.err())
        .isEqualTo(
            "gctrace: standard input: written newest first: restarts and alerts told of it are"
                + " none; gctrace analyze reads it from its end\n");
    assertThat(Cli.runWith(log, "watch", "--limit=400Mi", "--quiet").err()).isEmpty();
  }

  @Test
  void aClockThatJumpedIsToldAtTheEnd() throws IOException {
    List<String> gc = new String(killed(), StandardCharsets.UTF_8).lines().skip(2).toList();
    String log =
        "2024-02-25T16:06:08.123456789Z "
            + gc.get(0)
            + "\n2024-02-25T18:06:09.123456789Z "
            + gc.get(1)
            + "\n";

    assertThat(Cli.runWith(log, "watch", "--limit=400Mi").out())
        .contains("\nstandard input: the log's clock jumped by +2 h before cycle 15; its times");
  }

  @Test
  void whatTheReadingFailsOfIsThrownWhereItCanBeTold() {
    CountDownLatch ended = new CountDownLatch(1);
    AnalysisListener broken =
        (process, cycle) -> {
          throw new IllegalStateException("a mistake");
        };
    InputStream log = new ByteArrayInputStream(assertDoesNotThrow(WatchTest::killed));
    Watching watching =
        new Watching(
            "log",
            ContainerId.NONE,
            log,
            new CommonOptions(),
            new MemoryNow(),
            ContainerFilter.ALL,
            broken,
            problem -> {},
            ended::countDown);
    watching.start();

    assertDoesNotThrow(() -> ended.await());
    assertThatThrownBy(watching::check)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a mistake");
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
