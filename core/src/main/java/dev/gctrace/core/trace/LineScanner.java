package dev.gctrace.core.trace;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Cuts bytes into lines and hands out those that can hold a record of the runtime; passing over
 * another costs little more than finding its end.
 *
 * <p>Bytes are taken in pieces cut anywhere. A line ends at {@code \n}; the line break is not part
 * of it. A line longer than {@link #MAX_LINE_BYTES} is handed out in parts of that size, each under
 * the number of the line, and counted: memory does not grow with the length of a line.
 *
 * <p>Not for use by more than one thread at a time.
 */
public final class LineScanner {

  /** Longest line that is handed out whole: 8 MiB. */
  public static final int MAX_LINE_BYTES = 8 << 20;

  /** Takes a line. */
  @FunctionalInterface
  public interface LineHandler {

    /**
     * Takes a line that can hold a record, or any line when every one was asked for.
     *
     * @param text buffer that holds the line; valid during the call only
     * @param from offset of its first byte
     * @param to offset after its last byte
     * @param number number of the line, from 1
     */
    void line(byte[] text, int from, int to, long number);
  }

  private static final int FIRST_REST_BYTES = 4 << 10;

  private final LineHandler handler;
  private final BooleanSupplier everyLine;
  private final Marks marks = new Marks();

  /** The begin of a line whose end has not come yet. */
  private byte[] rest = new byte[FIRST_REST_BYTES];

  private int restLength;
  private boolean restWasCut;

  /** Whether a part of the line that has not ended was handed out. */
  private boolean partWasHandedOut;

  private long bytes;
  private long lines;
  private long passedOver;
  private long oversized;

  /**
   * A scanner.
   *
   * @param handler takes lines, in their order, in the thread that gives bytes
   * @param everyLine asked before each line that holds no mark of a record: whether to hand it out
   *     all the same, because a torn record waits for its rest, or because the caller wants the
   *     program's own text. Its answer may change only during a call of the handler.
   */
  public LineScanner(LineHandler handler, BooleanSupplier everyLine) {
    this.handler = handler;
    this.everyLine = everyLine;
  }

  /** Whether a text can hold a record: the test that lines are handed out by. */
  public static boolean canHoldRecord(byte[] text, int from, int to) {
    return new Marks().next(text, from, to) < to;
  }

  /** Takes the next bytes; they are not kept after the call. */
  public void feed(byte[] text, int from, int to) {
    bytes += to - from;
    int start = from;
    if (restLength > 0 || restWasCut) {
      int end = Marks.indexOfBreak(text, from, to);
      keep(text, from, end);
      if (end == to) {
        return;
      }
      endRest();
      start = end + 1;
    }
    int lastBreak = lastIndexOfBreak(text, start, to);
    scan(text, start, lastBreak + 1);
    keep(text, Math.max(start, lastBreak + 1), to);
  }

  /** The input has ended; what stands after the last line break is a line too. */
  public void end() {
    if (restLength > 0 || restWasCut) {
      endRest();
    }
  }

  /** Bytes taken so far. */
  public long bytes() {
    return bytes;
  }

  /** Lines that have ended so far. */
  public long lines() {
    return lines;
  }

  /** Lines among them that were not handed out: they hold no mark of a record. */
  public long passedOver() {
    return passedOver;
  }

  /** Lines so far that were longer than {@link #MAX_LINE_BYTES}. */
  public long oversized() {
    return oversized;
  }

  /** Whether the bytes taken so far end in the middle of a line. */
  public boolean endsInLine() {
    return restLength > 0 || restWasCut;
  }

  /** Scans whole lines: {@code text[to - 1]} is a line break, or the range is empty. */
  private void scan(byte[] text, int from, int to) {
    int start = from;
    while (start < to) {
      if (everyLine.getAsBoolean()) {
        int end = Marks.indexOfBreak(text, start, to);
        handler.line(text, start, end, ++lines);
        start = end + 1;
        continue;
      }
      int mark = marks.next(text, start, to);
      lines += marks.breaks();
      passedOver += marks.breaks();
      if (mark == to) {
        return;
      }
      int lineStart = lastIndexOfBreak(text, start, mark) + 1;
      int end = Marks.indexOfBreak(text, mark, to);
      handler.line(text, Math.max(lineStart, start), end, ++lines);
      start = end + 1;
    }
  }

  private void keep(byte[] text, int from, int to) {
    int at = from;
    while (restLength + (to - at) > MAX_LINE_BYTES) {
      int part = MAX_LINE_BYTES - restLength;
      append(text, at, at + part);
      at += part;
      handOutPart();
    }
    append(text, at, to);
  }

  private void append(byte[] text, int from, int to) {
    int length = to - from;
    if (restLength + length > rest.length) {
      int doubled = Math.min(MAX_LINE_BYTES, rest.length * 2);
      rest = Arrays.copyOf(rest, Math.max(doubled, restLength + length));
    }
    System.arraycopy(text, from, rest, restLength, length);
    restLength += length;
  }

  /** Hands out the first part, or a further one, of a line that is too long. */
  private void handOutPart() {
    if (!restWasCut) {
      restWasCut = true;
      oversized++;
    }
    if (everyLine.getAsBoolean() || marks.next(rest, 0, restLength) < restLength) {
      partWasHandedOut = true;
      handler.line(rest, 0, restLength, lines + 1);
    }
    restLength = 0;
  }

  private void endRest() {
    lines++;
    if (everyLine.getAsBoolean() || marks.next(rest, 0, restLength) < restLength) {
      handler.line(rest, 0, restLength, lines);
    } else if (!partWasHandedOut) {
      passedOver++;
    }
    restLength = 0;
    restWasCut = false;
    partWasHandedOut = false;
    if (rest.length > 64 * FIRST_REST_BYTES) {
      rest = new byte[FIRST_REST_BYTES];
    }
  }

  private static int lastIndexOfBreak(byte[] text, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (text[i] == '\n') {
        return i;
      }
    }
    return from - 1;
  }
}
