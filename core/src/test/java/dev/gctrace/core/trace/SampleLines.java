package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Published and recorded lines in the test resources, byte for character. */
final class SampleLines {

  /** Excerpts that people published, by file name; see {@code public-lines/README.md}. */
  static final Map<String, List<String>> PUBLISHED = logs("public-lines");

  /** Lines of programs built with many versions of Go; see {@code go-versions/README.md}. */
  static final Map<String, List<String>> RECORDED = logs("go-versions");

  private SampleLines() {}

  static List<String> all() {
    List<String> lines = new ArrayList<>();
    PUBLISHED.values().forEach(lines::addAll);
    RECORDED.values().forEach(lines::addAll);
    return lines;
  }

  /** The lines of a file of the test resources. */
  static List<String> lines(String resource) {
    return lines(path(resource));
  }

  private static Map<String, List<String>> logs(String folder) {
    Map<String, List<String>> logs = new TreeMap<>();
    try (Stream<Path> files = Files.list(path(folder))) {
      files
          .filter(file -> file.toString().endsWith(".log"))
          .forEach(file -> logs.put(file.getFileName().toString(), lines(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return logs;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file, ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path path(String resource) {
    try {
      return Path.of(SampleLines.class.getResource("/" + resource).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
