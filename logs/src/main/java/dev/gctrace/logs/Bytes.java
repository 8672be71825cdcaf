package dev.gctrace.logs;

import java.nio.charset.StandardCharsets;

/** Looks at text in a buffer. */
final class Bytes {

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

  static int indexOf(byte[] text, int from, int to, int wanted) {
    for (int i = from; i < to; i++) {
      if (text[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** The text as a string; what is not UTF-8 is replaced. */
  static String string(byte[] text, int from, int to) {
    return new String(text, from, to - from, StandardCharsets.UTF_8);
  }
}
