package dev.gctrace.cli.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.Cli;
import dev.gctrace.cli.Cli.Result;
import dev.gctrace.cli.Main;
import dev.gctrace.cli.console.Screen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One clear line and its exit code for each thing that can be wrong. */
class AnalyzeBadInputTest {

  private static final String GC_14 =
      "gc 14 @247.533s 0%: 0.073+195+0.040 ms clock, 0.14+0/10/97+0.080 ms cpu,"
          + " 138->138->117 MB, 138 MB goal, 0 MB stacks, 0 MB globals, 2 P\n";

  @TempDir private Path dir;

  @Test
  void aMissingFile() {
    Path file = dir.resolve("missing.log");

    Result result = Cli.run("analyze", file.toString());

    assertThat(result).isEqualTo(new Result(1, "", "gctrace: " + file + ": no such file\n"));
  }

  @Test
  void aMissingFileBesideOneThatIsThere() throws IOException {
    Path missing = dir.resolve("missing.log");
    Path log = Files.writeString(dir.resolve("app.log"), GC_14);

    Result result = Cli.run("analyze", "-q", missing.toString(), log.toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).isEqualTo("gctrace: " + missing + ": no such file\n");
    assertThat(result.out()).startsWith("UNKNOWN  ");
  }

  @Test
  void aNameWithNothingInIt() {
    assertThat(Cli.run("analyze", ""))
        .isEqualTo(new Result(1, "", "gctrace: '': not a file name\n"));
  }

  @Test
  void aDirectoryWithoutLogs() {
    Result result = Cli.run("analyze", dir.toString());

    assertThat(result)
        .isEqualTo(
            new Result(
                1,
                "",
                "gctrace: "
                    + dir
                    + ": no log in this directory (looked for *.log*, *.txt, *.json)\n"));
  }

  @Test
  void aNameThatNoFileCanHave() {
    Result result = Cli.run("analyze", "a\0b");

    assertThat(result).isEqualTo(new Result(1, "", "gctrace: a\uFFFDb: not a file name\n"));
  }

