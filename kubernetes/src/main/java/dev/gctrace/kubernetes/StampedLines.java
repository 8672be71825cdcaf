package dev.gctrace.kubernetes;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Takes the bytes of a log apart that was asked for with times. What has none is not the
 * container's: the kubelet's own words on why it stops, a {@code Status} in place of a log.
 *
 * <p>Not for use by more than one thread at a time. Memory is bounded: a line longer than {@value
 * #MAX_HEAD} bytes is handed on in pieces.
 */
final class StampedLines {

  /** Bytes of a line that are waited for. */
  static final int MAX_HEAD = 1 << 16;

  /** Bytes that are kept of what is not the container's. */
  private static final int MAX_ODD = 500;

  private final Sink sink;
  private byte[] head = new byte[1 << 12];
  private int length;
  private boolean inLine;
  private boolean wanted;

  /** Takes lines. */
  interface Sink {

    /** Whether a line is wanted that begins with these bytes, its time among them. */
    boolean wants(Instant time, byte[] bytes, int from, int to);

    /** Bytes of wanted lines, their breaks included. */
    void bytes(byte[] bytes, int from, int to);

    /** A line that is not the container's, or its begin. */
    void odd(String line);
  }

  StampedLines(Sink sink) {
    this.sink = sink;
  }

  /** Takes the next bytes. They are not kept. */
  void feed(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to) {
      int end = lineBreak(bytes, at, to);
      if (inLine) {
        rest(bytes, at, Math.min(to, end + 1));
        inLine = end == to;
      } else if (length == 0 && end < to) {
        whole(bytes, at, end + 1);
      } else {
        keep(bytes, at, Math.min(to, end + 1));
      }
      at = end + 1;
    }
  }

  /** The log has ended, and with it its last line, whether that has a break or not. */
  void end() {
    if (length > 0) {
      keep(new byte[] {'\n'}, 0, 1);
    } else if (inLine) {
      rest(new byte[] {'\n'}, 0, 1);
    }
    inLine = false;
  }

  /** The connection broke: the begin of a line comes again. */
  void cut() {
    length = 0;
    end();
  }

  private void keep(byte[] bytes, int from, int to) {
    int room = Math.min(to - from, MAX_HEAD - length);
    if (length + room > head.length) {
      head = Arrays.copyOf(head, Math.min(MAX_HEAD, 2 * (length + room)));
    }
    System.arraycopy(bytes, from, head, length, room);
    length += room;
    boolean complete = head[length - 1] == '\n';
    if (!complete && length < MAX_HEAD) {
      return;
    }
    whole(head, 0, length);
    length = 0;
    if (!complete) {
      inLine = true;
      rest(bytes, from + room, to);
      inLine = to == from + room || bytes[to - 1] != '\n';
    }
  }

  /** A whole line, or as much of it as is waited for. */
  private void whole(byte[] bytes, int from, int to) {
    Instant time = LineStamp.read(bytes, from, to);
    wanted = time != null && sink.wants(time, bytes, from, to);
    if (wanted) {
      sink.bytes(bytes, from, to);
    } else if (time == null && to - from > 1) {
      sink.odd(
          new String(bytes, from, Math.min(to - from, MAX_ODD), StandardCharsets.UTF_8).strip());
    }
  }

  private void rest(byte[] bytes, int from, int to) {
    if (wanted && to > from) {
      sink.bytes(bytes, from, to);
    }
  }

  private static int lineBreak(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }
}
