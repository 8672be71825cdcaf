package dev.gctrace.cli.input;

import dev.gctrace.logs.ContainerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds the logs that the command line names. */
public final class LogFinder {

  private LogFinder() {}

  /**
   * What was found.
   *
   * @param sources the logs
   * @param problems what was named and is not there, one line each
   */
  public record Found(List<LogSource> sources, List<String> problems) {}

  /** Finds the logs; standard input when nothing is named. */
  public static Found find(List<String> names) {
    List<LogSource> sources = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    if (names.isEmpty()) {
      sources.add(LogSource.STANDARD_INPUT);
    }
    for (String name : names) {
      try {
        sources.add(find(name));
      } catch (IOException e) {
        problems.add(InputProblem.of(name, e).getMessage());
      }
    }
    return new Found(sources, problems);
  }

  private static LogSource find(String name) throws IOException {
    if (name.equals("-")) {
      return LogSource.STANDARD_INPUT;
    }
    Path path = Path.of(name);
    if (!Files.exists(path)) {
      throw new InputProblem(name, "no such file");
    }
    if (Files.isDirectory(path)) {
      throw new InputProblem(name, "is a directory");
    }
    return new LogSource(name, ContainerId.NONE, List.of(path));
  }
}
