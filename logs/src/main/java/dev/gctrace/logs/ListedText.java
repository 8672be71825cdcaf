package dev.gctrace.logs;

import java.util.Arrays;

/** A text that a record holds as a list: of its bytes as numbers, or of its lines. */
final class ListedText {

  /** Longest text: 1 MiB; what goes on behind it is cut. */
  private static final int MAX_BYTES = 1 << 20;

  private static final int FIRST_BYTES = 512;

  private byte[] bytes = {};
  private int length;

  /** Begins another text. */
  void begin() {
    bytes = new byte[FIRST_BYTES];
    length = 0;
  }

  /** Takes the next byte. */
  void add(byte next) {
    if (length == bytes.length) {
      if (length == MAX_BYTES) {
        return;
      }
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = next;
  }

  /** Takes the next line. */
  void addLine(byte[] text, int from, int to) {
    if (length > 0) {
      add((byte) '\n');
    }
    for (int i = from; i < to; i++) {
      add(text[i]);
    }
  }

  /** The text so far, from offset 0. */
  byte[] bytes() {
    return bytes;
  }

  /** Its length. */
  int length() {
    return length;
  }
}
