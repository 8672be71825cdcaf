package dev.gctrace.cli.input;

import dev.gctrace.logs.ContainerId;
import java.nio.file.Path;
import java.util.List;

/**
 * One log: standard input, a file, or a file and what was rotated away from it.
 *
 * @param name how the user knows it
 * @param who who wrote it, as far as its path tells
 * @param files the files in the order of time; empty for standard input
 */
public record LogSource(String name, ContainerId who, List<Path> files) {

  /** Standard input. */
  public static final LogSource STANDARD_INPUT =
      new LogSource("standard input", ContainerId.NONE, List.of());

  /**
   * Copies the list.
   *
   * @param name see the record
   * @param who see the record
   * @param files see the record
   */
  public LogSource {
    files = List.copyOf(files);
  }
}
