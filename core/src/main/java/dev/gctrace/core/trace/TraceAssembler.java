package dev.gctrace.core.trace;

import dev.gctrace.core.trace.LineParser.Parsed;
import java.util.List;
import java.util.Optional;

/**
 * Makes events of the lines of one stream (one container's standard error), torn lines included.
 *
 * <p>Not for use by more than one thread at a time. Memory is bounded, whatever the lines hold.
 *
 * @param <O> where a line came from, handed through to the handler
 */
public final class TraceAssembler<O> {

  private final TraceHandler<O> handler;
  private final Neighbours neighbours = new Neighbours();
  private final LineStarts starts = new LineStarts();

  /** The record that waits for its rest; null when none does. */
  private TornRecord<O> torn;

  /**
   * Whether the record before had text behind it and its line break never came: then whoever
   * carries the log adds something to every line.
   */
  private boolean linesHaveTails;

  /** An assembler that tells the handler what it makes, in the thread that gives it lines. */
  public TraceAssembler(TraceHandler<O> handler) {
    this.handler = handler;
  }

  /**
   * Takes the next line of the stream, without its line break. The bytes are not kept.
   *
   * <p>While not {@link #waiting()}, lines that {@link LineScanner} passes over need not be given.
   * Giving some of them all the same, best those before a record, helps: they show how the lines of
   * the program begin, which tells its text from a record that it is glued to.
   */
  public void line(byte[] buffer, int from, int to, O origin) {
    Optional<Parsed> parsed = LineParser.parse(buffer, from, to);
    if (torn != null) {
      rest(parsed, buffer, from, to, origin);
    } else if (parsed.isPresent()) {
      records(parsed.get(), buffer, from, from, to, origin);
    } else {
      noRecord(buffer, from, to, origin);
    }
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
  }

  /** A line, while a record waits for its rest. */
  private void rest(Optional<Parsed> parsed, byte[] buffer, int from, int to, O origin) {
    boolean begins = parsed.isPresent() && isCollection(parsed.get(), buffer);
    int end = begins ? parsed.get().from() : to;
    if (begins && end == from) {
      giveUp();
      records(parsed.get(), buffer, from, from, to, origin);
      return;
    }
    int at = piece(buffer, from, end);
    if (begins) {
      other(buffer, at, end, origin, false);
      giveUp();
      records(parsed.get(), buffer, from, end, to, origin);
    } else if (at > from || at == to) {
      others(buffer, from, at, to, origin);
    } else if (parsed.isPresent()) {
      records(parsed.get(), buffer, from, from, to, origin);
    } else {
      noRecord(buffer, from, to, origin);
    }
    if (torn != null && at == from && !torn.waitsOn()) {
      giveUp();
    }
  }

  /**
   * Takes what a line holds of the record that waits.
   *
   * @return offset where somebody else's text begins; {@code from} when all of it is
   */
  private int piece(byte[] buffer, int from, int to) {
    Reading reading =
        Reading.of(
            torn.hypotheses(),
            buffer,
            from,
            withoutReturn(buffer, from, to),
            starts,
            neighbours.nextCycle());
    switch (reading.kind()) {
      case OTHERS -> {
        return from;
      }
      case END -> {
        boolean joined = torn.joined() || reading.end() > from;
        finish(reading.pieces(), joined && withoutReturn(buffer, from, to) > from);
        return to;
      }
      default -> {
        torn.goesOn(reading.pieces(), reading.kind() == Reading.Kind.MAYBE_PIECE);
        return reading.end();
      }
    }
  }

  /** Text behind a piece: somebody else's line, or the next record. */
  private void others(byte[] buffer, int from, int at, int to, O origin) {
    if (at == to) {
      return;
    }
    Optional<Parsed> parsed = LineParser.parse(buffer, from, to, at);
    if (parsed.isPresent()) {
      records(parsed.get(), buffer, from, at, to, origin);
    } else {
      other(buffer, at, to, origin, false);
    }
  }

