package dev.gctrace.cli.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/** Characters as UTF-8; what is no character becomes {@code ?}. */
final class Utf8Input extends InputStream {

  private final Reader reader;
  private final char[] chars = new char[1 << 15];
  private byte[] bytes = new byte[0];
  private int next;

  Utf8Input(Reader reader) {
    this.reader = reader;
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.length - next);
    System.arraycopy(bytes, next, target, from, count);
    next += count;
    return count;
  }

  private boolean fill() throws IOException {
    while (next == bytes.length) {
      int count = reader.read(chars, 0, chars.length - 1);
      if (count < 0) {
        return false;
      }
      if (count > 0 && Character.isHighSurrogate(chars[count - 1])) {
        // Both halves of a character have to be encoded together.
        int half = reader.read();
        if (half >= 0) {
          chars[count++] = (char) half;
        }
      }
      bytes = new String(chars, 0, count).getBytes(StandardCharsets.UTF_8);
      next = 0;
    }
    return true;
  }
}
