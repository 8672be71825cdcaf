package dev.gctrace.core.trace;

import java.util.Optional;

/** Reads one whole line of text. Stateless; every method may be called from any thread. */
public final class LineParser {

  private LineParser() {}

  /**
   * What a line holds.
   *
   * @param event the record; null when the line is malformed
   * @param malformed why it is not one; null when there is an event
   * @param from offset in the buffer where the record begins
   * @param to offset after its last byte; text that stands behind it is not part of it
   */
  public record Parsed(TraceEvent event, Malformed malformed, int from, int to) {}

  /**
   * Reads the record that stands anywhere in a line.
   *
   * @param buffer holds the line, without its line break
   * @param from offset of its first byte
   * @param to offset after its last byte
   * @return empty when the line is not ours
   */
  public static Optional<Parsed> parse(byte[] buffer, int from, int to) {
    return Optional.empty();
  }
}
