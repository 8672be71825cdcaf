package dev.gctrace.core.trace;

/**
 * How often lines of the program begin in which way: where text of the program is glued to a piece
 * of a record, this tells where it begins.
 *
 * <p>A beginning is the first eight bytes of a line, every digit as {@code 0}; of a line that
 * begins with a number, its number of digits and the seven bytes behind it. Of such lines also the
 * beginning with every number as one digit is counted. Some 64 of each are known; the rarest make
 * room. Counts are halved now and then, so that a program may change its ways.
 */
final class LineStarts {

  /** Cost of what was never seen and is not how lines begin as a rule. */
  static final double STRANGE = 9;

  /** Bytes that a beginning is made of. */
  static final int LENGTH = Long.BYTES;

  private static final double USUAL = 2;
  private static final double TIME = 1.5;
  private static final double BLANK = 6;

  private static final int MOST_SETS = 16;
  private static final int WAYS = 4;
  private static final int MOST = 1 << 12;
  private static final int LONGEST_NUMBER = 30;

  /** Bytes that are looked at, so that a number without end costs no more than another. */
  private static final int FAR = 128;

  private static final long ZERO = '0';

  /** First byte of the shape of a number of any length; no text begins with it or those before. */
  private static final int NUMBER = 0x9f;

  /**
   * Beginnings by set; 0 is none. Sets are made as they are needed: there may be ten thousand
   * programs of which a line or two is seen.
   */
  private long[] seen = new long[WAYS];

  private int[] counts = new int[WAYS];

  private int lines;

  /** Lines among them that began as none before, with a digit and without. */
  private int newNumbers;

  private int newWords;

  /** Counts a line of the program. */
  void add(byte[] text, int from, int end) {
    int to = Math.min(end, from + FAR);
    lines++;
    int at = count(shape(text, from, to));
    boolean isNew = counts[at] == 1;
    if (from == to || !Cursor.isDigit(text[from])) {
      newWords += isNew ? 1 : 0;
    } else if (!TimeShape.isAt(text, from, to)) {
      newNumbers += isNew ? 1 : 0;
      count(numberShape(text, from, to));
    }
    if (lines >= MOST) {
      halve();
    }
  }

  private void halve() {
    lines /= 2;
    newNumbers /= 2;
    newWords /= 2;
    for (int i = 0; i < counts.length; i++) {
      counts[i] = (counts[i] + 1) / 2;
    }
  }

  /** Counts a beginning; returns its place. */
  private int count(long start) {
    int set = set(start);
    int rarest = set;
    for (int i = set; i < set + WAYS; i++) {
      if (seen[i] == start) {
        counts[i]++;
        return i;
      }
      rarest = counts[i] < counts[rarest] ? i : rarest;
    }
    if (counts[rarest] > 0 && seen.length < MOST_SETS * WAYS) {
      doubleSets();
      return count(start);
    }
    seen[rarest] = start;
    counts[rarest] = 1;
    return rarest;
  }

  private void doubleSets() {
    long[] oldSeen = seen;
    int[] oldCounts = counts;
    seen = new long[2 * oldSeen.length];
    counts = new int[seen.length];
    for (int i = 0; i < oldSeen.length; i++) {
      int at = set(oldSeen[i]);
      while (counts[at] > 0) {
        at++;
      }
      seen[at] = oldSeen[i];
      counts[at] = oldCounts[i];
    }
  }

  /** Whether a line of the program began like the text. */
  boolean isKnown(byte[] text, int from, int to) {
    return find(shape(text, from, Math.min(to, from + FAR))) >= 0;
  }

  /**
   * How much speaks against a line of the program that begins as the text does: a negative
   * logarithm of how often one does.
   */
  double cost(byte[] text, int from, int end) {
    int to = Math.min(end, from + FAR);
    int exact = find(shape(text, from, to));
    double cost = kindCost(text, from, to);
    return exact < 0 ? cost : Math.min(cost, Math.log((double) (lines + 1) / counts[exact]));
  }

