package dev.gctrace.cli.options;

import dev.gctrace.cli.analysis.Measurements;
import dev.gctrace.cli.console.Console;
import dev.gctrace.core.forecast.GoVersion;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of every command that judges a log. */
public final class CommonOptions {

  @Option(
      names = "--limit",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description = "Memory limit of the container: 400Mi, 1Gi, 512M.")
  private Size limit;

  @Option(
      names = "--gogc",
      paramLabel = "PERCENT",
      converter = GogcConverter.class,
      description = "GOGC of the program, or off. Inferred when not given.")
  private Gogc gogc;

  @Option(
      names = "--gomemlimit",
      paramLabel = "SIZE",
      converter = GoMemLimitConverter.class,
      description = "GOMEMLIMIT of the program: 360MiB, or off.")
  private GoMemLimit goMemLimit;

  @Option(
      names = "--go-version",
      paramLabel = "VERSION",
      converter = GoVersionConverter.class,
      description = {
        "Version of Go that built the program: 1.24.2. Some"
            + " take more memory for the same heap than the trace shows."
      })
  private GoVersion goVersion;

  @Mixin private RunOptions run = new RunOptions();

  /** What is known of the container where no option says otherwise. */
  private volatile MemorySettings known = MemorySettings.NONE;

  private final Measurements measurements = new Measurements();

  /**
   * What the options say about the container, and what else is known of it.
   *
   * @return the settings
   */
  public MemorySettings settings() {
    MemorySettings told = known;
    return new MemorySettings(
        limit == null ? told.limitBytes() : OptionalLong.of(limit.bytes()),
        gogc == null ? told.gogc() : Optional.of(gogc),
        goMemLimit == null ? told.goMemLimitBytes() : goMemLimit.bytes(),
        goVersion == null ? told.goVersion() : Optional.of(goVersion));
  }

  /**
   * Sets what is known of the container where no option says otherwise. It can change while a log
   * is read: a container can be resized.
   *
   * @param settings what the cluster tells
   */
  public void known(MemorySettings settings) {
    known = settings;
  }

  /**
   * What the container is measured to use, while its log is read.
   *
   * @return where measurements go, and where they are taken from
   */
  public Measurements measurements() {
    return measurements;
  }

  /**
   * Whether a severity is one to end with exit code 3 for.
   *
   * @param severity the severity
   * @return false without {@code --fail-on}
   */
  public boolean failsOn(Severity severity) {
    return run.failsOn(severity);
  }

  /**
   * Whether there is a severity to end with exit code 3 for.
   *
   * @return whether {@code --fail-on} was given
   */
  public boolean canFail() {
    return run.canFail();
  }

  /**
   * Whether only the judgement is wanted.
   *
   * @return whether {@code --quiet} was given
   */
  public boolean quiet() {
    return run.quiet();
  }

  /**
   * Tells what in the options is not quite right.
   *
   * @param console where to tell it
   */
  public void tellNotes(Console console) {
    if (goMemLimit != null && !quiet()) {
      goMemLimit.note().ifPresent(console::note);
    }
  }

  private static final class GoVersionConverter implements ITypeConverter<GoVersion> {
    @Override
    public GoVersion convert(String text) {
      try {
        return GoVersion.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  private static final class GoMemLimitConverter implements ITypeConverter<GoMemLimit> {
    @Override
    public GoMemLimit convert(String text) {
      try {
        return GoMemLimit.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