  /** A line, or the rest of one, in which a record of the runtime begins. */
  private void records(Parsed first, byte[] buffer, int from, int start, int to, O origin) {
    Parsed parsed = first;
    int at = start;
    while (parsed != null) {
      other(buffer, at, parsed.from(), origin, false);
      at = record(parsed, buffer, to, origin);
      parsed = at == to ? null : LineParser.parse(buffer, from, to, at).orElse(null);
    }
    other(buffer, at, to, origin, false);
  }

  /** Takes one record; returns the offset behind it. */
  private int record(Parsed parsed, byte[] buffer, int to, O origin) {
    int end = parsed.to();
    if (parsed.event() != null) {
      if (!(parsed.event() instanceof GcEvent)) {
        handler.event(parsed.event(), origin);
        return end;
      }
      giveUp();
      if (linesHaveTails || isBlank(buffer, end, to)) {
        linesHaveTails &= !isBlank(buffer, end, to);
        event(parsed.event(), origin);
        return isBlank(buffer, end, to) ? to : end;
      }
    } else if (!isCollection(parsed, buffer)) {
      handler.malformed(parsed.malformed(), origin);
      return end;
    }
    giveUp();
    Reading reading = begin(buffer, parsed.from(), to);
    if (parsed.event() != null
        && (reading.end() != end || reading.pieces().stream().noneMatch(h -> h.place().isLast()))) {
      event(parsed.event(), origin);
      return end;
    }
    if (reading.pieces().isEmpty()) {
      handler.malformed(parsed.malformed(), origin);
      return end;
    }
    torn = new TornRecord<>(origin, parsed.malformed(), reading.pieces());
    return reading.end();
  }

  private Reading begin(byte[] buffer, int from, int to) {
    return Reading.of(
        List.of(Hypothesis.NOTHING),
        buffer,
        from,
        withoutReturn(buffer, from, to),
        starts,
        neighbours.nextCycle());
  }

  /** A line in which the parser finds no record; it may hold the first token or two of one. */
  private void noRecord(byte[] buffer, int from, int to, O origin) {
    if (to - from > 2 && buffer[from] == 'g' && buffer[from + 1] == 'c') {
      Reading reading = begin(buffer, from, to);
      int end = reading.end();
      if (reading.kind() == Reading.Kind.PIECE && starts.tell(buffer, end, to)) {
        giveUp();
        Malformed malformed =
            new Malformed(
                end - from + 1,
                reading.pieces().get(0).place().expected(),
                Excerpt.of(buffer, end, to, Excerpt.FOUND_CHARS));
        torn = new TornRecord<>(origin, malformed, reading.pieces());
        other(buffer, end, to, origin, false);
        return;
      }
    }
    other(buffer, from, to, origin, true);
  }

  private void finish(List<Hypothesis> complete, boolean joined) {
    TornRecord<O> record = torn;
    torn = null;
    Optional<TraceEvent> event = TornRecord.event(complete, joined || record.joined(), neighbours);
    if (event.isPresent()) {
      event(event.get(), record.origin());
    } else if (record.malformed() != null) {
      handler.malformed(record.malformed(), record.origin());
    }
  }

  /** No rest will come. */
  private void giveUp() {
    if (torn == null) {
      return;
    }
    if (torn.mayBeWhole()) {
      linesHaveTails = true;
      finish(torn.hypotheses().stream().filter(h -> h.place().isLast()).toList(), false);
    } else {
      TornRecord<O> record = torn;
      torn = null;
      handler.malformed(record.malformed(), record.origin());
    }
  }

  private void event(TraceEvent event, O origin) {
    if (event instanceof GcEvent gc) {
      neighbours.add(gc);
    }
    handler.event(event, origin);
  }

  private void other(byte[] buffer, int from, int to, O origin, boolean wholeLine) {
    if (from == to && !wholeLine) {
      return;
    }
    if (wholeLine) {
      starts.add(buffer, from, to);
    }
    handler.unrelated(buffer, from, to, origin);
  }

  private static boolean isCollection(Parsed parsed, byte[] buffer) {
    return parsed.event() instanceof GcEvent
        || parsed.event() instanceof EarlyGcEvent
        || (parsed.malformed() != null && buffer[parsed.from()] == 'g');
  }

  private static int withoutReturn(byte[] buffer, int from, int to) {
    return to > from && buffer[to - 1] == '\r' ? to - 1 : to;
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
