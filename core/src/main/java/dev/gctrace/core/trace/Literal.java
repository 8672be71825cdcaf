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

  private Literal(String text) {
    this.text = text;
    this.bytes = text.getBytes(StandardCharsets.UTF_8);
    long word = 0;
    for (int i = Math.min(bytes.length, Long.BYTES) - 1; i >= 0; i--) {
      word = (word << 8) | (bytes[i] & 0xffL);
    }
    this.first = word;
    this.firstMask = bytes.length < Long.BYTES ? (1L << (8 * bytes.length)) - 1 : -1L;
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

  boolean isAt(byte[] buffer, int at, int to) {
    if (to - at < bytes.length) {
      return false;
    }
    if (buffer.length - at < Long.BYTES) {
      return matching(buffer, at, to) == bytes.length;
    }
    if (((long) LONG.get(buffer, at) & firstMask) != first) {
      return false;
    }
    for (int i = Long.BYTES; i < bytes.length; i++) {
      if (buffer[at + i] != bytes[i]) {
        return false;
      }
    }
    return true;
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
