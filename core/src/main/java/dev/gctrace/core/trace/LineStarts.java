package dev.gctrace.core.trace;

/**
 * How the program's own lines begin, as far as seen: where text of the program is glued to a piece
 * of a record, this tells where it begins.
 *
 * <p>The first eight bytes of a line are kept, every digit as {@code 0}. The 64 beginnings seen
 * last are known; a common one is never forgotten for a rare one of another set.
 */
final class LineStarts {

  private static final int SETS = 16;
  private static final int WAYS = 4;
  private static final int LENGTH = Long.BYTES;

  /** Beginnings by set, in each set the one seen last first; 0 is none. */
  private final long[] seen = new long[SETS * WAYS];

  /** Remembers how a line of the program begins. */
  void add(byte[] text, int from, int to) {
    long start = shape(text, from, to);
    int set = set(start);
    int at = set;
    while (at < set + WAYS - 1 && seen[at] != start) {
      at++;
    }
    for (; at > set; at--) {
      seen[at] = seen[at - 1];
    }
    seen[set] = start;
  }

  /** Whether a line of the program began like the text. */
  boolean isKnown(byte[] text, int from, int to) {
    long start = shape(text, from, to);
    int set = set(start);
    for (int i = set; i < set + WAYS; i++) {
      if (seen[i] == start) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a line of the program is sure to begin where the text does. Of a text that begins with
   * a digit, only a time tells.
   */
  boolean tell(byte[] text, int from, int to) {
    return (from < to && Cursor.isDigit(text[from]))
        ? beginsWithTime(text, from, to)
        : isKnown(text, from, to);
  }

  private static int set(long start) {
    return (int) ((start * 0x9e3779b97f4a7c15L) >>> 60) * WAYS;
  }

  private static long shape(byte[] text, int from, int to) {
    int end = Math.min(to, from + LENGTH);
    long shape = 0;
    for (int i = from; i < end; i++) {
      byte b = text[i];
      shape = shape << 8 | (Cursor.isDigit(b) ? '0' : b & 0xff);
    }
    // A short line and the begin of a longer one are told apart by the line break.
    return end - from < LENGTH ? shape << 8 | '\n' : shape;
  }

  /**
   * Whether a text begins with a time in one of the forms whose number of digits is fixed: a date,
   * a time of day, or the seconds (or milli-, micro-, nanoseconds) since 1970, from 2017 to 2033.
   * Only such tell how many digits before them belong to somebody else.
   */
  private static boolean beginsWithTime(byte[] text, int from, int to) {
    return fits(text, from, to, "0000/00/00 ")
        || fits(text, from, to, "0000-00-00 ")
        || fits(text, from, to, "0000-00-00T")
        || fits(text, from, to, "00:00:00")
        || fits(text, from, to, "00/Aaa/0000")
        || fits(text, from, to, "00000000 00:00:00")
        || isEpoch(text, from, to);
  }

  private static boolean isEpoch(byte[] text, int from, int to) {
    int digits = 0;
    while (digits < 20 && from + digits < to && Cursor.isDigit(text[from + digits])) {
      digits++;
    }
    return (digits == 10 || digits == 13 || digits == 16 || digits == 19)
        && text[from] == '1'
        && (text[from + 1] >= '5' && text[from + 1] <= '9');
  }

  private static boolean fits(byte[] text, int from, int to, String form) {
    if (to - from < form.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      byte b = text[from + i];
      boolean fits =
          switch (form.charAt(i)) {
            case '0' -> Cursor.isDigit(b);
            case 'A' -> b >= 'A' && b <= 'Z';
            case 'a' -> b >= 'a' && b <= 'z';
            default -> b == form.charAt(i);
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
