package dev.gctrace.core.trace;

import java.util.Optional;

/**
 * Finds the records of the runtime in one line of text and reads them. Stateless; every method may
 * be called from any thread. No content throws.
 *
 * <p>What begins as a record and does not go on as one is {@link Malformed}; everything else is not
 * ours. A record has begun with
 *
 * <ul>
 *   <li>{@code gc N @} and a digit or the end of the line, anywhere; behind a letter (other than
 *       the {@code P} that ends the record before) only {@code gc N @T.TTTs U%} is sure enough;
 *   <li>{@code gcN(P): } of Go 1.4 and earlier, anywhere in the line;
 *   <li>{@code N @T.TTTs U%}: a record whose {@code gc } was cut off, always malformed;
 *   <li>{@code scvgK: } and a digit, {@code inuse: } or {@code GC forced}; {@code scav N KiB work};
 *       {@code pacer: } and the first word of one of its forms; each anywhere but inside a word.
 * </ul>
 *
 * <p>{@code GC forced} and the {@linkplain DeathEvent lines that tell of an end} are plain words,
 * as a program may write them itself. They count where the text of a line begins, with nothing
 * before them but what a shipper of logs puts there, and are never malformed. {@code GC forced}
 * must not be followed by further words; a record of another program can be glued to it, as its
 * line break is a write of its own.
 *
 * <p>Behind a record any text may stand: a quote or a comma of whoever quoted the line, the record
 * of another program or of the next process. {@link Parsed#to} tells where that is.
 */
public final class LineParser {

  private static final Literal GC_FORCED = Literal.of("GC forced");
  private static final GcForced GC_FORCED_EVENT = new GcForced();

  private LineParser() {}

  /**
   * A record, or what is left of one.
   *
   * @param event the record; null when it is malformed
   * @param malformed why it is not one; null when there is an event
   * @param from offset in the buffer where the record begins
   * @param to offset after its last byte; text that stands behind it is not part of it. Of a
   *     malformed record the offset where it departs from the grammar
   */
  public record Parsed(TraceEvent event, Malformed malformed, int from, int to) {}

  /**
   * Reads the first record of a line.
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
   * Reads the first record that begins at {@code at} or behind it, as if the line began there. A
   * line can hold several: what a killed process wrote last has no line break, so that the first
   * record of the next process is glued to it. To read them all, go on at {@link Parsed#to} of the
   * one before, which lies behind its {@link Parsed#from}, until nothing is found.
   *
   * @param buffer holds the line, without its line break
   * @param from offset of its first byte; columns are counted from it
   * @param to offset after its last byte
   * @param at offset where to begin to look
   * @return empty when no record begins there or behind
   */
  public static Optional<Parsed> parse(byte[] buffer, int from, int to, int at) {
    Parsed plain = PlainRecord.read(buffer, at, to);
    if (plain != null) {
      return Optional.of(plain);
    }
    if (GcGrammar.begins(buffer, at, at, to)) {
      return gc(buffer, from, to, at);
    }
    Parsed spoken = spoken(buffer, ShipperPrefix.end(buffer, at, to), to);
    if (spoken != null) {
      return Optional.of(spoken);
    }
    for (int i = at; i < to; i++) {
      Optional<Parsed> parsed =
          switch (buffer[i]) {
            case 'g' -> {
              if (GcGrammar.begins(buffer, i, at, to)) {
                yield gc(buffer, from, to, i);
              }
              yield EarlyGrammar.begins(buffer, i, to)
                  ? early(buffer, from, to, i)
                  : Optional.empty();
            }
            case 'f', 's' ->
                ScavengerGrammar.begins(buffer, i, at, to)
                    ? scavenger(buffer, from, to, i)
                    : Optional.empty();
            case 'p' ->
                PacerGrammar.begins(buffer, i, at, to)
                    ? pacer(buffer, from, to, i)
                    : Optional.empty();
            case '@' -> headless(buffer, from, to, at, i);
            case 'K' -> shell(buffer, to, at, i);
            default -> Optional.empty();
          };
      if (parsed.isPresent()) {
        return parsed;
      }
    }
    return Optional.empty();
  }

  private static Optional<Parsed> gc(byte[] buffer, int from, int to, int begin) {
    Parsed plain = PlainRecord.read(buffer, begin, to);
    if (plain != null) {
      return Optional.of(plain);
    }
    Cursor c = new Cursor(buffer, begin, to);
    return parsed(GcGrammar.read(c), c, from, begin);
  }

  private static Optional<Parsed> early(byte[] buffer, int from, int to, int begin) {
    Cursor c = new Cursor(buffer, begin, to);
    return parsed(EarlyGrammar.read(c), c, from, begin);
  }

  private static Optional<Parsed> scavenger(byte[] buffer, int from, int to, int begin) {
    Cursor c = new Cursor(buffer, begin, to);
    return parsed(ScavengerGrammar.read(c), c, from, begin);
  }

  private static Optional<Parsed> pacer(byte[] buffer, int from, int to, int begin) {
    Cursor c = new Cursor(buffer, begin, to);
    return parsed(PacerGrammar.read(c), c, from, begin);
  }

  private static Optional<Parsed> parsed(TraceEvent event, Cursor c, int from, int begin) {
    Malformed malformed = c.failed() ? c.malformed(from) : null;
    return Optional.of(new Parsed(event, malformed, begin, c.at()));
  }

  /** A record that lost its {@code gc }, around the at sign at {@code sign}. */
  private static Optional<Parsed> headless(byte[] buffer, int from, int to, int at, int sign) {
    int number = GcGrammar.headless(buffer, sign, at, to);
    if (number < 0) {
      return Optional.empty();
    }
    String found = Excerpt.of(buffer, number, to, Excerpt.FOUND_CHARS);
    Malformed malformed = new Malformed(number - from + 1, "'gc '", found);
    return Optional.of(new Parsed(null, malformed, number, sign + 1));
  }

  private static Optional<Parsed> shell(byte[] buffer, int to, int at, int word) {
    DeathEvent death = DeathLines.readShell(buffer, word, at, to);
    return death == null ? Optional.empty() : Optional.of(new Parsed(death, null, word, to));
  }

  /** What plain words at the begin of a text say; null when they are the program's own. */
  private static Parsed spoken(byte[] buffer, int text, int to) {
    if (GC_FORCED.isAt(buffer, text, to)) {
      int end = text + GC_FORCED.length();
      return endsWords(buffer, end, to) ? new Parsed(GC_FORCED_EVENT, null, text, end) : null;
    }
    DeathEvent death = DeathLines.read(buffer, text, to);
    return death == null ? null : new Parsed(death, null, text, to);
  }

  /** Whether nothing but the blanks and quotes of a quoted line, or a glued record, stands here. */
  private static boolean endsWords(byte[] buffer, int end, int to) {
    if (end == to || Cursor.isLetter(buffer[end]) || Cursor.isDigit(buffer[end])) {
      return true;
    }
    if (buffer[end] == '{' || buffer[end] == '[') {
      return true;
    }
    for (int i = end; i < to; i++) {
      if (" \t\r\"'`,".indexOf(buffer[i]) < 0) {
        return false;
      }
    }
    return true;
  }
}
