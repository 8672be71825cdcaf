package dev.gctrace.logs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the records that are written over several lines among the lines of an input.
 *
 * <p>A line that such a record may hold is kept back until it is known whether it is one: if not,
 * or if that takes more than {@link #MAX_KEPT_BYTES}, the lines are given back as they came.
 */
final class SpreadRecords {

  /** Lines kept back: 256 KiB. */
  private static final int MAX_KEPT_BYTES = 256 << 10;

  /**
   * Lines that are looked at, whatever they hold, after such a record, or after what shows that the
   * begin of one was missed.
   */
  private static final int LINES_LOOKED_AT = 16;

  /** What a line kept back takes beside its text, about. */
  private static final int KEPT_LINE_BYTES = 64;

  /** A line kept back, with its number in the input. */
  @SuppressWarnings("ArrayRecordComponent") // handed through, never compared
  private record Kept(byte[] text, Context context, long number) {}

  /** Takes a line given back. */
  @FunctionalInterface
  interface LineSink {

    /** Takes a line under its number in the input. */
    void line(byte[] text, int from, int to, Context context, long number);
  }

  private final List<SpreadRecord> kinds;
  private final LineSink givenBack;
  private final List<Kept> kept = new ArrayList<>();
  private SpreadRecord open;
  private int keptBytes;
  private long lines;
  private long lookUntil;

  SpreadRecords(FormatTally tally, LineSink givenBack) {
    this.kinds = List.of(new PrettyJson(tally), new JournalExport(tally));
    this.givenBack = givenBack;
  }

  /**
   * Takes the next line of the input.
   *
   * @return false when it belongs to no such record; then it stands for itself
   */
  boolean take(byte[] text, int from, int to, Context context, long number, InnerSink sink) {
    lines++;
    if (open != null && goesOn(text, from, to, context, number, sink)) {
      return true;
    }
    for (SpreadRecord kind : kinds) {
      if (kind.canBegin(text, from, to)) {
        open = kind;
        kind.begin();
        return goesOn(text, from, to, context, number, sink);
      }
    }
    if (isInside(text, from, to)) {
      lookUntil = lines + LINES_LOOKED_AT;
    }
    return false;
  }

  /** Whether a line is a member of an object whose begin was not given. */
  private static boolean isInside(byte[] text, int from, int to) {
    int first = JsonText.skipBlanks(text, from, to);
    return first > from && first < to && text[first] == '"';
  }

  private boolean goesOn(
      byte[] text, int from, int to, Context context, long number, InnerSink sink) {
    SpreadRecord.Step step = open.line(text, from, to, context, sink);
    if (open.recognised()) {
      forget();
      lookUntil = lines + LINES_LOOKED_AT;
    } else if (step != SpreadRecord.Step.FOREIGN) {
      kept.add(new Kept(Arrays.copyOfRange(text, from, to), context, number));
      keptBytes += to - from + KEPT_LINE_BYTES;
    }
    if (step != SpreadRecord.Step.OPEN || keptBytes > MAX_KEPT_BYTES) {
      leave();
    }
    return step != SpreadRecord.Step.FOREIGN;
  }

  /** No record is open any more. What is kept was part of none. */
  private void leave() {
    open = null;
    List<Kept> own = List.copyOf(kept);
    forget();
    for (Kept line : own) {
      givenBack.line(line.text(), 0, line.text().length, line.context(), line.number());
    }
  }

  private void forget() {
    kept.clear();
    keptBytes = 0;
  }

  /**
   * Whether a record of this kind is open or may begin with the next line: while it may, every line
   * of the input has to be given.
   */
  boolean waiting() {
    return open != null || lines < lookUntil;
  }

  /** The input has ended. */
  void end() {
    if (open != null) {
      open.breakOff();
      if (open.recognised()) {
        forget();
      }
      leave();
    }
  }
}
