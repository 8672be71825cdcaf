package dev.gctrace.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.Cli.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "analyze", "watch", "tune", "compare", "top", "pod", "completion"})
  void fitsEightyColumnsAndTellsExamplesAndExitCodes(String command) {
    Result result = command.isEmpty() ? Cli.run("--help") : Cli.run(command, "--help");

    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(result.out()).contains("Examples:", "Exit codes:").doesNotContain("\u001b");
  }

  @Test
  void versionNamesTheProgramAndTheJvm() {
    Result result = Cli.run("--version");

    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).startsWith("gctrace ").contains("\nJava " + Runtime.version());
  }
}
