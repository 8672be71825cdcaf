package dev.gctrace.cli.options;

import dev.gctrace.core.forecast.Severity;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every command: when to fail, and how much to say. */
public final class RunOptions {

  @Option(
      names = "--fail-on",
      paramLabel = "SEVERITY",
      converter = SeverityConverter.class,
      description = "End with exit code 3 when the severity is reached: warning or critical.")
  private Severity failOn;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print the judgement only, and no hints.")
  private boolean quiet;

  @Option(names = "--debug", description = "Show the stack trace of a failure.")
  @SuppressWarnings("UnusedVariable") // it is looked for where a command has failed
  private boolean debug;

  /** Options that were not given. */
  public RunOptions() {}

  /**
   * Whether a severity is one to end with exit code 3 for.
   *
   * @param severity the severity
   * @return false without {@code --fail-on}
   */
  public boolean failsOn(Severity severity) {
    return failOn != null && severity.compareTo(failOn) >= 0;
  }

  /**
   * Whether there is a severity to end with exit code 3 for.
   *
   * @return whether {@code --fail-on} was given
   */
  public boolean canFail() {
    return failOn != null;
  }

  /**
   * Whether only the judgement is wanted.
   *
   * @return whether {@code --quiet} was given
   */
  public boolean quiet() {
    return quiet;
  }

  private static final class SeverityConverter implements ITypeConverter<Severity> {
    @Override
    public Severity convert(String text) {
      return switch (text) {
        case "warning" -> Severity.WARNING;
        case "critical" -> Severity.CRITICAL;
        default ->
            throw new TypeConversionException(
                "'" + text + "' is not a severity to fail on; write warning or critical");
      };
    }
  }
}
