package dev.gctrace.logs;

/** The blanks around JSON. */
final class JsonText {

  private JsonText() {}

  /** Offset of the first byte that is no blank; {@code to} when there is none. */
  static int skipBlanks(byte[] text, int from, int to) {
    int i = from;
    while (i < to && isBlank(text[i])) {
      i++;
    }
    return i;
  }

  /** Offset after the last byte that is no blank; {@code from} when there is none. */
  static int trimBlanks(byte[] text, int from, int to) {
    int end = to;
    while (end > from && isBlank(text[end - 1])) {
      end--;
    }
    return end;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\n';
  }
}
