package dev.gctrace.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.Cli;
import dev.gctrace.cli.Cli.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class CompletionTest {

  @TempDir private Path dir;

  @Test
  void bashCompletesCommandsAndTheirOptions() throws Exception {
    Path script = Files.writeString(dir.resolve("gctrace.bash"), run("bash").out());

    assertThat(completed(script, "gctrace", "to")).isEqualTo("top\n");
    assertThat(completed(script, "gctrace", "top", "--all-n")).isEqualTo("--all-namespaces\n");
    assertThat(completed(script, "gctrace", "pod", "--kubec")).isEqualTo("--kubeconfig\n");
  }

  @Test
  void zshTakesTheScriptOfBash() {
    assertThat(run("zsh").out()).isEqualTo(run("bash").out()).contains("bashcompinit");
  }

  @Test
  void fishHasALineForEachCommandAndOption() {
    assertThat(run("fish").out().lines())
        .contains(
            "complete -c gctrace -n '__fish_seen_subcommand_from pod' -s f -l follow -d 'Follow the"
                + " log, over restarts.'")
        .anyMatch(line -> line.startsWith("complete -c gctrace -n __fish_use_subcommand -a watch "))
        .anyMatch(line -> line.contains("from top' -s l -l selector -r -d "));
  }

  @Test
  void anotherShellIsMisuse() {
    Result result = run("tcsh");

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("gctrace: 'tcsh' is not a shell known here");
  }

  /** What bash offers for the last word. */
  private static String completed(Path script, String... words) throws Exception {
    String program =
        "source '%s'; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_gctrace; printf '%%s\\n' \"${COMPREPLY[@]}\""
            .formatted(script, String.join(" ", words), words.length - 1);
    Process bash = new ProcessBuilder("bash", "--norc", "-c", program).start();
    String out = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).isZero();
    return out.replaceAll(" +\n", "\n");
  }

  private static Result run(String shell) {
    return Cli.run("completion", shell);
  }
}
