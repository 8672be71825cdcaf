package dev.gctrace.logs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Entries of {@code journalctl -o export}: a line {@code NAME=value} for each field, an empty line
 * at the end. A value that is not plain text stands instead behind its name and a line break, after
 * its length in eight bytes, the lowest first.
 *
 * @see <a href="https://systemd.io/JOURNAL_EXPORT_FORMATS/">Journal Export Formats</a>
 */
final class JournalExport implements SpreadRecord {

  /** What every entry begins with. */
  private static final byte[] CURSOR = "__CURSOR=".getBytes(StandardCharsets.US_ASCII);

  /** Longest value that is read: 8 MiB. */
  private static final int MAX_VALUE_BYTES = 8 << 20;

  private static final int MAX_NAME_BYTES = 64;

  private static final byte[] BREAK = {'\n'};

  private final RecordLines lines;
  private final RecordWalker walker;
  private boolean begun;
  private String name;
  private byte[] value = {};
  private int length;

  JournalExport(FormatTally tally) {
    this.lines = new RecordLines(tally);
    this.walker = new RecordWalker(lines);
  }

  @Override
  public boolean canBegin(byte[] text, int from, int to) {
    return to - from > CURSOR.length
        && Arrays.equals(text, from, from + CURSOR.length, CURSOR, 0, CURSOR.length);
  }

  @Override
  public void begin() {
    begun = false;
    name = null;
  }

  @Override
  public Step line(byte[] text, int from, int to, Context outer, InnerSink sink) {
    if (!begun) {
      begun = true;
      lines.begin(outer, sink);
      walker.begin();
      walker.beginObject();
    }
    lines.goOn(outer, sink);
    if (name != null) {
      return sized(text, from, to);
    }
    if (from == to) {
      walker.endObject();
      return Step.DONE;
    }
    return field(text, from, to);
  }

  private Step field(byte[] text, int from, int to) {
    int end = from;
    while (end < to && isOfName(text[end])) {
      end++;
    }
    if (end == from || end - from > MAX_NAME_BYTES || (end < to && text[end] != '=')) {
      breakOff();
      return Step.FOREIGN;
    }
    String fieldName = new String(text, from, end - from, StandardCharsets.US_ASCII);
    if (end == to) {
      name = fieldName;
      length = 0;
    } else {
      walker.name(fieldName);
      walker.text(text, end + 1, to);
    }
    return Step.OPEN;
  }

  private static boolean isOfName(byte b) {
    return (b >= 'A' && b <= 'Z') || Bytes.isDigit(b) || b == '_';
  }

  /** Takes a further line of a value with its length before it. */
  private Step sized(byte[] text, int from, int to) {
    append(text, from, to);
    if (length < Long.BYTES) {
      append(BREAK, 0, 1);
      return Step.OPEN;
    }
    long claimed = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).getLong();
    long missing = claimed - (length - Long.BYTES);
    if (claimed < 0 || claimed > MAX_VALUE_BYTES || missing < 0) {
      breakOff();
      return Step.FOREIGN;
    }
    if (missing > 0) {
      append(BREAK, 0, 1);
      return Step.OPEN;
    }
    walker.name(name);
    walker.text(value, Long.BYTES, length);
    name = null;
    value = new byte[0];
    return Step.OPEN;
  }

  private void append(byte[] text, int from, int to) {
    int needed = length + to - from;
    if (needed > value.length) {
      value = Arrays.copyOf(value, Math.max(needed, 2 * value.length));
    }
    System.arraycopy(text, from, value, length, to - from);
    length = needed;
  }

  @Override
  public void breakOff() {
    walker.breakOff();
  }

  @Override
  public boolean recognised() {
    return lines.recognised();
  }
}
