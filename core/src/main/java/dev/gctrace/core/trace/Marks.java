package dev.gctrace.core.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Finds the places in a block of whole lines where a record of the runtime may begin, several bytes
 * at a time, and counts line breaks on the way.
 *
 * <p>A mark is a pair of letters that records hold ({@code gc}, {@code GC}, {@code sc} of the
 * scavenger), or the word that a death or pacer line begins with; what stands around it then
 * decides. Text of other programs holds few of them, so that a block without one costs little more
 * than counting its lines.
 *
 * <p>Such a word is looked for at the begin of a line as long as all collections stood there, and
 * before any {@code ": "} once one stood elsewhere: behind a prefix, or wrapped into a record of
 * JSON.
 */
final class Marks {

  /*
   * SWAR ("SIMD within a register"), after Lamport, "Multiple byte processing with full-word
   * instructions", CACM 18 (1975), and Mycroft's zero-byte test. A pair is looked for with two loads,
   * the second one byte on: the words differ from the pair in no bit of some byte exactly where it
   * stands, so that one test for a zero byte does for both letters. That test may also mark the byte
   * above a true one (a borrow), which the closer look sorts out; it never misses. Line breaks are
   * counted, so theirs is the exact test.
   */
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long TOPS = 0x8080808080808080L;
  private static final long LOWS = 0x7f7f7f7f7f7f7f7fL;
  private static final long BREAKS = everyByte('\n');
  private static final long COLONS = everyByte(':');
  private static final long SPACES = everyByte(' ');

  /* Leaves out the bit of case, and the two that tell c, g, s and w apart. */
  private static final long FIRST_MASK = everyByte(0xff & ~0x20 & ~0x14);
  private static final long FIRST = everyByte('g' & ~0x20 & ~0x14);
  private static final long SECOND_MASK = everyByte(0xff & ~0x20);
  private static final long SECOND = everyByte('c' & ~0x20);

  private static final int BLOCK = 32;

  /** What is read behind a block: the byte after it, and the first letter of a line there. */
  private static final int BEHIND = 2;

  /** What lines of the runtime, the shell and the kernel about the end of a process begin with. */
  private static final byte[][] LINE_STARTS =
      Stream.of(
              "fatal error: ",
              "panic: ",
              "pacer: ",
              "runtime: ",
              "runtime/cgo: ",
              "SIG",
              "signal: ",
              "checkfinalizers: ",
              "Killed",
              "OOMKilled",
              "Out of memory: ",
              "Memory cgroup out of ")
          .map(word -> word.getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);

  /** A bit for each letter that one of them begins with. */
  private static final long FIRST_LETTERS =
      Stream.of(LINE_STARTS).mapToLong(word -> 1L << word[0]).reduce(0, (x, y) -> x | y);

  private boolean collectionAtLineStart;
  private boolean collectionElsewhere;
  private int breaks;

  /** Line breaks seen by the last {@link #next} before the offset it returned. */
  int breaks() {
    return breaks;
  }

  /**
   * An offset inside the first line of {@code text[from, to)} that holds a mark, or {@code to} when
   * there is none.
   *
   * @param from offset of the first byte of a line
   */
  int next(byte[] text, int from, int to) {
    // What begins a line is looked for behind a line break, and the first line has none before it.
    if (from < to && isLineStart(text, from, to)) {
      breaks = 0;
      return from;
    }
    boolean speakers = !collectionAtLineStart || collectionElsewhere;
    int seen = 0;
    int at = from;
    for (int end = to - BLOCK - BEHIND; at < end; at += BLOCK) {
      long a = (long) LONG.get(text, at);
      long b = (long) LONG.get(text, at + 8);
      long c = (long) LONG.get(text, at + 16);
      long d = (long) LONG.get(text, at + 24);
      long pairs =
          letters(a, (long) LONG.get(text, at + 1))
              | letters(b, (long) LONG.get(text, at + 9))
              | letters(c, (long) LONG.get(text, at + 17))
              | letters(d, (long) LONG.get(text, at + 25));
      if (speakers) {
        pairs |=
            colonBlank(a, (long) LONG.get(text, at + 1))
                | colonBlank(b, (long) LONG.get(text, at + 9))
                | colonBlank(c, (long) LONG.get(text, at + 17))
                | colonBlank(d, (long) LONG.get(text, at + 25));
      }
      // One bit a byte: bit 8k+j stands for byte k of word j.
      long newlines = breaks(a) >>> 7 | breaks(b) >>> 6 | breaks(c) >>> 5 | breaks(d) >>> 4;
      if ((pairs & TOPS) == 0 && newlines == 0) {
        continue;
      }
      int mark = (pairs & TOPS) == 0 ? to : pairMark(text, from, at, at + BLOCK, to);
      for (long bits = newlines; bits != 0; bits &= bits - 1) {
        int bit = Long.numberOfTrailingZeros(bits);
        int line = at + (bit >>> 3) + ((bit & 7) << 3) + 1;
        if (canBeginLine(text[line]) && line < mark && isLineStart(text, line, to)) {
          mark = line;
        }
      }
      if (mark < to) {
        return found(text, from, mark, to, seen + breaks(text, at, mark));
      }
      seen += Long.bitCount(newlines);
    }
    return nextOfRest(text, from, at, to, seen);
  }

