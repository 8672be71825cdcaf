package dev.gctrace.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.gctrace.cli.Cli;
import dev.gctrace.cli.Cli.Result;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompareTest {

  private static final String STEADY = "src/test/resources/runs/go119-steady-400.log";
  private static final String LIMITED =
      "src/test/resources/runs/go119-steady-200-gogcoff-gml108MiB.log";
  private static final String LEAK = "src/test/resources/runs/go119-leak-300.log";

  @TempDir private Path dir;

  /** The same program, without settings and with GOGC=off and GOMEMLIMIT=108MiB. */
  @Test
  void whatChangedIsSaidInASentenceAndATable() {
    Result result = Cli.run("compare", "--limit=400Mi", STEADY, LIMITED);

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("Beyond noise the heap fell from ")
        .containsPattern("(?m)^  kills, told or likely +0 +0$")
        .containsPattern("(?m)^  restarts +0 +0$")
        .containsPattern("(?m)^  collections +48 +6\\d$")
        .containsPattern("(?m)^  heap, mean, MiB +\\d+ +\\d+ +-\\d+ % +down$")
        .containsPattern("(?m)^  live heap, mean, MiB .* noise$")
        .contains("GC CPU, %", "longest pause, ms", "allocation, MiB/s")
        .doesNotContain("\u001b");
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void killIsToldFirst() {
    assertThat(Cli.run("compare", "--limit=300Mi", "--quiet", STEADY, LEAK).out())
        .startsWith("Killed once, which it was not before. ");
  }

  @Test
  void failOnLooksAtTheRunAfter() {
    assertThat(Cli.run("compare", "--limit=300Mi", "--fail-on=critical", STEADY, LEAK).exitCode())
        .isEqualTo(3);
    assertThat(Cli.run("compare", "--limit=300Mi", "--fail-on=critical", LEAK, STEADY).exitCode())
        .isZero();
  }

  @Test
  void jsonIsOneObject() throws IOException {
    Result result = Cli.run("compare", "--format=json", "--limit=400Mi", STEADY, LIMITED);

    int tokens = 0;
    try (JsonParser json = new JsonFactory().createParser(result.out())) {
      while (json.nextToken() != null) {
        tokens++;
      }
    }
    assertThat(tokens).isGreaterThan(80);
    assertThat(result.out())
        .startsWith("{\"sentence\":\"Beyond noise the heap fell from ")
        .contains("\"before\":{\"input\":", "\"restarts\":0,\"kills\":0,\"cycles\":48")
        .contains("\"heapMiB\":{\"before\":", "\"direction\":\"down\"");
  }

  /** 15,002 names that come by with two collections each: at most 12,000 containers are kept. */
  @Test
  void namesWithoutEndAreCountedAndNotKept() throws IOException {
    Path many = dir.resolve("many.log");
    try (BufferedWriter log = Files.newBufferedWriter(many)) {
      for (int i = 0; i < 15_002; i++) {
        String prefix = "[pod/orders-" + i + "/app] ";
        log.write(
            prefix + "gc 1 @1.000s 0%: 0.01+1.0+0.01 ms clock, 0.01+0.1/0.2/0.3+0.01 ms cpu, ");
        log.write("4->4->2 MB, 4 MB goal, 0 MB stacks, 0 MB globals, 2 P\n");
        log.write(
            prefix + "gc 2 @2.000s 0%: 0.01+1.0+0.01 ms clock, 0.01+0.1/0.2/0.3+0.01 ms cpu, ");
        log.write("4->4->2 MB, 4 MB goal, 0 MB stacks, 0 MB globals, 2 P\n");
      }
    }

    Result result = Cli.run("compare", "--format=json", "--limit=400Mi", many.toString(), STEADY);

    // The 12,001st and the 15,001st name make room: a quarter each time.
    assertThat(result.out())
        .contains("\"containersLeftOut\":6000,\"eventsLeftOut\":12000")
        .contains("\"containersLeftOut\":0,\"eventsLeftOut\":0")
        .contains("\"containers\":9002,");
    assertThat(result.err())
        .contains("more than 12000 containers: 6000 in the least danger made room for others");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void chartShowsBoth() throws IOException {
    Path chart = dir.resolve("both.svg");

    Result result = Cli.run("compare", "--limit=400Mi", "--chart=" + chart, STEADY, LIMITED);

    assertThat(result.exitCode()).isZero();
    assertThat(Files.readString(chart)).contains("before: ", "after: ");
  }

  @Test
  void standardInputMayBeOneOfThem() throws IOException {
    byte[] log = Files.readAllBytes(Path.of(LIMITED));

    assertThat(Cli.runWith(log, "compare", "--limit=400Mi", STEADY, "-").out())
        .isEqualTo(Cli.run("compare", "--limit=400Mi", STEADY, LIMITED).out());
    assertThat(Cli.runWith(log, "compare", "-", "-").exitCode()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--format=xml | --format: 'xml' is not a format",
        "--chart=a.gif | a.gif: a chart is a .png or .svg file",
        "--limit=lots | 'lots' is not a size"
      })
  void misuseNamesTheValue(String option, String message) {
    Result result = Cli.run("compare", option, STEADY, LIMITED);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(message).endsWith("See gctrace compare --help.\n");
  }

  @Test
  void bothRunsHaveToBeNamed() {
    assertThat(Cli.run("compare", STEADY).exitCode()).isEqualTo(2);
    assertThat(Cli.run("compare").exitCode()).isEqualTo(2);
  }

  @Test
  void runWithoutATraceIsNamed() throws IOException {
    Path empty = Files.createFile(dir.resolve("empty.log"));

    Result result = Cli.run("compare", STEADY, empty.toString());

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.err()).contains("empty.log: empty");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void missingFileIsAFailure() {
    Result result = Cli.run("compare", STEADY, dir.resolve("none.log").toString());

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("none.log");
  }
}
