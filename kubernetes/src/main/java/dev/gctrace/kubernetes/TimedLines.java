package dev.gctrace.kubernetes;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;

/**
 * The lines of a log one by one, each with its time.
 *
 * <p>Memory is bounded: of a line longer than {@value #MAX_BYTES} bytes the parts are handed out
 * one after the other, with the time of the line, each beginning with the last {@value #OVERLAP}
 * bytes of the part before, so that what is shorter than that stands whole in one of them.
 *
 * <p>Not for use by more than one thread at a time.
 */
public final class TimedLines implements Closeable {

  static final int MAX_BYTES = 1 << 16;
  static final int OVERLAP = 512;

  private final InputStream in;
  private byte[] buffer = new byte[1 << 12];
  private int from;
  private int to;
  private boolean ended;

  /** Whether what comes next belongs to the line that was handed out last. */
  private boolean inLine;

  private Instant time;
  private int textFrom;
  private int textTo;

  /**
   * The lines of a log.
   *
   * @param log each line behind its time, as {@link Cluster} gives it
   */
  public TimedLines(InputStream log) {
    in = log;
  }

  /**
   * Goes to the next line, waiting for it.
   *
   * @return false when there is none any more
   * @throws IOException when the log cannot be read
   */
  public boolean next() throws IOException {
    while (true) {
      int end = lineBreak();
      if (end < 0 && to - from < MAX_BYTES && !ended) {
        fill();
        continue;
      }
      if (end < 0 && (to == from || (inLine && to - from <= OVERLAP))) {
        return false;
      }
      take(end);
      if (time != null) {
        return true;
      }
    }
  }

  /**
   * When the line was written, as the node tells.
   *
   * @return its time
   */
  public Instant time() {
    return time;
  }

  /**
   * The buffer that holds the line.
   *
   * @return valid until the next call of {@link #next}; not to be changed
   */
  public byte[] buffer() {
    return buffer;
  }

  /**
   * Where the text of the line begins, behind its time.
   *
   * @return offset of its first byte
   */
  public int from() {
    return textFrom;
  }

  /**
   * Where the text of the line ends.
   *
   * @return offset after its last byte, the line break not included
   */
  public int to() {
    return textTo;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** Takes a line that ends at a break, or a part of one where the break is not there yet. */
  private void take(int lineBreak) {
    int stop = lineBreak >= 0 ? lineBreak : Math.min(to, from + MAX_BYTES);
    textFrom = from;
    if (!inLine) {
      time = LineStamp.read(buffer, from, stop);
      while (textFrom < stop && buffer[textFrom] != ' ') {
        textFrom++;
      }
      textFrom = Math.min(stop, textFrom + 1);
    }
    textTo = stop;
    inLine = lineBreak < 0 && (!ended || stop < to);
    from = lineBreak >= 0 ? lineBreak + 1 : inLine ? stop - OVERLAP : stop;
  }

  /** Where the next line break is; negative when it is not within reach. */
  private int lineBreak() {
    int reach = Math.min(to, from + MAX_BYTES);
    for (int at = from; at < reach; at++) {
      if (buffer[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  private void fill() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(2 * MAX_BYTES, 2 * buffer.length));
    }
    int count = in.read(buffer, to, buffer.length - to);
    if (count < 0) {
      ended = true;
    } else {
      to += count;
    }
  }
}
