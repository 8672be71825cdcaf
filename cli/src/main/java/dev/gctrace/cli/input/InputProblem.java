package dev.gctrace.cli.input;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;

/** An input that cannot be read. The message begins with its name and fits on one line. */
public final class InputProblem extends IOException {

  private static final long serialVersionUID = 1;

  InputProblem(String name, String problem) {
    super(name + ": " + problem);
  }

  private InputProblem(String name, String problem, IOException cause) {
    super(name + ": " + problem, cause);
  }

  /** What an exception of the file system means. */
  static InputProblem of(String name, IOException cause) {
    if (cause instanceof InputProblem told) {
      return told;
    }
    if (cause instanceof NoSuchFileException) {
      return new InputProblem(name, "no such file", cause);
    }
    if (cause instanceof AccessDeniedException) {
      return new InputProblem(name, "permission denied", cause);
    }
    if (cause instanceof FileSystemLoopException) {
      return new InputProblem(name, "symbolic links go round in a circle", cause);
    }
    String message = cause.getMessage();
    return new InputProblem(
        name, "cannot be read: " + (message == null ? cause.toString() : message), cause);
  }
}
