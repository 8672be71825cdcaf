package dev.gctrace.core.trace;

/**
 * One argument of the runtime's {@code print}: a literal or a number. The runtime gives each to one
 * {@code write(2)}, so that text of others may stand before or behind it, never inside.
 *
 * @param kind what it is
 * @param literal its text; empty for a number
 * @param weight how much speaks for a record where it stands: the natural logarithm of how many
 *     times as often it is met in a record as in other text
 */
record Token(Kind kind, Literal literal, double weight) {

  /** Kinds of token, by the form they are printed in. */
  enum Kind {
    /** Text that is always the same. */
    LITERAL,
    /** A whole number. */
    COUNT,
    /** The number of a collection, from 1: 32 bits. */
    CYCLE,
    /** A share in percent. */
    PERCENT,
    /** GOMAXPROCS. */
    PROCS,
    /** Seconds with three decimals. */
    SECONDS,
    /** Milliseconds as {@code fmtNSAsMS} (mgc.go) cuts them, to two or three figures. */
    MILLIS
  }

  private static final Literal NONE = Literal.of("");

  static Token literal(String text) {
    double weight = text.length() > 3 ? 5 : text.length() > 1 ? 2 : 1;
    return new Token(Kind.LITERAL, Literal.of(text), weight);
  }

  static Token number(Kind kind) {
    return new Token(kind, NONE, 0.5);
  }

  boolean isNumber() {
    return kind != Kind.LITERAL;
  }

  /** Offset after the longest token that stands at {@code from}; -1 when none does. */
  int end(byte[] text, int from, int to) {
    return switch (kind) {
      case LITERAL -> literal.isAt(text, from, to) ? from + literal.length() : -1;
      case COUNT -> wholeEnd(text, from, to, Cursor.MAX_DIGITS);
      case CYCLE -> from < to && text[from] == '0' ? -1 : wholeEnd(text, from, to, 10);
      case PERCENT -> wholeEnd(text, from, to, isHundred(text, from, to) ? 3 : 2);
      case PROCS -> wholeEnd(text, from, to, 7);
      case SECONDS -> secondsEnd(text, from, to);
      case MILLIS -> millisEnd(text, from, to);
    };
  }

  /**
   * The least offset at which a token that stands at {@code from} may end when digits of another
   * writer are glued to it; every offset from there to {@link #end} is one, too.
   */
  int firstEnd(byte[] text, int from, int end) {
    return switch (kind) {
      case LITERAL, SECONDS -> end;
      case COUNT, CYCLE, PERCENT, PROCS -> from + 1;
      case MILLIS -> end - from > 1 && text[from + 1] != '.' ? from + 2 : end;
    };
  }

  private static int wholeEnd(byte[] text, int from, int to, int most) {
    if (from < to && text[from] == '0') {
      return from + 1;
    }
    int end = Cursor.digitsEnd(text, from, Math.min(to, from + most));
    return end == from ? -1 : end;
  }

  private static boolean isHundred(byte[] text, int from, int to) {
    return to - from > 2 && text[from] == '1' && text[from + 1] == '0' && text[from + 2] == '0';
  }

  private static int secondsEnd(byte[] text, int from, int to) {
    int point = wholeEnd(text, from, to, 12);
    if (point < 0 || point == to || text[point] != '.') {
      return -1;
    }
    int end = Cursor.digitsEnd(text, point + 1, Math.min(to, point + 4));
    return end == point + 4 ? end : -1;
  }

  /** {@code 0}, {@code 0.0dd}, {@code 0.dd}, {@code d.d} or two digits and more. */
  private static int millisEnd(byte[] text, int from, int to) {
    if (from == to || !Cursor.isDigit(text[from])) {
      return -1;
    }
    int decimals = 0;
    if (from + 1 < to && text[from + 1] == '.') {
      decimals = Cursor.digitsEnd(text, from + 2, Math.min(to, from + 5)) - (from + 2);
    }
    if (text[from] != '0') {
      int end = wholeEnd(text, from, to, 12);
      return end > from + 1 ? end : decimals > 0 ? from + 3 : -1;
    }
    if (decimals > 1 && text[from + 2] != '0') {
      return from + 4;
    }
    boolean micros = decimals == 3 && (text[from + 3] != '0' || text[from + 4] != '0');
    return micros ? from + 5 : from + 1;
  }
}