  /** The same for the last bytes, too few for a block. */
  private int nextOfRest(byte[] text, int from, int start, int to, int seen) {
    int mark = pairMark(text, from, start, to, to);
    for (int i = Math.max(start, from + 1); i < mark; i++) {
      if (text[i - 1] == '\n' && isLineStart(text, i, to)) {
        mark = i;
      }
    }
    return found(text, from, mark, to, seen + breaks(text, start, mark));
  }

  private int found(byte[] text, int from, int mark, int to, int passed) {
    breaks = passed;
    // Only a pair can begin with a g: no word at the begin of a line does.
    if (mark < to && text[mark] == 'g') {
      if (mark == from || text[mark - 1] == '\n') {
        collectionAtLineStart = true;
      } else {
        collectionElsewhere = true;
      }
    }
    return mark;
  }

  /** Offset of the first pair from {@code start} on that is a mark; {@code to} when none is. */
  private int pairMark(byte[] text, int from, int start, int end, int to) {
    boolean speakers = !collectionAtLineStart || collectionElsewhere;
    for (int i = start; i < end && i + 1 < to; i++) {
      byte second = text[i + 1];
      boolean possible = second == 'c' || second == 'C' || (speakers && second == ' ');
      if (possible && isMark(text, from, i + 1, to)) {
        return i;
      }
    }
    return to;
  }

  /** Offset of the first line break in {@code text[from, to)}, {@code to} when there is none. */
  static int indexOfBreak(byte[] text, int from, int to) {
    int i = from;
    for (; i <= to - Long.BYTES; i += Long.BYTES) {
      long newlines = breaks((long) LONG.get(text, i));
      if (newlines != 0) {
        return i + (Long.numberOfTrailingZeros(newlines) >>> 3);
      }
    }
    while (i < to && text[i] != '\n') {
      i++;
    }
    return i;
  }

  private static int breaks(byte[] text, int from, int to) {
    int breaks = 0;
    for (int i = from; i < to; i++) {
      breaks += text[i] == '\n' ? 1 : 0;
    }
    return breaks;
  }

  /** Has the top bit of a byte set where a pair of letters begins; other bits mean nothing. */
  private static long letters(long word, long shifted) {
    long x = ((word & FIRST_MASK) ^ FIRST) | ((shifted & SECOND_MASK) ^ SECOND);
    return (x - ONES) & ~x;
  }

  private static long colonBlank(long word, long shifted) {
    long x = (word ^ COLONS) | (shifted ^ SPACES);
    return (x - ONES) & ~x;
  }

  /** Has the top bit of a byte set, and no other, where a line break stands. */
  private static long breaks(long word) {
    long x = word ^ BREAKS;
    return ~(((x & LOWS) + LOWS) | x | LOWS);
  }

  private static long everyByte(int value) {
    long word = value & 0xffL;
    word |= word << 8;
    word |= word << 16;
    return word | word << 32;
  }

  private static boolean canBeginLine(byte letter) {
    return letter >= 'A' && (FIRST_LETTERS >>> letter & 1) != 0;
  }

  private static boolean isLineStart(byte[] text, int at, int to) {
    if (canBeginLine(text[at])) {
      for (byte[] word : LINE_STARTS) {
        if (to - at >= word.length
            && Arrays.equals(text, at, at + word.length, word, 0, word.length)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the bytes around the pair that ends at {@code at} are those of a record. */
  private static boolean isMark(byte[] text, int from, int at, int to) {
    byte second = text[at];
    byte first = text[at - 1];
    if (second == 'c') {
      if (first == 'g') {
        // The runtime writes "gc " as one token, of which a shipper may strip the blank when a line
        // was torn behind it; "gc12(" is the record of Go 1.4 and earlier.
        return at + 1 == to
            || text[at + 1] == ' '
            || text[at + 1] == '\n'
            || Cursor.isDigit(text[at + 1]);
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
      case 'd' -> precedes(text, from, colon, "Killed");
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
}
