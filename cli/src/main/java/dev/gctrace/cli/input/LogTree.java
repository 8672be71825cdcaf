package dev.gctrace.cli.input;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The files under a directory. */
final class LogTree {

  /** Names that logs have; without the choice a directory's databases and cores would be read. */
  private static final Pattern LOG_NAME =
      Pattern.compile(
          ".*\\.log([.-].*)?|.*\\.(txt|json|jsonl|ndjson|out|err)(\\.\\d+)?(\\.(gz|zst|zstd))?");

  private static final int MAX_DEPTH = 32;

  private LogTree() {}

  /**
   * All logs in a directory and those below it, links followed.
   *
   * @param problems told what cannot be read
   * @throws InputProblem when there is no log
   */
  static List<Path> logs(Path directory, Consumer<String> problems) throws IOException {
    List<Path> logs =
        files(
            directory,
            MAX_DEPTH,
            file -> LOG_NAME.matcher(file.getFileName().toString()).matches(),
            problems);
    if (logs.isEmpty()) {
      throw new InputProblem(
          directory.toString(), "no log in this directory (looked for *.log*, *.txt, *.json)");
    }
    return logs;
  }

  /** Whether a name is a pattern for {@link #matching}. */
  static boolean isPattern(String name) {
    return name.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
  }

  /**
   * All files that a pattern matches; {@code **} crosses directories.
   *
   * @param problems told what cannot be read
   * @throws InputProblem when there is none
   */
  static List<Path> matching(String pattern, Consumer<String> problems) throws IOException {
    int fixed = 0;
    for (int i = 0; i < pattern.length() && !isPattern(pattern.substring(0, i + 1)); i++) {
      fixed = pattern.charAt(i) == '/' ? i + 1 : fixed;
    }
    Path base = Path.of(pattern.substring(0, fixed));
    PathMatcher matcher = base.getFileSystem().getPathMatcher("glob:" + pattern);
    List<Path> files =
        Files.isDirectory(Path.of(".").resolve(base))
            ? files(base, depth(pattern.substring(fixed)), matcher::matches, problems)
            : List.of();
    if (files.isEmpty()) {
      throw new InputProblem(pattern, "no file matches");
    }
    return files;
  }

  private static int depth(String pattern) {
    return pattern.contains("**")
        ? MAX_DEPTH
        : 1 + (int) pattern.chars().filter(c -> c == '/').count();
  }

  private static List<Path> files(
      Path directory, int depth, Predicate<Path> wanted, Consumer<String> problems)
      throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        directory,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        depth,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && wanted.test(file)) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            // A circle of links holds nothing that is not read at its other end.
            if (!(e instanceof FileSystemLoopException)) {
              problems.accept(InputProblem.of(file.toString(), e).getMessage());
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException e) {
            if (e != null) {
              problems.accept(InputProblem.of(visited.toString(), e).getMessage());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }
}
