package dev.gctrace.cli.chart;

/** Text of unknown origin, fit to be drawn in a line. */
final class Plain {

  private static final int MOST = 300;
  private static final int REPLACEMENT = 0xfffd;

  private Plain() {}

  /**
   * The text without what is no character to see: controls, directions, halves of pairs and what
   * XML cannot hold become U+FFFD. Very long text is cut.
   */
  static String text(String text) {
    StringBuilder plain = new StringBuilder();
    text.codePoints()
        .limit(MOST)
        .map(c -> visible(c) ? c : REPLACEMENT)
        .forEach(plain::appendCodePoint);
    return text.codePointCount(0, text.length()) > MOST ? plain + "…" : plain.toString();
  }

  private static boolean visible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
