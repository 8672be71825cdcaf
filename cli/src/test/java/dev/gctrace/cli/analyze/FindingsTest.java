package dev.gctrace.cli.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every finding of {@code docs/findings.md} is reached by a log, recorded or as Go prints it. */
class FindingsTest {

  private static final Path RUNS = Path.of("src/test/resources/runs");
  private static final Pattern ID =
      Pattern.compile("\\| `([a-z-]+)` \\|[^|\n]+\\|[^|\n]+\\|[^|\n]+\\|");

  static Stream<Arguments> logs() throws IOException {
    String doubling = recorded("go119-double-240.log");
    String leak = recorded("go119-leak-300.log");
    String steady = recorded("go119-steady-400.log");
    String calm = cycles(1, 20, "0/5.0", 0.05, 40, 0);
    return Stream.of(
        Arguments.of("out-of-memory", calm + "fatal error: runtime: out of memory\n", "400Mi", ""),
        Arguments.of("killed", leak + "Killed\n", "300Mi", ""),
        Arguments.of("memory-outside-heap", calm + "Killed\n", "400Mi", ""),
        Arguments.of("crashed", calm + "panic: boom\n\ngoroutine 1 [running]:\n", "400Mi", ""),
        Arguments.of("next-goal-over-limit", doubling, "400Mi", ""),
        Arguments.of("death-spiral", spiral(), "400Mi", "360MiB"),
        Arguments.of("leak", leak, "400Mi", ""),
        Arguments.of("doubling", doubling, "400Mi", "380MiB"),
        Arguments.of("near-limit", recorded("killed.log"), "400Mi", "400MiB"),
        Arguments.of("burst", recorded("killed.log"), "400Mi", ""),
        Arguments.of("stack-growth", calm + cycles(21, 40, "0/5.0", 0.05, 40, 64), "1Gi", ""),
        Arguments.of("limit-too-small", doubling, "100Mi", ""),
        Arguments.of("no-gomemlimit", doubling, "400Mi", ""),
        Arguments.of("gomemlimit-no-headroom", steady, "400Mi", "400MiB"),
        Arguments.of("gomemlimit-too-low", steady, "1Gi", "40MiB"),
        Arguments.of("go-version", calm, "1Gi", "--go-version=1.21.2"),
        Arguments.of("gogc-off-without-limit", recorded("killed.log"), "2Gi", "off"),
        Arguments.of("assist-pressure", cycles(1, 40, "900/50", 0.05, 40, 0), "1Gi", ""),
        Arguments.of("forced-collections", recorded("go119-freeos-120.log"), "400Mi", ""),
        Arguments.of("long-pauses", cycles(1, 40, "0/5.0", 35, 40, 0), "1Gi", ""),
        Arguments.of("no-limit-known", calm, null, ""),
        Arguments.of("old-go", old(), "400Mi", ""),
        Arguments.of("not-enough-data", cycles(1, 1, "0/5.0", 0.05, 40, 0), "400Mi", ""),
        Arguments.of("cut-log", recorded("killed.log"), "400Mi", ""),
        Arguments.of("missing-cycles", calm + cycles(31, 40, "0/5.0", 0.05, 40, 0), "1Gi", ""),
        Arguments.of("healthy", calm, "1Gi", ""));
  }

  @ParameterizedTest
  @MethodSource("logs")
  void isFoundInALog(String id, String log, String limit, String setting) {
    String[] options =
        Stream.of(
                limit == null ? "" : "--limit=" + limit,
                setting.isEmpty()
                    ? ""
                    : setting.startsWith("--")
                        ? setting
                        : setting.equals("off") ? "--gogc=off" : "--gomemlimit=" + setting)
            .filter(option -> !option.isEmpty())
            .toArray(String[]::new);
    String[] command =
        Stream.concat(Stream.of("analyze"), Stream.of(options)).toArray(String[]::new);

    assertThat(Cli.runWith(log, command).out()).contains("[" + id + "]");
  }

  @Test
  void areAllThatAreDocumented() throws IOException {
    Set<String> documented = new TreeSet<>();
    Matcher matcher = ID.matcher(Files.readString(Path.of("../docs/findings.md")));
    while (matcher.find()) {
      documented.add(matcher.group(1));
    }

    assertThat(logs().map(log -> (String) log.get()[0]))
        .containsExactlyInAnyOrderElementsOf(documented);
  }

  private static String recorded(String file) throws IOException {
    return Files.readString(RUNS.resolve(file));
  }

  /** A program with a steady live heap under GOGC=100 on two processors, a collection a second. */
  private static String cycles(
      int from, int to, String markCpu, double pause, int live, int stacks) {
    StringBuilder log = new StringBuilder();
    for (int n = from; n <= to; n++) {
      log.append(
          String.format(
              Locale.ROOT,
              "gc %d @%d.%03ds 1%%: 0.05+12+%s ms clock, 0.1+%s/2.0+0.1 ms cpu,"
                  + " %d->%d->%d MB, %d MB goal, %d MB stacks, 0 MB globals, 2 P%n",
              n,
              n,
              n % 7,
              pause,
              markCpu,
              2 * live,
              2 * live + 1,
              live,
              2 * live + 1,
              stacks));
    }
    return log.toString();
  }

  /** Live at what GOMEMLIMIT=360MiB leaves it: eight collections a second, half of the CPU. */
  private static String spiral() {
    StringBuilder log = new StringBuilder();
    for (int n = 1; n <= 60; n++) {
      log.append(
          String.format(
              Locale.ROOT,
              "gc %d @%d.%03ds 48%%: 0.04+110+0.01 ms clock, 0.1+60/55/0+0.1 ms cpu,"
                  + " 335->340->334 MB, 334 MB goal, 0 MB stacks, 0 MB globals, 2 P%n",
              n,
              10 + n / 8,
              n % 8 * 125));
    }
    return log.toString();
  }

  private static String old() {
    return "gc329(8): 0+0+7000+0 us, 30 -> 60 MB, 634524 (315691677-315057153) objects,"
        + " 8 goroutines, 50830/4478/0 sweeps, 24(1000) handoff, 16(47) steal, 276/7/0 yields\n";
  }
}
