package dev.gctrace.logs;

import java.util.Arrays;

/** Removes the escape sequences of terminals (ECMA-48: CSI, OSC) from text. */
final class Ansi {

  static final byte ESC = 0x1b;

  /** Longest text that is cleaned, 1 MiB: a longer one is no line that somebody coloured. */
  static final int MAX_BYTES = 1 << 20;

  private Ansi() {}

  /**
   * A copy of the text without its sequences; one that does not end is removed as far as it goes.
   */
  static byte[] strip(byte[] text, int from, int to) {
    byte[] plain = new byte[to - from];
    int length = 0;
    int at = from;
    while (at < to) {
      if (text[at] == ESC) {
        at = sequenceEnd(text, at + 1, to);
      } else {
        plain[length++] = text[at++];
      }
    }
    return Arrays.copyOf(plain, length);
  }

  private static int sequenceEnd(byte[] text, int from, int to) {
    if (from == to) {
      return to;
    }
    return switch (text[from]) {
      case '[' -> controlEnd(text, from + 1, to);
      case ']' -> commandEnd(text, from + 1, to);
      default -> from;
    };
  }

  /** CSI: parameters and intermediates, then one final byte. */
  private static int controlEnd(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] >= 0x30 && text[at] <= 0x3f) {
      at++;
    }
    while (at < to && text[at] >= 0x20 && text[at] <= 0x2f) {
      at++;
    }
    boolean ended = at < to && text[at] >= 0x40 && text[at] <= 0x7e;
    return ended ? at + 1 : at;
  }

  /** OSC: anything, up to BEL or ESC {@code \}. */
  private static int commandEnd(byte[] text, int from, int to) {
    for (int at = from; at < to; at++) {
      if (text[at] == 0x07) {
        return at + 1;
      }
      if (text[at] == ESC && at + 1 < to && text[at + 1] == '\\') {
        return at + 2;
      }
    }
    return from;
  }
}
