package dev.gctrace.cli.console;

import java.io.IOException;

/** Nobody reads the standard output any more, as with {@code | head}. Not an error. */
public final class ClosedOutputException extends IOException {

  private static final long serialVersionUID = 1;

  ClosedOutputException(IOException cause) {
    super("standard output is closed", cause);
  }
}
