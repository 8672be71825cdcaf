package dev.gctrace.cli.completion;

import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.options.ExitCode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gctrace completion}. */
@Command(
    name = "completion",
    header = "Prints what a shell needs to complete the command line.",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    footer = {
      "",
      "Examples:",
      "  source <(gctrace completion bash)",
      "  source <(gctrace completion zsh)",
      "  gctrace completion fish > ~/.config/fish/completions/gctrace.fish",
      "",
      "Exit codes: 0 fine, 2 usage."
    })
public final class CompletionCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  private String shell;

  /**
   * The command.
   *
   * @param console its streams
   */
  public CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    CommandLine gctrace = spec.root().commandLine();
    String script =
        switch (shell) {
          // The same script: it turns on zsh's support for completions of bash.
          case "bash", "zsh" -> AutoComplete.bash("gctrace", gctrace);
          case "fish" -> FishCompletion.of(gctrace.getCommandSpec());
          default ->
              throw new ParameterException(
                  spec.commandLine(),
                  "'" + shell + "' is not a shell known here; write bash, zsh or fish");
        };
    console.text().append(script);
    console.text().flush();
    return ExitCode.FINE;
  }
}
