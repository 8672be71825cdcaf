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
   * @param to offset after its last byte; text that stands behind it is not part of it. Of a
   *     malformed record the offset of the place where it departs from the grammar
   */
  public record Parsed(TraceEvent event, Malformed malformed, int from, int to) {}

  /**
   * Reads the first record that stands anywhere in a line.
   *
   * @param buffer holds the line, without its line break
   * @param from offset of its first byte
   * @param to offset after its last byte
   * @return empty when the line is not ours
   */
  public static Optional<Parsed> parse(byte[] buffer, int from, int to) {
    return parse(buffer, from, to, from);
  }

  /**
   * Reads the first record of a line that begins at {@code at} or behind it. A line can hold
   * several: what a killed process wrote last has no line break, so that the first record of the
   * next process stands glued to it. To read them all, go on at {@link Parsed#to} of the one before
   * until nothing is found.
   *
   * @param buffer holds the line, without its line break
   * @param from offset of its first byte; columns are counted from it
   * @param to offset after its last byte
   * @param at offset where to begin to look
   * @return empty when no record begins there or behind
   */
  public static Optional<Parsed> parse(byte[] buffer, int from, int to, int at) {
    for (int i = at; i < to; i++) {
      if (buffer[i] == 'g' && GcGrammar.begins(buffer, i, at, to)) {
        Cursor c = new Cursor(buffer, i, to);
        return parsed(GcGrammar.read(c), c, from, i);
      }
    }
    return Optional.empty();
  }

  private static Optional<Parsed> parsed(TraceEvent event, Cursor c, int from, int begin) {
    Malformed malformed = c.failed() ? c.malformed(from) : null;
    return Optional.of(new Parsed(event, malformed, begin, c.at()));
  }
}
