package dev.gctrace.core.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the places in a block of text where a record of the runtime may begin, eight bytes at a
 * time, and counts line breaks on the way.
 *
 * <p>A mark is a pair of bytes that every record holds: {@code gc}, {@code GC}, {@code sc} of the
 * scavenger, or the {@code ": "} of death and pacer lines; what follows or precedes the pair then
 * decides. Text of other programs holds few of them, so that a block without one costs little more
 * than counting its lines.
 */
final class Marks {

  /*
   * SWAR ("SIMD within a register"), after Lamport, "Multiple byte processing with full-word
   * instructions", CACM 18 (1975), and Mycroft's zero-byte test. zero(x) marks with its top bit
   * every byte of x that is 0, and may mark the byte above one (a borrow): harmless where the pair is
   * looked at again, and never a miss. Line breaks are counted, so that test is the exact one.
   */
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;
  private static final long LOWS = 0x7f7f7f7f7f7f7f7fL;
  private static final long BREAKS = everyByte('\n');
  private static final long FOLD = everyByte(0x20);
  private static final long C = everyByte('c');
  private static final long COLONS = everyByte(':');
  private static final long SPACES = everyByte(' ');

  /* Folds g, s, c and w into one byte: one test serves for "gc" and "sc". */
  private static final long G_OR_S_MASK = everyByte(0xff & ~0x14);
  private static final long G_OR_S = everyByte('g' & ~0x14);

  private int breaks;

  /** Line breaks seen by the last {@link #next} before the offset it returned. */
  int breaks() {
    return breaks;
  }

  /**
   * Offset of the second byte of the next mark in {@code text[from, to)}, or {@code to} when there
   * is none.
   */
  int next(byte[] text, int from, int to) {
    int seen = 0;
    long firsts = 0;
    long colons = 0;
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long word = (long) LONG.get(text, i);
      long folded = word | FOLD;
      long first = zero((folded & G_OR_S_MASK) ^ G_OR_S);
      long colon = zero(word ^ COLONS);
      long pairs =
          (first << 8 | firsts >>> 56) & zero(folded ^ C)
              | (colon << 8 | colons >>> 56) & zero(word ^ SPACES);
      firsts = first;
      colons = colon;
      long newlines = exactZero(word ^ BREAKS);
      while (pairs != 0) {
        int bit = Long.numberOfTrailingZeros(pairs);
        int at = i + (bit >>> 3);
        if (at > from && isMark(text, from, at, to)) {
          breaks = seen + Long.bitCount(newlines & ((1L << bit) - 1));
          return at;
        }
        pairs &= pairs - 1;
      }
      seen += Long.bitCount(newlines);
    }
    for (; i < to; i++) {
      if (i > from && isMark(text, from, i, to)) {
        breaks = seen;
        return i;
      }
      seen += text[i] == '\n' ? 1 : 0;
    }
    breaks = seen;
    return to;
  }

  private static long everyByte(int value) {
    long word = value & 0xffL;
    word |= word << 8;
    word |= word << 16;
    return word | word << 32;
  }

  private static long zero(long x) {
    return (x - ONES) & ~x & TOPS;
  }

  private static long exactZero(long x) {
    return ~(((x & LOWS) + LOWS) | x | LOWS);
  }

  /** Whether the bytes around the pair that ends at {@code at} are those of a record. */
  private static boolean isMark(byte[] text, int from, int at, int to) {
    byte second = text[at];
    byte first = text[at - 1];
    if (second == 'c') {
      if (first == 'g') {
        // The runtime writes "gc " as one token, of which a shipper may strip the blank when a line
        // was torn behind it; "gc12(" is the record of Go 1.4 and earlier.
        return at + 1 == to || text[at + 1] == ' ' || text[at + 1] == '\n' || isDigit(text[at + 1]);
      }
      return first == 's' && (follows(text, at, to, "vg") || follows(text, at, to, "av "));
    }
    if (second == 'C') {
      return first == 'G' && follows(text, at, to, " forced");
    }
    return second == ' ' && first == ':' && isSpeaker(text, from, at - 1);
  }

  /**
   * Whether the word before a colon is one that the runtime or the kernel begins its lines with.
   */
  private static boolean isSpeaker(byte[] text, int from, int colon) {
    return switch (colon > from ? text[colon - 1] : 0) {
      case 'r' ->
          precedes(text, from, colon, "fatal error") || precedes(text, from, colon, "pacer");
      case 'c' -> precedes(text, from, colon, "panic");
      case 'e' -> precedes(text, from, colon, "runtime");
      case 'o' -> precedes(text, from, colon, "runtime/cgo");
      case 'y' ->
          precedes(text, from, colon, "out of memory")
              || precedes(text, from, colon, "Out of memory");
      case 'd' -> precedes(text, from, colon, "Killed") || precedes(text, from, colon, "OOMKilled");
      case 's' -> precedes(text, from, colon, "checkfinalizers");
      default -> isSignal(text, from, colon);
    };
  }

  /** Whether {@code SIG} and two to eight capitals stand before a colon. */
  private static boolean isSignal(byte[] text, int from, int colon) {
    int i = colon;
    while (i > from && colon - i < 8 && text[i - 1] >= 'A' && text[i - 1] <= 'Z') {
      i--;
    }
    return colon - i > 3 && text[i] == 'S' && text[i + 1] == 'I' && text[i + 2] == 'G';
  }

  private static boolean follows(byte[] text, int at, int to, String word) {
    if (to - at <= word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[at + 1 + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean precedes(byte[] text, int from, int end, String word) {
    int start = end - word.length();
    if (start < from) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (text[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
