package dev.gctrace.logs;

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts the pieces of cut lines together, per container and stream.
 *
 * <p>A CRI runtime closes a line with a piece that it marks as the last. It does not when the
 * program was killed in the middle of a print, so a line is also over when a piece begins a new
 * record, when nothing came for long, and when there is no room: memory is bounded. Such a line is
 * handed out as far as it came.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class PartJoiner {

  /** Takes lines that were put together. */
  @FunctionalInterface
  interface LineSink {

    /** Takes a line; the context and the record are those of its first piece. */
    void line(byte[] text, int from, int to, Context context, long record);
  }

  /** Longest line that is put together; the rest of a longer one is a line of its own. */
  static final int MAX_LINE_BYTES = 64 << 10;

  /** Lines that are open at a time. */
  static final int MAX_OPEN = 256;

  /**
   * Records of the input that a line's next piece may be away; behind that it is taken for ended.
   */
  static final int MAX_AGE = 10_000;

  private static final int FIRST_BYTES = 512;

  private record Key(ContainerId who, LogLine.Stream stream, LineSink sink) {}

  /** The pieces of a line. */
  private static final class Open {
    private final Context context;
    private final long firstRecord;
    private long lastRecord;
    private byte[] text = new byte[FIRST_BYTES];
    private int length;

    Open(Context context, long firstRecord) {
      this.context = context;
      this.firstRecord = firstRecord;
    }

    void append(byte[] piece, int from, int to, long record) {
      int added = to - from;
      if (length + added > text.length) {
        text = Arrays.copyOf(text, Math.max(2 * text.length, length + added));
      }
      System.arraycopy(piece, from, text, length, added);
      length += added;
      lastRecord = record;
    }
  }

  private final FormatTally tally;

  /** In the order of the last piece, the oldest first. */
  private final Map<Key, Open> open = new LinkedHashMap<>(16, 0.75f, true);

  /** A joiner that counts what it joins. */
  PartJoiner(FormatTally tally) {
    this.tally = tally;
  }

  /** Whether a line waits for its rest. */
  boolean isWaiting() {
    return !open.isEmpty();
  }

  /**
   * Takes a piece.
   *
   * @param part {@link Part#MORE} or {@link Part#END}
   * @param record number of the record that held the piece
   * @param sink takes the line, during this call or a later one
   */
  void piece(
      byte[] text, int from, int to, Context context, Part part, long record, LineSink sink) {
    if (open.isEmpty() && part == Part.END) {
      sink.line(text, from, to, context, record);
      return;
    }
    Key key = new Key(context.who(), context.stream(), sink);
    Open line = open.get(key);
    if (line != null && !continues(line, text, from, to)) {
      open.remove(key);
      handOutUnended(line, sink);
      line = null;
    }
    if (line == null && (part == Part.END || to - from > MAX_LINE_BYTES)) {
      sink.line(text, from, to, context, record);
      return;
    }
    if (line == null) {
      line = new Open(context, record);
      open.put(key, line);
    }
    line.append(text, from, to, record);
    if (part == Part.END) {
      open.remove(key);
      tally.joined();
      handOut(line, sink);
    } else if (open.size() > MAX_OPEN) {
      endOldest();
    }
  }

  /** A record of this number comes: ends the lines whose rest is overdue. */
  void advance(long record) {
    while (!open.isEmpty() && record - open.values().iterator().next().lastRecord > MAX_AGE) {
      endOldest();
    }
  }

  /** No more pieces will come. */
  void end() {
    while (!open.isEmpty()) {
      endOldest();
    }
  }

  private static boolean continues(Open line, byte[] text, int from, int to) {
    return line.length + (to - from) <= MAX_LINE_BYTES && !Anchor.beginsCycle(text, from, to);
  }

  private void endOldest() {
    Iterator<Map.Entry<Key, Open>> oldest = open.entrySet().iterator();
    Map.Entry<Key, Open> entry = oldest.next();
    oldest.remove();
    handOutUnended(entry.getValue(), entry.getKey().sink());
  }

  private void handOutUnended(Open line, LineSink sink) {
    tally.unended();
    handOut(line, sink);
  }

  private static void handOut(Open line, LineSink sink) {
    sink.line(line.text, 0, line.length, line.context, line.firstRecord);
  }
}
