package dev.gctrace.cli.options;

/** What the process ends with. */
public final class ExitCode {

  /** All went well. */
  public static final int FINE = 0;

  /** An input could not be read, an output could not be written. */
  public static final int FAILURE = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** The severity of {@code --fail-on} was reached. */
  public static final int SEVERITY_REACHED = 3;

  /** No gctrace line in the input. */
  public static final int NO_TRACE = 4;

  private ExitCode() {}
}