  @Test
  void anEmptyInput() {
    Result result = Cli.run("analyze");

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            """
            gctrace: standard input: empty
              the Go runtime writes them when GODEBUG=gctrace=1 is in its environment
              it writes them to standard error: docker logs NAME 2>&1 | gctrace analyze
              kubectl logs -l shows the last 10 lines of a container; --tail=-1 shows all
              what a killed container wrote is behind kubectl logs --previous
            """);
  }

  @Test
  void aLogWithoutAGctraceLine() {
    Result result = Cli.runWith("starting\n".repeat(101), "analyze");

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.err())
        .isEqualTo(
            """
            gctrace: standard input: no gctrace line in 101 lines
              the Go runtime writes them when GODEBUG=gctrace=1 is in its environment
              it writes them to standard error: docker logs NAME 2>&1 | gctrace analyze
              what a killed container wrote is behind kubectl logs --previous
            """);
    assertThat(Cli.runWith("starting\n", "analyze", "--quiet").err())
        .isEqualTo("gctrace: standard input: no gctrace line in 1 line\n");
  }

  @Test
  void binaryJunk() {
    byte[] junk = new byte[100_000];
    new Random(7).nextBytes(junk);

    Result result = Cli.runWith(junk, "analyze");

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.err())
        .startsWith("gctrace: standard input: no gctrace line in ")
        .endsWith("  this is not text: a log is read as text, gzip or zstd\n");
  }

  @Test
  void aLogThatIsCutInTheMiddleOfALine() {
    Result result =
        Cli.runWith(GC_14 + GC_14.replace("gc 14", "gc 15").substring(0, 90), "analyze");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .isEqualTo(
            "gctrace: standard input: cut in the middle of a gctrace line, which is left out\n");
    assertThat(result.out()).contains("1 cycle, 0 unrelated, 1 malformed:\n  standard input:2:");
  }

  @Test
  void aLineThatIsNoGctraceLineFromSomePointOn() {
    Result result = Cli.runWith(GC_14 + GC_14.replace("138->138->117 MB", "a lot"), "analyze");

    assertThat(result.out())
        .contains("1 malformed:\n  standard input:2:74: expected a number but found a lot, ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--limit=400mb | --limit: '400mb' is not a size; write 400Mi, 400MiB or 1G",
        "--limit=-1 | --limit: '-1' is negative; write 400Mi, 400MiB or 1G",
        "--limit=512m | --limit: '512m' is 0.512 bytes: in Kubernetes m means a thousandth;"
            + " write 512M or 512Mi",
        "--gomemlimit=0.5 | --gomemlimit: '0.5' is less than 1 MiB: a number alone is bytes;"
            + " write 400Mi, 400MiB or 1G",
        "--gogc=100% | --gogc: '100%' is not a value of GOGC; write a whole number of percent,"
            + " or off",
        "--gogc=-1 | --gogc: '-1' is not a value of GOGC; write a whole number of percent,"
            + " or off",
        "--gogc=9999999999 | --gogc: '9999999999' is not a value of GOGC; write a whole number of"
            + " percent, or off",
        "--fail-on=ok | --fail-on: 'ok' is not a severity to fail on; write warning or critical",
        "--format=yaml | --format: 'yaml' is not a format; write text or json",
        "--chart=run.gif | --chart: run.gif: a chart is a .png or .svg file",
        "--limits=1Gi | there is no option --limits=1Gi",
        "--limit | Missing required parameter for option '--limit' (SIZE)",
      })
  void aWrongOption(String option, String message) {
    Result result = Cli.run("analyze", option);

    assertThat(result)
        .isEqualTo(new Result(2, "", "gctrace: " + message + "\nSee gctrace analyze --help.\n"));
  }

  @Test
  void noCommand() {
    assertThat(Cli.run().exitCode()).isEqualTo(2);
    assertThat(Cli.run().err())
        .startsWith("gctrace: a command is missing: analyze, ")
        .endsWith("\nSee gctrace --help.\n");
    assertThat(Cli.run("analyse"))
        .isEqualTo(new Result(2, "", "gctrace: not expected here: analyse\nSee gctrace --help.\n"));
  }

  @Test
  void nothingToReadOnATerminal() {
    Result result = Cli.runOn(new Screen(true, true, true, Map.of()), new byte[0], "analyze");

    assertThat(result)
        .isEqualTo(
            new Result(
                2,
                "",
                "gctrace: nothing to read: name a FILE, or pipe a log in: kubectl logs POD |"
                    + " gctrace analyze\nSee gctrace analyze --help.\n"));
  }

  @Test
  void aSizeForGoAsKubernetesWritesIt() {
    Result result = Cli.runWith(GC_14, "analyze", "--gomemlimit", "512Mi");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err())
        .isEqualTo(
            "gctrace: --gomemlimit: a Go program does not start with GOMEMLIMIT=512Mi; it wants"
                + " GOMEMLIMIT=512MiB\n");
    assertThat(Cli.runWith(GC_14, "analyze", "-q", "--gomemlimit", "512Mi").err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void aFullDisk(String format) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = runInto(new Failing("No space left on device"), err, format);

    assertThat(code).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("gctrace: cannot write to standard output: No space left on device\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void anOutputThatNobodyReadsAnyMore(String format) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code = runInto(new Failing("Broken pipe"), err, format);

    assertThat(code).isZero();
    assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void aChartThatCannotBeWritten() {
    Path chart = dir.resolve("missing").resolve("run.svg");

    Result result = Cli.runWith(GC_14, "analyze", "-q", "--chart", chart.toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).startsWith("UNKNOWN  ");
    assertThat(result.err()).startsWith("gctrace: " + chart + ": ").hasLineCount(1);
  }

  @Test
  void aContainerThatIsNotThere() {
    Result result =
        Cli.runWith("[pod/orders-1/app] " + GC_14, "analyze", "--container", "payments");

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.err())
        .isEqualTo(
            """
            gctrace: standard input: no container matches 'payments'
              there are: orders-1/app
            """);
  }

  @Test
  void escapesOfALogDoNotReachTheTerminal() {
    String hostile = "[pod/a\u001b]0;owned\u0007/b\u009b31m] ";

    Result result =
        Cli.runWith(
            hostile + GC_14 + hostile + GC_14.replace("138->138", "\u001b[2J->138"), "analyze");

    assertThat(result.out() + result.err()).doesNotContain("\u001b", "\u009b", "\u0007");
  }

  private static int runInto(OutputStream out, OutputStream err, String format) {
    return Main.run(
        new String[] {"analyze", "--format", format},
        new ByteArrayInputStream(GC_14.getBytes(StandardCharsets.UTF_8)),
        out,
        err);
  }

  private static final class Failing extends OutputStream {
    private final String message;

    Failing(String message) {
      this.message = message;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(message);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      throw new IOException(message);
    }
  }
}
