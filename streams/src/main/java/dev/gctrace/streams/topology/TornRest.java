package dev.gctrace.streams.topology;

/**
 * Tells whether a line can be the rest of a record of the runtime that another program's line tore
 * apart, or that a writer of logs cut. Such a rest begins with a token of the record; what stands
 * behind it can be text of somebody else. Few other lines pass: those that begin with a number and,
 * without a blank, a letter.
 */
final class TornRest {

  private static final int MAX_NUMBER = 20;

  private TornRest() {}

  /** Whether a line can be the rest of a record. */
  static boolean canBe(byte[] text, int from, int to) {
    if (from == to) {
      return false;
    }
    return switch (text[from]) {
      case ' ' ->
          digitAfter(text, from, to, " @")
              || isAt(text, from, to, " ms c")
              || isAt(text, from, to, " MB")
              || isProcs(text, from, to)
              || isAt(text, from, to, " (forced)")
              || isWhole(text, from, to, " @");
      case '+', '/' -> from + 1 == to || isDigit(text[from + 1]);
      case '-' -> isAt(text, from, to, "->");
      case '%' -> true;
      case ':' -> isWhole(text, from, to, ": ") || digitAfter(text, from, to, ": ");
      case '@' -> digitAfter(text, from, to, "@");
      case 's' -> isPercent(text, from, to);
      case 'm' -> isAt(text, from, to, "ms clock, ") || isAt(text, from, to, "ms cpu, ");
      case 'M' -> isAt(text, from, to, "MB, ") || isAt(text, from, to, "MB goal, ");
      case 'P' -> from + 1 == to || isAt(text, from, to, "P (forced)");
      case '(' -> isAt(text, from, to, "(forced)");
      default -> isDigit(text[from]) && beginsWithNumber(text, from, to);
    };
  }

  /** Of a line that begins with a digit. */
  private static boolean beginsWithNumber(byte[] text, int from, int to) {
    int whole = digits(text, from, to);
    int end = whole;
    int fraction = 0;
    if (end + 1 < to && text[end] == '.' && isDigit(text[end + 1])) {
      end = digits(text, end + 1, to);
      fraction = end - whole - 1;
    }
    if (end - from > MAX_NUMBER) {
      return false;
    }
    if (end == to) {
      return true;
    }
    return switch (text[end]) {
      case '+' -> end + 1 == to || isDigit(text[end + 1]);
      case '/' -> fraction > 0 || !isDate(text, from, to, '/');
      case '-' ->
          isAt(text, end, to, "->")
              || fraction > 0
              || (whole - from > 4 && isDate(text, whole - 4, to, '-'));
      case ':' -> (fraction > 0 || whole - from > 2) && digits(text, end + 1, to) == end + 3;
      case '.' -> fraction > 3 || whole - from > 3;
      case '%' -> end + 1 == to || (text[end + 1] != ' ' && text[end + 1] != ',');
      case ' ' ->
          digitAfter(text, end, to, " @")
              || isAt(text, end, to, " ms c")
              || isAt(text, end, to, " MB")
              || isProcs(text, end, to)
              || end + 1 == to;
      default -> text[end] != ',' && text[end] != ')' && text[end] != ']' && text[end] != '\t';
    };
  }

  /** {@code YYYY/MM/DD}, or {@code DD/MM/YYYY}. */
  private static boolean isDate(byte[] text, int from, int to, char separator) {
    int first = digits(text, from, to);
    int second = first < to && text[first] == separator ? digits(text, first + 1, to) : first;
    int third = second < to && text[second] == separator ? digits(text, second + 1, to) : second;
    boolean ends = third == to || text[third] == ' ' || text[third] == ',' || text[third] == 'T';
    if (second <= first + 1 || third <= second + 1 || !ends) {
      return false;
    }
    int year = third - second - 1;
    return first - from == 4
        || (first - from <= 2 && second - first - 1 <= 2 && (year == 2 || year == 4));
  }

  private static boolean isProcs(byte[] text, int from, int to) {
    return isAt(text, from, to, " P") && (from + 2 == to || !isLetter(text[from + 2]));
  }

  private static boolean isPercent(byte[] text, int from, int to) {
    if (from + 1 == to || isWhole(text, from, to, "s ")) {
      return true;
    }
    int end = digits(text, from + 2, to);
    return digitAfter(text, from, to, "s ") && (end == to || text[end] == '%');
  }

  private static boolean isWhole(byte[] text, int from, int to, String token) {
    return to - from == token.length() && isAt(text, from, to, token);
  }

  private static boolean digitAfter(byte[] text, int from, int to, String token) {
    int next = from + token.length();
    return next < to && isAt(text, from, to, token) && isDigit(text[next]);
  }

  private static boolean isAt(byte[] text, int from, int to, String token) {
    if (to - from < token.length()) {
      return false;
    }
    for (int i = 0; i < token.length(); i++) {
      if (text[from + i] != token.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int digits(byte[] text, int from, int to) {
    int end = from;
    while (end < to && isDigit(text[end])) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  private static boolean isLetter(byte b) {
    return (b | 0x20) >= 'a' && (b | 0x20) <= 'z';
  }
}
