package dev.gctrace.core.trace;

/**
 * Walks over the bytes of one record. The first departure from what is asked for is kept; from then
 * on nothing more is read, so that a grammar can be written down as one sequence and asked once at
 * its end whether it held.
 */
final class Cursor {

  /** Longest number that is read: every value of Go's 64-bit counters in MiB or ms is shorter. */
  static final int MAX_DIGITS = 18;

  /* 10^12 thousandths and less are exact in a double, so that one division rounds once. */
  private static final int MAX_DIGITS_BEFORE_POINT = 12;

  private static final int NOWHERE = -1;
  private static final Literal POINT = Literal.of(".");
  private static final Literal PLUS = Literal.of("+");
  private static final Literal MINUS = Literal.of("-");
  private static final Literal EXPONENT = Literal.of("e");
  private static final Literal NAN = Literal.of("NaN");
  private static final Literal INFINITE = Literal.of("Inf");

  private final byte[] buffer;
  private final int to;

  /** Where reading ends: {@link #to}, and the place of the departure once there is one. */
  private int limit;

  private int at;
  private int failedAt = NOWHERE;
  private String expected = "";

  Cursor(byte[] buffer, int at, int to) {
    this.buffer = buffer;
    this.at = at;
    this.to = to;
    this.limit = to;
  }

  /** Offset of the next byte; after a departure the place of it. */
  int at() {
    return at;
  }

  boolean failed() {
    return failedAt != NOWHERE;
  }

  /** The departure, its column counted from {@code from}. */
  Malformed malformed(int from) {
    String found =
        failedAt >= to ? "end of line" : Excerpt.of(buffer, failedAt, to, Excerpt.FOUND_CHARS);
    return new Malformed(failedAt - from + 1, expected, found);
  }

  /** Whether a word stands next. */
  boolean ahead(Literal word) {
    return word.isAt(buffer, at, limit);
  }

  /** Passes over a word that may stand next, and says whether it did. */
  boolean take(Literal word) {
    if (!ahead(word)) {
      return false;
    }
    at += word.length();
    return true;
  }

  /** Passes over a word that has to stand next. */
  void skip(Literal word) {
    if (!take(word) && !failed()) {
      int matching = word.matching(buffer, at, limit);
      failAt(at + matching, word.expectation(matching));
    }
  }

  /** Whether a digit stands next. */
  boolean digitAhead() {
    return at < limit && isDigit(buffer[at]);
  }

  /** A whole number without sign. */
  long number() {
    int start = at;
    long value = digits();
    if (at == start) {
      failAt(start, "a number");
    } else if (at - start > MAX_DIGITS) {
      failAt(start, "a number of at most " + MAX_DIGITS + " digits");
    }
    return value;
  }

  /** A whole number without sign that is at most {@code max}. */
  long numberUpTo(long max) {
    int start = at;
    long value = number();
    if (value > max) {
      failAt(start, "a number up to " + max);
    }
    return value;
  }

  /** A whole number that a minus may precede. */
  long signedNumber() {
    return take(MINUS) ? -number() : number();
  }

  /** Passes over a number as the runtime prints a float64. */
  void real() {
    if (take(NAN)) {
      return;
    }
    if (!take(PLUS)) {
      take(MINUS);
    }
    if (take(INFINITE)) {
      return;
    }
    digitsAtLeastOne();
    if (take(POINT)) {
      digitsAtLeastOne();
    }
    if (take(EXPONENT)) {
      if (!take(PLUS)) {
        take(MINUS);
      }
      digitsAtLeastOne();
    }
  }

  private void digitsAtLeastOne() {
    if (!digitAhead()) {
      fail("a digit");
    }
    digits();
  }

  /** A time in seconds with a decimal point, in milliseconds. */
  long secondsAsMillis() {
    int start = at;
    long whole = numberUpTo(Long.MAX_VALUE / 1000 - 1);
    skip(POINT);
    return failed() ? 0 : whole * 1000 + thousandths(start);
  }

  /** A time in milliseconds with or without a decimal point. */
  double millis() {
    int start = at;
    long whole = number();
    if (at == limit || buffer[at] != '.') {
      return whole;
    }
    if (at - start > MAX_DIGITS_BEFORE_POINT) {
      failAt(start, "a number of at most " + MAX_DIGITS_BEFORE_POINT + " digits before the point");
      return 0;
    }
    at++;
    return (whole * 1000 + thousandths(start)) / 1000.0;
  }

  /** One to three digits behind a decimal point, in thousandths. */
  private long thousandths(int start) {
    int point = at;
    long value = digits();
    int count = at - point;
    if (count == 0) {
      failAt(point, "a digit");
    } else if (count > 3) {
      failAt(start, "a number of at most 3 digits behind the point");
    }
    return count == 1 ? value * 100 : count == 2 ? value * 10 : value;
  }

  /** Passes over digits; their value is right when there are no more than {@link #MAX_DIGITS}. */
  private long digits() {
    long value = 0;
    int i = at;
    while (i < limit && isDigit(buffer[i])) {
      value = value * 10 + (buffer[i] - '0');
      i++;
    }
    at = i;
    return value;
  }

  /**
   * Passes over words of lower-case letters, digits, hyphens and underscores with one blank between
   * them; a letter begins each.
   */
  void words() {
    int end = at;
    while (end < limit && isLower(buffer[end])) {
      while (end < limit && isWordByte(buffer[end])) {
        end++;
      }
      if (end + 1 < limit && buffer[end] == ' ' && isLower(buffer[end + 1])) {
        end++;
      }
    }
    if (end == at) {
      fail("a name");
    }
    at = end;
  }

  /** Departs here from what is asked for. */
  void fail(String expected) {
    failAt(at, expected);
  }

  /** Departed at {@code place} from what is asked for. */
  void failAt(int place, String expected) {
    if (!failed()) {
      this.failedAt = place;
      this.expected = expected;
      this.limit = place;
      this.at = place;
    }
  }

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  static boolean isLetter(byte b) {
    return isLower(b) || (b >= 'A' && b <= 'Z');
  }

  private static boolean isLower(byte b) {
    return b >= 'a' && b <= 'z';
  }

  private static boolean isWordByte(byte b) {
    return isLower(b) || isDigit(b) || b == '-' || b == '_';
  }

  /**
   * Whether a letter or an underscore stands before {@code at}, so that what begins there is the
   * end of a longer word. A {@code P} does not count: it ends the record of a process that was
   * killed before it wrote the line break.
   */
  static boolean isInWord(byte[] buffer, int at, int from) {
    return at > from
        && buffer[at - 1] != 'P'
        && (buffer[at - 1] == '_' || isLetter(buffer[at - 1]));
  }

  /** Offset after the digits that stand at {@code at}; {@code at} itself when there is none. */
  static int digitsEnd(byte[] buffer, int at, int to) {
    int i = at;
    while (i < to && isDigit(buffer[i])) {
      i++;
    }
    return i;
  }
}
