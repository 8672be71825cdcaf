package dev.gctrace.core.trace;

import dev.gctrace.core.trace.LineParser.Parsed;
import java.util.Optional;

/**
 * Makes events of the lines of one stream (one container's standard error), torn lines included.
 *
 * <p>The runtime writes a gctrace line by some forty {@code write(2)}, one for each argument of its
 * {@code print}: what a program logs at the same time comes to stand inside the line, and the rest
 * of it at the begin of another. A record is put together again when its pieces fit without doubt;
 * otherwise, or when the rest does not come, it is malformed. It has come when it is whole; it will
 * not come any more when another record begins, after {@value TornRecord#MAX_LINES_BETWEEN} lines
 * of others, or at the {@linkplain #end() end}.
 *
 * <p>What is not the runtime's is handed on as it is and in its order: whole lines, and what stood
 * before or behind a piece. When a line is glued to a number and begins with digits itself, it is
 * kept until the rest of the record has told whose they are.
 *
 * <p>Not for use by more than one thread at a time. Memory is bounded, whatever the lines hold: at
 * most {@value Backlog#MAX_BYTES} bytes of text are kept. The time for a line grows with its length
 * only.
 *
 * @param <O> where a line came from, handed through to the handler
 */
public final class TraceAssembler<O> {

  private static final Literal GC = Literal.of("gc ");

  /** How much more likely a record is than none where only its first word stands. */
  private static final double SURE_BEGIN = 4;

  /** How much speaks for a further record that there was one. */
  private static final double COLLECTIONS_SEEN = 1.5;

  private final TraceHandler<O> handler;
  private final Neighbours neighbours = new Neighbours();
  private final Plausibility plausibility = new Plausibility(neighbours);
  private final LineStarts starts = new LineStarts();

  /** The record that waits for its rest; null when none does. */
  private TornRecord<O> torn;

  /** A record that was given up when the one began that waits now; its rest may still come. */
  private TornRecord<O> rival;

  /**
   * Whether the record before had text behind it and its line break never came: then whoever
   * carries the log adds something to every line, and waiting for the break is in vain.
   */
  private boolean linesHaveTails;

  /** An assembler that tells the handler what it makes, in the thread that gives it lines. */
  public TraceAssembler(TraceHandler<O> handler) {
    this.handler = handler;
  }

  /**
   * Takes the next line of the stream, without its line break. The bytes are not kept.
   *
   * <p>While not {@link #waiting()}, the lines that a {@link LineScanner} passes over need not be
   * given. To give some of them all the same, best the one before a record, does good: it shows how
   * the lines of the program begin, and so where its text does that is glued to a record.
   */
  public void line(byte[] buffer, int from, int to, O origin) {
    Optional<Parsed> parsed = LineParser.parse(buffer, from, to);
    if (torn != null) {
      int limit = firstCollection(parsed, buffer, from, to);
      boolean isPiece = limit > from || from == to;
      if (isPiece && !firstTokens(buffer, from, limit, origin, true)) {
        piece(buffer, from, limit, origin);
      }
      if (limit < to) {
        records(LineParser.parse(buffer, from, to, limit), buffer, from, limit, to, origin);
      }
      return;
    }
    if (parsed.isPresent()) {
      records(parsed, buffer, from, from, to, origin);
    } else if (!firstTokens(buffer, from, to, origin, false)) {
      starts.add(buffer, from, to);
      handler.unrelated(buffer, from, to, origin);
    }
  }

  /** Takes text that no collection stands in: the program's, or what the runtime says besides. */
  private void foreign(byte[] buffer, int from, int to, O origin, boolean isLine) {
    Optional<Parsed> parsed = LineParser.parse(buffer, from, to);
    // Digits behind a piece that stand before an at sign are that record's own: it is malformed,
    // and
    // told once.
    boolean isOwnRest = !isLine && parsed.isPresent() && isHeadless(parsed.get(), buffer, from);
    if (parsed.isPresent() && !isOwnRest && firstCollection(parsed, buffer, from, to) == to) {
      records(parsed, buffer, from, from, to, origin);
      return;
    }
    if (isLine) {
      starts.add(buffer, from, to);
    }
    handler.unrelated(buffer, from, to, origin);
  }

  /**
   * Whether pieces of a torn record wait for the rest: while they do, every line of the stream has
   * to be given, not only those that can begin a record.
   */
  public boolean waiting() {
    return torn != null;
  }

  /** The stream has ended, or went silent for so long that no rest will come. */
  public void end() {
    giveUp();
    rival = null;
  }

  /** Offset of the first record of a collection in a line; {@code to} when it holds none. */
  private static int firstCollection(Optional<Parsed> first, byte[] buffer, int from, int to) {
    Parsed parsed = first.orElse(null);
    while (parsed != null && !isCollection(parsed, buffer)) {
      parsed =
          parsed.to() == to ? null : LineParser.parse(buffer, from, to, parsed.to()).orElse(null);
    }
    return parsed == null ? to : parsed.from();
  }

