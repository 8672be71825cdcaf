package dev.gctrace.core.trace;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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
    if (from < to && MarkWords.beginLine(text, from, to)) {
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
        if (MarkWords.canBeginLine(text[line])
            && line < mark
            && MarkWords.beginLine(text, line, to)) {
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
      if (text[i - 1] == '\n' && MarkWords.beginLine(text, i, to)) {
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
      if (possible && MarkWords.standAround(text, from, i + 1, to)) {
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
}
