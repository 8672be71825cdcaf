package dev.gctrace.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.Consumer;

/** A log up to its present end: the container's lines, each with its time, and nothing else. */
final class StoredLog extends InputStream implements StampedLines.Sink {

  private final InputStream raw;
  private final Consumer<String> odd;
  private final LogBuffer ready = new LogBuffer();
  private final StampedLines lines = new StampedLines(this);
  private final byte[] chunk = new byte[1 << 16];
  private boolean ended;

  /**
   * A log.
   *
   * @param raw what the API answers
   * @param odd told of lines that are not the container's
   */
  StoredLog(InputStream raw, Consumer<String> odd) {
    this.raw = raw;
    this.odd = odd;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    while (ready.isEmpty() && !ended) {
      int count = raw.read(chunk, 0, chunk.length);
      if (count < 0) {
        ended = true;
        lines.end();
      } else {
        lines.feed(chunk, 0, count);
      }
    }
    return ready.isEmpty() ? -1 : ready.take(target, from, length);
  }

  @Override
  public void close() throws IOException {
    raw.close();
  }

  @Override
  public boolean wants(Instant time, byte[] bytes, int from, int to) {
    return true;
  }

  @Override
  public void bytes(byte[] bytes, int from, int to) {
    ready.add(bytes, from, to);
  }

  @Override
  public void odd(String line) {
    odd.accept(line);
  }
}
