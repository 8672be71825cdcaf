package dev.gctrace.core.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A word of the grammar, as bytes to compare and as text to tell. */
final class Literal {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final String text;
  private final byte[] bytes;

  /* The first eight bytes as one number, to be compared at once; what a shorter word lacks is 0. */
  private final long first;
  private final long firstMask;

  /** The last eight bytes; 0 of a word that is not longer than that. */
  private final long last;

  private Literal(String text) {
    this.text = text;
    this.bytes = text.getBytes(StandardCharsets.UTF_8);
    this.first = word(0, Math.min(bytes.length, Long.BYTES));
    this.last = bytes.length <= Long.BYTES ? 0 : word(bytes.length - Long.BYTES, bytes.length);
    this.firstMask = bytes.length < Long.BYTES ? (1L << (8 * bytes.length)) - 1 : -1L;
  }

  private long word(int from, int to) {
    long word = 0;
    for (int i = to - 1; i >= from; i--) {
      word = (word << 8) | (bytes[i] & 0xffL);
    }
    return word;
  }

  static Literal of(String text) {
    return new Literal(text);
  }

  /** Its first byte. */
  byte first() {
    return bytes[0];
  }

  int length() {
    return bytes.length;
  }

  boolean startsWith(String begin) {
    return text.startsWith(begin);
  }

  /** Short, to be put where it is asked: a dozen times for each record. */
  boolean isAt(byte[] buffer, int at, int to) {
    if (to - at < bytes.length || buffer.length - at < Long.BYTES) {
      return matching(buffer, at, to) == bytes.length;
    }
    return ((long) LONG.get(buffer, at) & firstMask) == first
        && (bytes.length <= Long.BYTES || goesOn(buffer, at, to));
  }

  private boolean goesOn(byte[] buffer, int at, int to) {
    return (long) LONG.get(buffer, at + bytes.length - Long.BYTES) == last
        && (bytes.length <= 2 * Long.BYTES || matching(buffer, at, to) == bytes.length);
  }

  /** How many of its bytes stand in {@code text[at, to)}, from the first on. */
  int matching(byte[] buffer, int at, int to) {
    int length = Math.min(bytes.length, to - at);
    for (int i = 0; i < length; i++) {
      if (buffer[at + i] != bytes[i]) {
        return i;
      }
    }
    return length;
  }

  /** What is asked for when its first {@code matching} bytes stand there. */
  String expectation(int matching) {
    return matching == 0 ? "'" + text + "'" : "the rest of '" + text + "'";
  }
}
