package dev.gctrace.cli.analyze;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.Cli;
import org.junit.jupiter.api.Test;

/** What is known of a container's memory from outside its lines calibrates the forecast. */
class MemoryNowTest {

  @Test
  void aContainerThatUsesFarLessThanItsHeapIsInNoDanger() {
    String log = sawtooth("");

    assertThat(analyze(log, "--limit=215Mi").out()).contains("\"severity\":\"warning\"");
    assertThat(analyze(log, "--limit=215Mi", "--memory-now=120Mi").out())
        .contains("\"severity\":\"ok\"");
  }

  @Test
  void aContainerThatUsesMoreThanItsHeapExplainsIsInDanger() {
    assertThat(analyze(sawtooth(""), "--limit=246Mi").out()).contains("\"severity\":\"ok\"");
    assertThat(analyze(sawtooth(""), "--limit=246Mi", "--memory-now=252Mi").out())
        .contains("\"severity\":\"warning\"");
  }

  @Test
  void whatTheScavengerHasNotGivenBackCounts() {
    // 100 MiB live are 40 % of what is mapped: 244 MiB at least.
    String told = sawtooth("scav 64 KiB work (bg), 0 KiB work (eager), 1024 KiB now, 40% util\n");

    assertThat(analyze(told, "--limit=246Mi").out()).contains("\"severity\":\"warning\"");
  }

  @Test
  void watchHoldsItAgainstTheEndOfWhatThereIs() {
    Cli.Result result = Cli.runWith(sawtooth(""), "watch", "--limit=215Mi", "--memory-now=120Mi");

    assertThat(result.exitCode()).isZero();
    assertThat(Cli.runWith(sawtooth(""), "watch", "--limit=215Mi").out())
        .isNotEqualTo(result.out());
  }

  @Test
  void ofSeveralContainersItIsLeftOutAndSaidSo() {
    String line = sawtooth("").lines().findFirst().orElseThrow() + "\n";
    String log = "api-1 app " + line + "web-1 app " + line;
    Cli.Result result = analyze(log, "--limit=215Mi", "--memory-now=120Mi");

    assertThat(result.err())
        .contains("--memory-now is left out: it is of one container, and 2 were read");
  }

  @Test
  void aVersionOfGoThatTakesMoreMemoryIsCountedOn() {
    assertThat(analyze(sawtooth(""), "--limit=250Mi").out()).contains("\"severity\":\"ok\"");
    assertThat(analyze(sawtooth(""), "--limit=250Mi", "--go-version=go1.21.2").out())
        .contains("\"severity\":\"warning\"", "\"id\":\"go-version\"");
    Cli.Result wrong = analyze(sawtooth(""), "--go-version=latest");
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err()).contains("'latest' is not a version of Go; write 1.21.2");
  }

  private static Cli.Result analyze(String log, String... options) {
    String[] command = new String[options.length + 2];
    command[0] = "analyze";
    command[1] = "--format=json";
    System.arraycopy(options, 0, command, 2, options.length);
    return Cli.runWith(log, command);
  }

  /** 100 MiB live, peaks at 200: 214 MiB of memory, as far as known; and a line at its end. */
  private static String sawtooth(String end) {
    StringBuilder log = new StringBuilder();
    for (int n = 1; n <= 40; n++) {
      log.append(
          String.format(
              java.util.Locale.ROOT,
              "gc %d @%d.000s 1%%: 0.05+12+0.05 ms clock, 0.1+0/2.0/3.0+0.1 ms cpu,"
                  + " 190->200->100 MB, 200 MB goal, 0 MB stacks, 0 MB globals, 2 P%n%s",
              n,
              n,
              n == 39 ? end : ""));
    }
    return log.toString();
  }
}