  private double kindCost(byte[] text, int from, int to) {
    if (from == to) {
      return BLANK;
    }
    byte b = text[from];
    if (!Cursor.isDigit(b)) {
      boolean usual = Cursor.isLetter(b) || b < 0 || "{[<\"'(#*=\t\u001b".indexOf(b) >= 0;
      double first = Math.log((lines + 2.0) / (newWords + 1));
      return usual ? Math.min(STRANGE - 1, Math.max(USUAL, first)) : STRANGE;
    }
    if (TimeShape.isAt(text, from, to)) {
      return TIME;
    }
    if (isBrokenAddress(text, from, to)) {
      return STRANGE;
    }
    boolean isUsual = newNumbers > 8 && newNumbers > lines / 8;
    double cost = isUsual ? Math.log((lines + 1.0) / newNumbers) : STRANGE;
    int like = find(numberShape(text, from, to));
    if (like >= 0) {
      // Of so many with these numbers, none had so many digits: the next may, at one in so many.
      double fresh = Math.log(2 * (counts[like] + 1.0));
      cost = Math.min(cost, Math.log((double) (lines + 1) / counts[like]) + fresh);
    }
    return Math.max(TIME, cost);
  }

  /** The place of a beginning; -1 when it is not known. */
  private int find(long start) {
    int set = set(start);
    for (int i = set; i < set + WAYS; i++) {
      if (seen[i] == start) {
        return i;
      }
    }
    return -1;
  }

  private int set(long start) {
    int bits = Integer.numberOfTrailingZeros(seen.length / WAYS);
    return (int) ((start * 0x9e3779b97f4a7c15L) >>> 1 >>> (Long.SIZE - 1 - bits)) * WAYS;
  }

  private static long shape(byte[] text, int from, int to) {
    int digits = Math.min(Cursor.digitsEnd(text, from, to) - from, LONGEST_NUMBER);
    long shape = digits == 0 ? 0 : (0x80 | digits);
    int at = from + digits;
    for (int left = digits == 0 ? LENGTH : LENGTH - 1; left > 0; left--) {
      // A short line and the begin of a longer one are told apart by the line break.
      byte b = at < to ? text[at++] : (byte) '\n';
      shape = (shape << 8) | (Cursor.isDigit(b) ? ZERO : (b & 0xffL));
    }
    return shape;
  }

  /** The same with every number as one digit. */
  private static long numberShape(byte[] text, int from, int to) {
    long shape = NUMBER;
    int at = Cursor.digitsEnd(text, from, to);
    for (int left = LENGTH - 1; left > 0; left--) {
      byte b = at < to ? text[at] : (byte) '\n';
      shape = (shape << 8) | (Cursor.isDigit(b) ? ZERO : (b & 0xffL));
      at = Cursor.isDigit(b) ? Cursor.digitsEnd(text, at, to) : at + 1;
    }
    return shape;
  }

  /**
   * Whether a text begins with four numbers and points between them, and is no IPv4 address: then
   * some of its digits belong to somebody else, or some are missing.
   */
  private static boolean isBrokenAddress(byte[] text, int from, int to) {
    boolean broken = false;
    int at = from;
    for (int part = 0; part < 4; part++) {
      if (part > 0 && (at == to || text[at++] != '.')) {
        return false;
      }
      int end = Cursor.digitsEnd(text, at, to);
      int digits = end - at;
      if (digits == 0) {
        return false;
      }
      broken |=
          digits > 3 || (digits > 1 && text[at] == '0') || (digits == 3 && isOver255(text, at));
      at = end;
    }
    return broken;
  }

  private static boolean isOver255(byte[] text, int at) {
    return (text[at] - '0') * 100 + (text[at + 1] - '0') * 10 + (text[at + 2] - '0') > 255;
  }
}
