package dev.gctrace.cli.input;

import dev.gctrace.logs.ContainerId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the logs that the command line names: files, directories with all logs in them, patterns
 * that the shell has not expanded, {@code -} for standard input.
 *
 * <p>Files of one log that was rotated become one source, in the order of time.
 */
public final class LogFinder {

  private final List<Path> files = new ArrayList<>();
  private final Set<Path> seen = new HashSet<>();
  private final List<String> problems = new ArrayList<>();

  private LogFinder() {}

  /**
   * What was found.
   *
   * @param sources the logs
   * @param problems what was named and cannot be read, one line each
   */
  public record Found(List<LogSource> sources, List<String> problems) {

    /**
     * Copies the lists.
     *
     * @param sources see the record
     * @param problems see the record
     */
    public Found {
      sources = List.copyOf(sources);
      problems = List.copyOf(problems);
    }
  }

  /**
   * Finds the logs.
   *
   * @param names what the command line names; nothing means standard input
   * @return the logs, those of one container in the order of its starts
   */
  public static Found find(List<String> names) {
    LogFinder finder = new LogFinder();
    names.forEach(finder::add);
    List<LogSource> sources = new ArrayList<>();
    if (names.isEmpty() || names.contains("-")) {
      sources.add(LogSource.STANDARD_INPUT);
    }
    sources.addAll(finder.sources());
    return new Found(sources, finder.problems);
  }

  /**
   * Bytes that reading the logs will take.
   *
   * @param sources the logs
   * @return empty when standard input is among them, or something else without a size
   */
  public static OptionalLong size(List<LogSource> sources) {
    long size = 0;
    for (LogSource source : sources) {
      if (source.files().isEmpty()) {
        return OptionalLong.empty();
      }
      for (Path file : source.files()) {
        if (!Files.isRegularFile(file)) {
          return OptionalLong.empty();
        }
        size += file.toFile().length();
      }
    }
    return OptionalLong.of(size);
  }

  private void add(String name) {
    if (name.equals("-")) {
      return;
    }
    try {
      if (name.isEmpty()) {
        throw new InputProblem("''", "not a file name");
      }
      Path path = Path.of(name);
      if (Files.isDirectory(path)) {
        LogTree.logs(path, problems::add).forEach(this::addFile);
      } else if (Files.exists(path) || !LogTree.isPattern(name)) {
        addNamed(name, path);
      } else {
        LogTree.matching(name, problems::add).forEach(this::addFile);
      }
    } catch (InvalidPathException e) {
      problems.add(name + ": not a file name");
    } catch (IOException e) {
      problems.add(InputProblem.of(name, e).getMessage());
    }
  }

  private void addNamed(String name, Path path) throws IOException {
    if (!Files.exists(path)) {
      // Tells a missing file from one behind a directory that may not be entered.
      path.getFileSystem().provider().checkAccess(path);
    }
    if (!Files.isReadable(path)) {
      throw new InputProblem(name, "permission denied");
    }
    addFile(path);
  }

  /** A file that several links lead to is read once. */
  private void addFile(Path path) {
    try {
      if (seen.add(path.toRealPath())) {
        files.add(path);
      }
    } catch (IOException e) {
      problems.add(InputProblem.of(path.toString(), e).getMessage());
    }
  }

  private List<LogSource> sources() {
    Map<String, List<Path>> logs = new TreeMap<>(NaturalOrder.INSTANCE);
    for (Path file : files) {
      logs.computeIfAbsent(newest(file), newest -> new ArrayList<>()).add(file);
    }
    List<LogSource> sources = new ArrayList<>();
    for (List<Path> log : logs.values()) {
      log.sort(
          Comparator.comparing(
                  (Path file) -> RotatedName.of(file.getFileName().toString()),
                  RotatedName.OLDEST_FIRST)
              .thenComparing(Comparator.naturalOrder()));
      Path last = log.get(log.size() - 1);
      sources.add(new LogSource(last.toString(), who(last), log));
    }
    return sources;
  }

  private static String newest(Path file) {
    return file.resolveSibling(RotatedName.of(file.getFileName().toString()).base()).toString();
  }

  /** A path that was given from inside the tree says more when it is whole. */
  private static ContainerId who(Path file) {
    return ContainerId.ofPath(file.toAbsolutePath().normalize().toString());
  }
}