  /** Takes a line, or the begin of one, in which the record that waits may go on. */
  private void piece(byte[] buffer, int from, int to, O origin) {
    boolean fitsRival = rival != null && rival.fits(buffer, from, to);
    boolean goesOn = torn.goOn(buffer, from, to, origin);
    if (goesOn && fitsRival) {
      // It may be the rest of either: of two programs, or of a record of which the begin is lost.
      torn.doubt();
    }
    if (goesOn) {
      Optional<TraceEvent> event = torn.eventIfSure();
      if (event.isPresent()) {
        finish(event);
        return;
      }
    }
    if (!torn.isHopeful()) {
      giveUp();
    }
  }

  /** Takes the records of a line from {@code start} on, and what stands around them. */
  private void records(
      Optional<Parsed> first, byte[] buffer, int from, int start, int to, O origin) {
    Parsed parsed = first.orElse(null);
    int at = start;
    while (parsed != null) {
      others(buffer, at, parsed.from(), origin);
      at = record(parsed, buffer, from, to, origin);
      parsed = at == to ? null : LineParser.parse(buffer, from, to, at).orElse(null);
    }
    others(buffer, at, to, origin);
  }

  /** Takes one record; returns the offset behind it. */
  private int record(Parsed parsed, byte[] buffer, int from, int to, O origin) {
    int end = parsed.to();
    if (!isCollection(parsed, buffer)) {
      if (parsed.event() != null) {
        handler.event(parsed.event(), origin);
      } else {
        handler.malformed(parsed.malformed(), origin);
      }
      return end;
    }
    giveUp();
    if (parsed.event() != null && (isBlank(buffer, end, to) || linesHaveTails)) {
      linesHaveTails &= !isBlank(buffer, end, to);
      event(parsed.event(), origin);
      return isBlank(buffer, end, to) ? to : end;
    }
    int limit = firstCollection(LineParser.parse(buffer, from, to, end), buffer, from, to);
    TornRecord<O> begun = new TornRecord<>(origin, parsed, this::foreign, starts, neighbours);
    if (!begun.begin(buffer, parsed.from(), limit)) {
      if (parsed.event() != null) {
        event(parsed.event(), origin);
      } else {
        handler.malformed(parsed.malformed(), origin);
      }
      return end;
    }
    torn = begun;
    begun.endBegin(buffer, parsed.from(), limit);
    return limit;
  }

  /** Takes a line in which a record may begin that breaks off before the parser can know it. */
  private boolean firstTokens(byte[] buffer, int from, int to, O origin, boolean onlyIfSure) {
    if (!GC.isAt(buffer, from, to)) {
      return false;
    }
    double none = Continuations.costOfNone(starts, plausibility, buffer, from, to);
    none += neighbours.newest() == null ? 0 : COLLECTIONS_SEEN;
    Parsed parsed = brokenOff(buffer, from, to);
    TornRecord<O> begun = new TornRecord<>(origin, parsed, this::foreign, starts, neighbours);
    if (!begun.begin(buffer, from, to)) {
      return false;
    }
    boolean sure = begun.bestCost() + SURE_BEGIN <= none;
    if (!sure && onlyIfSure) {
      return false;
    }
    giveUp();
    torn = begun;
    if (!sure) {
      // As likely a line of the program; should the rest come, it was not.
      begun.mayBeNone(none);
    }
    begun.endBegin(buffer, from, to);
    return true;
  }

  /** What is wrong with a record of which no more than {@code gc N} came. */
  private static Parsed brokenOff(byte[] buffer, int from, int to) {
    int number = Math.min(to, from + GC.length());
    int end = Cursor.digitsEnd(buffer, number, to);
    String expected = end == number ? "a number" : "' @'";
    String found = end == to ? "end of line" : Excerpt.of(buffer, end, to, Excerpt.FOUND_CHARS);
    return new Parsed(null, new Malformed(end - from + 1, expected, found), from, end);
  }

  /** The record that waits has come. */
  private void finish(Optional<TraceEvent> event) {
    TornRecord<O> record = torn;
    torn = null;
    if (event.isPresent()) {
      event(event.get(), record.origin());
      return;
    }
    record.handOnRest();
    Parsed parsed = record.parsed();
    if (parsed.event() != null) {
      event(parsed.event(), record.origin());
    } else if (!record.isInDoubt()) {
      handler.malformed(parsed.malformed(), record.origin());
    }
  }

  /** No rest will come. */
  private void giveUp() {
    if (torn != null) {
      TornRecord<O> record = torn;
      Optional<TraceEvent> event = record.eventAtEnd();
      linesHaveTails |= event.isPresent();
      finish(event);
      rival = event.isPresent() || !record.isOpen() ? null : record;
    }
  }

  private void event(TraceEvent event, O origin) {
    if (event instanceof GcEvent gc) {
      neighbours.add(gc);
    }
    handler.event(event, origin);
  }

  private void others(byte[] buffer, int from, int to, O origin) {
    if (from < to) {
      handler.unrelated(buffer, from, to, origin);
    }
  }

  private static boolean isCollection(Parsed parsed, byte[] buffer) {
    return parsed.event() instanceof GcEvent
        || parsed.event() instanceof EarlyGcEvent
        || (parsed.malformed() != null && buffer[parsed.from()] == 'g');
  }

  /** Whether it is a record without its first word, at the begin of the text. */
  private static boolean isHeadless(Parsed parsed, byte[] buffer, int from) {
    return parsed.malformed() != null && parsed.from() == from && Cursor.isDigit(buffer[from]);
  }

  private static boolean isBlank(byte[] buffer, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
        return false;
      }
    }
    return true;
  }
}
