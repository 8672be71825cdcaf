package dev.gctrace.core.forecast;

import java.io.InputStream;

/** Bytes that are read from memory by one thread, without the locks of the class of the JDK. */
final class BytesIn extends InputStream {

  private final byte[] bytes;
  private int next;

  BytesIn(byte[] bytes) {
    this.bytes = bytes;
  }

  @Override
  public int read() {
    return next < bytes.length ? bytes[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] to, int offset, int most) {
    int count = Math.min(most, available());
    if (count == 0 && most > 0) {
      return -1;
    }
    System.arraycopy(bytes, next, to, offset, count);
    next += count;
    return count;
  }

  @Override
  public int available() {
    return bytes.length - next;
  }
}
