package dev.gctrace.logs;

import java.util.List;

/**
 * Takes wrappings off records until the program's own lines are left.
 *
 * <p>A text that stands in n wrappings is looked at in the n-th level: binary records first, by
 * their first bytes; then, cleaned of terminal escapes, JSON; then line by line the prefixes of
 * text, all at once. What was behind a prefix may be JSON, and is not looked at for prefixes again:
 * a time there is the program's own.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Unwrapper {

  /**
   * Wrappings that are looked into: docker JSON in a syslog line in a shipper's record is three.
   */
  static final int MAX_DEPTH = 8;

  /** Longest error message of kubectl that is kept. */
  private static final int MAX_ERROR_BYTES = 1024;

  /** Takes the lines that are left. */
  @FunctionalInterface
  interface LineSink {

    /** Takes a line of a program, from the record of that number. */
    void line(byte[] text, int from, int to, Context context, long record);
  }

  private final LineSink sink;
  private final FormatTally tally;
  private final Envelope[] binary;
  private final Envelope[] json;
  private final PartJoiner joiner;
  private final boolean joins;
  private final Level[] levels = new Level[MAX_DEPTH + 1];
  private final PrefixedLevel[] prefixed = new PrefixedLevel[MAX_DEPTH + 1];
  private long record;
  private Part part = Part.WHOLE;

  /**
   * An unwrapper.
   *
   * @param sink takes the lines
   * @param tally counts what was recognised
   * @param binary recognise records that are no text, by their first bytes
   * @param json recognise records of JSON
   * @param joins whether pieces of a line are joined, not handed out as they are
   */
  Unwrapper(
      LineSink sink, FormatTally tally, List<Envelope> binary, List<Envelope> json, boolean joins) {
    this.sink = sink;
    this.tally = tally;
    this.binary = binary.toArray(Envelope[]::new);
    this.json = json.toArray(Envelope[]::new);
    this.joins = joins;
    joiner = new PartJoiner(tally);
    Names names = new Names();
    for (int depth = 0; depth <= MAX_DEPTH; depth++) {
      levels[depth] = new Level(depth, names);
      prefixed[depth] = new PrefixedLevel(depth);
    }
  }

  /** Takes a record; records are numbered from 1 in their order. */
  void record(byte[] text, int from, int to, Context context, long number) {
    record = number;
    joiner.advance(number);
    levels[0].inner(text, from, to, context, Part.WHOLE);
  }

  /** Takes what is inside a record of that number that was taken apart elsewhere. */
  InnerSink inside(long number) {
    record = number;
    joiner.advance(number);
    return levels[1];
  }

  /** Whether pieces of a line wait for their rest. */
  boolean isWaiting() {
    return joiner.isWaiting();
  }

  /** How much of a line the text is that is being handed out; whole ones only, when it joins. */
  Part part() {
    return part;
  }

  /** The input has ended. */
  void end() {
    joiner.end();
  }

  private boolean unwrapped(
      Envelope[] envelopes, byte[] text, int from, int to, Context context, int depth) {
    for (Envelope envelope : envelopes) {
      if (envelope.unwrap(text, from, to, context, levels[depth + 1])) {
        return true;
      }
    }
    return false;
  }

  private void handOut(byte[] text, int from, int to, Context context) {
    sink.line(text, from, to, context, record);
  }

  /** What stands in a number of wrappings. */
  private abstract class Stage implements InnerSink, PartJoiner.LineSink {
    final int depth;

    Stage(int depth) {
      this.depth = depth;
    }

    @Override
    public final void inner(byte[] text, int from, int to, Context context, Part how) {
      if (how == Part.WHOLE) {
        take(text, from, to, context);
      } else if (joins) {
        joiner.piece(text, from, to, context, how, record, this);
      } else {
        Part outer = part;
        part = how;
        if (how == Part.MORE) {
          handOut(text, from, to, context);
        } else {
          take(text, from, to, context);
        }
        part = outer;
      }
    }

    @Override
    public final void line(byte[] text, int from, int to, Context context, long firstRecord) {
      long current = record;
      record = firstRecord;
      take(text, from, to, context);
      record = current;
    }

    private void take(byte[] text, int from, int to, Context context) {
      if (depth == MAX_DEPTH) {
        tally.tooDeep();
        handOut(text, from, to, context);
      } else {
        unwrap(text, from, to, context);
      }
    }

    /** Takes one more wrapping off, or hands the text out. */
    abstract void unwrap(byte[] text, int from, int to, Context context);
  }

  /** A record, or what stood in another one: anything. */
  private final class Level extends Stage {
    private final TextPrefix prefix;

    Level(int depth, Names names) {
      super(depth);
      prefix = new TextPrefix(tally, names);
    }

    @Override
    void unwrap(byte[] text, int from, int to, Context context) {
      if (unwrapped(binary, text, from, to, context, depth)) {
        return;
      }
      int begin = Bytes.holeEnd(text, from, to);
      int start = Bytes.isByteOrderMark(text, begin, to) ? begin + 3 : begin;
      int end = textEnd(text, start, to);
      int special = Bytes.escapeOrBreak(text, start, end);
      if (special < 0) {
        if (!unwrapped(json, text, start, end, context, depth)) {
          line(text, start, end, context);
        }
      } else if (end - start <= Ansi.MAX_BYTES
          && Bytes.indexOf(text, special, end, Ansi.ESC) >= 0) {
        byte[] plain = Ansi.strip(text, start, end);
        clean(plain, 0, plain.length, context);
      } else {
        clean(text, start, end, context);
      }
    }

    /** Takes text without escapes: JSON, or one or more lines. */
    private void clean(byte[] text, int from, int to, Context context) {
      if (unwrapped(json, text, from, to, context, depth)) {
        return;
      }
      int start = from;
      for (int i = from; i < to; i++) {
        if (text[i] == '\n') {
          line(text, start, textEnd(text, start, i), context);
          start = i + 1;
        }
      }
      line(text, start, to, context);
    }

    private void line(byte[] text, int from, int to, Context context) {
      int start = prefix.take(text, from, to, context);
      if (start == from) {
        if (Bytes.startsWith(text, from, to, "Error from server")) {
          tally.apiError(Bytes.string(text, from, Math.min(to, from + MAX_ERROR_BYTES)));
        }
        handOut(text, from, to, context);
      } else {
        prefixed[depth + 1].inner(text, start, to, prefix.context(), prefix.part());
      }
    }
  }

  /** What stood behind a prefix: JSON, or a line of the program. */
  private final class PrefixedLevel extends Stage {

    PrefixedLevel(int depth) {
      super(depth);
    }

    @Override
    void unwrap(byte[] text, int from, int to, Context context) {
      if (!unwrapped(json, text, from, to, context, depth)) {
        handOut(text, from, to, context);
      }
    }
  }

  /** Offset after the last byte that is not of a line break. */
  private static int textEnd(byte[] text, int from, int to) {
    int end = to;
    while (end > from && (text[end - 1] == '\r' || text[end - 1] == '\n')) {
      end--;
    }
    return end;
  }
}
