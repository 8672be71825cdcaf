package dev.gctrace.core.forecast;

import java.io.OutputStream;
import java.util.Arrays;

/**
 * Bytes that are written into memory by one thread: {@link java.io.ByteArrayOutputStream} locks for
 * every byte, and a state is written as often as lines of many containers take turns.
 */
final class BytesOut extends OutputStream {

  private byte[] bytes;
  private int length;

  BytesOut(int room) {
    bytes = new byte[room];
  }

  @Override
  public void write(int value) {
    makeRoom(1);
    bytes[length++] = (byte) value;
  }

  @Override
  public void write(byte[] from, int offset, int count) {
    makeRoom(count);
    System.arraycopy(from, offset, bytes, length, count);
    length += count;
  }

  private void makeRoom(int more) {
    if (more > bytes.length - length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
    }
  }

  /** What was written so far, and more room behind it; not a copy. */
  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, length);
  }
}
