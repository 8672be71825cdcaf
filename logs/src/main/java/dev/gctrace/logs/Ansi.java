package dev.gctrace.logs;

/**
 * Removes the escape sequences of terminals (ECMA-48: CSI, OSC) from text.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Ansi {

  static final byte ESC = 0x1b;

  /** Longest text that is cleaned, 1 MiB: a longer one is no line that a person coloured. */
  static final int MAX_BYTES = 1 << 20;

  private static final int FIRST_BYTES = 1 << 10;

  private byte[] plain = new byte[FIRST_BYTES];
  private int length;

  /** Holds what {@link #strip} left, from offset 0; valid until its next call. */
  byte[] plain() {
    return plain;
  }

  /**
   * Copies the text without its sequences; returns the length of what is left. A sequence that does
   * not end is removed as far as it goes.
   */
  int strip(byte[] text, int from, int to) {
    if (plain.length < to - from) {
      plain = new byte[to - from];
    }
    length = 0;
    int at = from;
    while (at < to) {
      if (text[at] == ESC) {
        at = sequenceEnd(text, at + 1, to);
      } else {
        plain[length++] = text[at++];
      }
    }
    return length;
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

  /** CSI: parameters, intermediates, one final byte. */
  private static int controlEnd(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] >= 0x20 && text[at] <= 0x3f) {
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
