package dev.gctrace.core.trace;

/**
 * The forms of a time whose number of digits is fixed: only such tell how many digits before them
 * belong to somebody else.
 */
final class TimeShape {

  private static final String[] SHAPES = {
    "0000/00/00 00:00:00",
    "0000-00-00 00:00:00",
    "0000-00-00T00:00:00",
    "00:00:00",
    "00/Aaa/0000",
    "00 Aaa 0000",
    "00-Aaa-0000",
    "00000000 00:00:00",
    "00000000T000000",
    "00/00/0000 ",
    "00.00.0000 ",
    "00-00 00:00:00",
    "00/00 00:00:00",
  };

  private TimeShape() {}

  /**
   * Whether a date, a time of day, or the seconds (or milli-, micro-, nanoseconds) since 1970, from
   * 2017 to 2033, stand at {@code from}.
   */
  static boolean isAt(byte[] text, int from, int to) {
    for (String shape : SHAPES) {
      if (fits(text, from, to, shape)) {
        return true;
      }
    }
    return isEpoch(text, from, to);
  }

  private static boolean isEpoch(byte[] text, int from, int to) {
    int digits = Cursor.digitsEnd(text, from, Math.min(to, from + 20)) - from;
    return (digits == 10 || digits == 13 || digits == 16 || digits == 19)
        && text[from] == '1'
        && (text[from + 1] >= '5' && text[from + 1] <= '9');
  }

  private static boolean fits(byte[] text, int from, int to, String shape) {
    if (to - from < shape.length()) {
      return false;
    }
    for (int i = 0; i < shape.length(); i++) {
      byte b = text[from + i];
      boolean fits =
          switch (shape.charAt(i)) {
            case '0' -> Cursor.isDigit(b);
            case 'A' -> b >= 'A' && b <= 'Z';
            case 'a' -> b >= 'a' && b <= 'z';
            default -> b == shape.charAt(i);
          };
      if (!fits) {
        return false;
      }
    }
    // A further digit would make it the part of a longer number.
    int end = from + shape.length();
    return end == to || !Cursor.isDigit(text[end]);
  }
}
