package dev.gctrace.logs;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Looks at text in a buffer. */
final class Bytes {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long ESCAPES = ONES * Ansi.ESC;
  private static final long BREAKS = ONES * '\n';

  private Bytes() {}

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** Whether {@code text[from, to)} begins with a word of ASCII. */
  static boolean startsWith(byte[] text, int from, int to, String word) {
    if (to - from < word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[from + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a word of ASCII stands anywhere in {@code text[from, to)}. */
  static boolean contains(byte[] text, int from, int to, String word) {
    for (int i = from; i <= to - word.length(); i++) {
      if (text[i] == word.charAt(0) && startsWith(text, i, to, word)) {
        return true;
      }
    }
    return false;
  }

  /** Offset of the first byte at or after {@code from} that is not a digit. */
  static int digitsEnd(byte[] text, int from, int to) {
    int i = from;
    while (i < to && isDigit(text[i])) {
      i++;
    }
    return i;
  }

  /** Offset of the next blank, or of the end when that comes first. */
  static int wordEnd(byte[] text, int from, int to) {
    int i = from;
    while (i < to && text[i] != ' ') {
      i++;
    }
    return i;
  }

  /** Offset of the first byte at or after {@code from} that is not a blank. */
  static int blanksEnd(byte[] text, int from, int to) {
    int i = from;
    while (i < to && text[i] == ' ') {
      i++;
    }
    return i;
  }

  /** Whether the mark that some editors and shippers put before UTF-8 text stands there. */
  static boolean isByteOrderMark(byte[] text, int from, int to) {
    return to - from >= 3
        && text[from] == (byte) 0xef
        && text[from + 1] == (byte) 0xbb
        && text[from + 2] == (byte) 0xbf;
  }

  /**
   * Offset behind the zeros that a file begins with when it was cut to nothing and its writer went
   * on where it was; {@code from} when there are no more of them than a schema's header may have.
   */
  static int holeEnd(byte[] text, int from, int to) {
    int i = from;
    while (i < to && text[i] == 0) {
      i++;
    }
    return i - from > JsonEnvelope.REGISTRY_HEADER_BYTES ? i : from;
  }

  static int indexOf(byte[] text, int from, int to, int wanted) {
    for (int i = from; i < to; i++) {
      if (text[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** Offset of the first escape character or line break; -1 when there is none. */
  static int escapeOrBreak(byte[] text, int from, int to) {
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long word = (long) LONG.get(text, i);
      if ((zero(word ^ ESCAPES) | zero(word ^ BREAKS)) != 0) {
        break;
      }
    }
    for (; i < to; i++) {
      if (text[i] == Ansi.ESC || text[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  /** Marks bytes of a word that are zero, eight at a time; not 0 exactly when there is one. */
  private static long zero(long word) {
    return (word - ONES) & ~word & (ONES << 7);
  }

  /** The text as a string; what is not UTF-8 is replaced. */
  static String string(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }
}
