package dev.gctrace.core.trace;

import dev.gctrace.core.trace.Hypothesis.Cut;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines of which it is not sure yet how many of their first bytes are the runtime's, and those
 * behind them: text of the program is handed on in its order.
 *
 * @param <O> where a line came from
 */
final class Backlog<O> {

  /** Bytes that are kept at most: some thousand lines. */
  static final int MAX_BYTES = 256 << 10;

  private static final int FIRST_BYTES = 1 << 10;

  private record Line<O>(int from, int to, O origin) {}

  /** Takes text of somebody else. */
  interface Taker<O> {

    /**
     * Takes a line, or what stands behind a piece of a record.
     *
     * @param isLine whether it is a whole line
     */
    void take(byte[] buffer, int from, int to, O origin, boolean isLine);
  }

  private final Taker<O> taker;
  private final List<Line<O>> lines = new ArrayList<>();
  private byte[] text = new byte[0];
  private int length;

  Backlog(Taker<O> taker) {
    this.taker = taker;
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Number of the line that is kept next. */
  int next() {
    return lines.size();
  }

  boolean hasRoomFor(int bytes) {
    return length + bytes <= MAX_BYTES && lines.size() < MAX_BYTES / 16;
  }

  /** Keeps a line. */
  void add(byte[] buffer, int from, int to, O origin) {
    int size = to - from;
    if (length + size > text.length) {
      text = Arrays.copyOf(text, Math.max(Math.max(FIRST_BYTES, 2 * text.length), length + size));
    }
    System.arraycopy(buffer, from, text, length, size);
    lines.add(new Line<>(length, length + size, origin));
    length += size;
  }

  /** Hands on all that is not in the pieces. */
  void handOn(Cut pieces) {
    for (int i = 0; i < lines.size(); i++) {
      Line<O> line = lines.get(i);
      int own = Cut.lengthIn(pieces, i);
      handOn(text, line.from, line.to, own, line.origin);
    }
    lines.clear();
    length = 0;
  }

  /** Hands on what a line holds behind its first bytes, which are the runtime's. */
  void handOn(byte[] buffer, int from, int to, int own, O origin) {
    if (own >= 0 && (own == 0 || from + own < to)) {
      taker.take(buffer, from + own, to, origin, own == 0);
    }
  }
}
