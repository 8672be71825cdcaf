package dev.gctrace.cli.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.Cli;
import dev.gctrace.cli.Cli.Result;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs as they really arrive, from the command line to the report. */
class AnalyzeLogsTest {

  private static final String POD =
      "shop_orders-7d9f6c5b8-abcde_0b6f1111-2222-3333-4444-555555555555";
  private static final Pattern PROCESS =
      Pattern.compile("\"process\":(\\d+),\"verdict\":.*?\"cycles\":(\\d+),\"firstCycle\":(\\d+)");

  @TempDir private Path dir;

  @Test
  void tenLinesFromTheMiddleLookLikeASelector() {
    Result one = Cli.runWith(cycles(40, 49, ""), "analyze", "--limit=400Mi");
    Result named = Cli.runWith(cycles(40, 49, "[pod/a/b] "), "analyze", "--limit=400Mi");

    assertThat(one.err())
        .isEqualTo(
            "gctrace: standard input: looks like kubectl logs -l, which shows the last 10 lines of"
                + " each container; --tail=-1 --prefix shows all, with their pods\n");
    assertThat(named.err()).isEmpty();
    assertThat(Cli.runWith(cycles(40, 50, ""), "analyze").err()).isEmpty();
    assertThat(Cli.runWith(cycles(1, 10, ""), "analyze").err()).isEmpty();
  }

  @Test
  void settingsThatTheLinesContradictAreTold() {
    String killed = "../samples/logs/leak-killed.log";

    // Each goal is twice the live heap before: 100, whatever the environment is thought to say.
    assertThat(Cli.run("analyze", "--limit=300Mi", "--gogc=50", killed).out())
        .contains("GOGC 100 (inferred; not the 50 given)");
    assertThat(Cli.run("analyze", "--limit=300Mi", "--gogc=off", killed).out())
        .contains("GOGC 100 (inferred; not the off given)");
    assertThat(Cli.run("analyze", "--limit=300Mi", "--gogc=100", killed).out())
        .contains("limit 300 MiB, GOGC 100, GOMEMLIMIT");
  }

  @Test
  void aLogThatIsWrittenNewestFirstIsReadFromItsEndAndSaysSo() {
    String log =
        IntStream.rangeClosed(1, 20)
            .map(i -> 21 - i)
            .mapToObj(n -> String.format(Locale.ROOT, "2026-01-05T10:00:%02dZ ", n) + cycle(n))
            .collect(Collectors.joining());

    Result result = Cli.runWith(log, "analyze", "--limit=400Mi");

    assertThat(result.err())
        .isEqualTo("gctrace: standard input: written newest first; read from its end\n");
    assertThat(result.out()).contains("  process     cycles 1-20, in 19 s");
  }

  @Test
  void aClockThatJumpsIsToldAndChangesNoFigure() {
    String log =
        IntStream.rangeClosed(1, 20)
            .mapToObj(
                n ->
                    String.format(
                            Locale.ROOT, "2026-01-05T%02d:00:%02d.123456789Z ", n < 11 ? 10 : 12, n)
                        + cycle(n))
            .collect(Collectors.joining());

    String report = Cli.runWith(log, "analyze", "--limit=400Mi").out();

    assertThat(report)
        .contains("the log's clock jumped by +2 h before cycle 11;")
        .contains("cycles 1-20, in 19 s");
  }

  @Test
  void anErrorOfKubernetesBesideALogIsTold() {
    String log =
        cycles(1, 20, "")
            + "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
            + "\"message\":\"the node is gone\",\"code\":500}\n";

    assertThat(Cli.runWith(cycles(1, 1, "") + log, "analyze", "--limit=400Mi").err())
        .isEqualTo("gctrace: instead of a part of the log Kubernetes wrote: the node is gone\n");
  }

  /** {@code /var/log/pods}: restart 0 was rotated twice, once packed; restart 1 came after it. */
  @Test
  void aFolderOfANodeIsReadByContainerInTheOrderOfItsStarts() throws IOException {
    Path app = Files.createDirectories(dir.resolve("pods").resolve(POD).resolve("app"));
    gzip(app.resolve("0.log.20260105-100010.gz"), cri(1, 10, 0));
    Files.writeString(app.resolve("0.log.20260105-100020"), cri(11, 20, 0));
    Files.writeString(app.resolve("0.log"), cri(21, 30, 0));
    Files.writeString(app.resolve("1.log"), cri(1, 10, 1));
    Path cart = Files.createDirectories(dir.resolve("pods/shop_cart-1_ab/web"));
    Files.writeString(cart.resolve("0.log"), cri(1, 5, 0));

    String pods = dir.resolve("pods").toString();
    String json = Cli.run("analyze", "--limit=400Mi", "--format=json", pods).out();
    String orders = json.substring(json.indexOf("\"shop/orders-7d9f6c5b8-abcde/app\""));

    assertThat(processes(orders)).isEqualTo("2: 10 from 1, 1: 30 from 1");
    String chosen = Cli.run("analyze", "--container=orders-*", "-q", pods).out();
    assertThat(chosen).contains("shop/orders-7d9f6c5b8-abcde/app, process 2 of 2");
    String glob = dir.resolve("pods/*/app/1.log").toString();
    assertThat(processes(Cli.run("analyze", "--format=json", glob).out()))
        .isEqualTo("1: 10 from 1");
  }

  @Test
  void theWorstContainerOfAStreamComesFirst() {
    String calm = "[pod/calm/app] ";
    String bad = "[pod/bad/app] ";
    String log =
        IntStream.rangeClosed(1, 20)
            .mapToObj(
                n ->
                    calm
                        + cycle(n)
                        + bad
                        + cycle(n).replace("80->81->40 MB, 82", "480->485->250 MB, 500"))
            .collect(Collectors.joining());

    assertThat(Cli.runWith(log, "analyze", "--limit=400Mi", "-q").out())
        .matches("(?s)bad/app\\n(CRITICAL|WARNING)  .*\\ncalm/app\\nOK  .*");
  }

  private static String processes(String json) {
    Matcher matcher = PROCESS.matcher(json);
    return matcher
        .results()
        .map(m -> m.group(1) + ": " + m.group(2) + " from " + m.group(3))
        .collect(Collectors.joining(", "));
  }

  private static String cri(int from, int to, int minute) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(
            n ->
                String.format(
                        Locale.ROOT, "2026-01-05T10:%02d:%02d.123456789Z stderr F ", minute, n)
                    + cycle(n))
        .collect(Collectors.joining());
  }

  private static String cycles(int from, int to, String prefix) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(n -> prefix + cycle(n))
        .collect(Collectors.joining());
  }

  /** A program with 40 MiB live under GOGC=100, a collection a second. */
  private static String cycle(int n) {
    return String.format(
        Locale.ROOT,
        "gc %d @%d.100s 1%%: 0.05+12+0.05 ms clock, 0.1+0/5.0/2.0+0.1 ms cpu, 80->81->40 MB, 82 MB"
            + " goal, 0 MB stacks, 0 MB globals, 2 P%n",
        n,
        n);
  }

  private static void gzip(Path file, String text) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
