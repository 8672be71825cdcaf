package dev.gctrace.core.trace;

/**
 * One argument of the runtime's {@code print}: a literal or a number. The runtime gives each to one
 * {@code write(2)}, so that text of others may stand before or behind it, never inside.
 *
 * @param kind what it is
 * @param literal its text; empty for a number
 */
record Token(Kind kind, Literal literal) {

  /** Kinds of token, by the form they are printed in. */
  enum Kind {
    /** Text that is always the same. */
    LITERAL,
    /** A whole number. */
    COUNT,
    /** The number of a collection: 32 bits. */
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
    return new Token(Kind.LITERAL, Literal.of(text));
  }

  static Token number(Kind kind) {
    return new Token(kind, NONE);
  }

  /**
   * Whether no line of another writer can be thought to begin with it: a single sign or {@code "s
   * "} may.
   */
  boolean isTelling() {
    return literal.length() > 2 || (literal.length() == 2 && literal.startsWith(" "));
  }

  /** Offset after the longest token that stands at {@code from}; -1 when none does. */
  int end(byte[] text, int from, int to) {
    return switch (kind) {
      case LITERAL -> literalEnd(text, from, to);
      case COUNT -> wholeEnd(text, from, to, 20);
      case CYCLE -> wholeEnd(text, from, to, 10);
      case PERCENT -> wholeEnd(text, from, to, 3);
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

  private int literalEnd(byte[] text, int from, int to) {
    return literal.isAt(text, from, to) ? from + literal.length() : -1;
  }

  private static int wholeEnd(byte[] text, int from, int to, int most) {
    if (from < to && text[from] == '0') {
      return from + 1;
    }
    int end = from;
    while (end < to && end - from < most && Cursor.isDigit(text[end])) {
      end++;
    }
    return end == from ? -1 : end;
  }

  private static int secondsEnd(byte[] text, int from, int to) {
    int point = wholeEnd(text, from, to, 12);
    if (point < 0 || to - point < 4 || text[point] != '.') {
      return -1;
    }
    for (int i = point + 1; i <= point + 3; i++) {
      if (!Cursor.isDigit(text[i])) {
        return -1;
      }
    }
    return point + 4;
  }

  /** {@code 0}, {@code 0.0dd}, {@code 0.dd}, {@code d.d} or two digits and more. */
  private static int millisEnd(byte[] text, int from, int to) {
    if (from == to || !Cursor.isDigit(text[from])) {
      return -1;
    }
    boolean fraction = to - from > 2 && text[from + 1] == '.' && Cursor.isDigit(text[from + 2]);
    if (text[from] != '0') {
      int end = wholeEnd(text, from, to, 12);
      return end - from > 1 ? end : fraction ? from + 3 : -1;
    }
    if (!fraction || to - from < 4 || !Cursor.isDigit(text[from + 3])) {
      return from + 1;
    }
    if (text[from + 2] != '0') {
      return from + 4;
    }
    boolean micros = to - from > 4 && Cursor.isDigit(text[from + 4]);
    return micros && (text[from + 3] != '0' || text[from + 4] != '0') ? from + 5 : from + 1;
  }
}
