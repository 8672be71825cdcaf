package dev.gctrace.core.trace;

import java.nio.charset.StandardCharsets;

/** Text of a log made safe to be shown: short, and without what a terminal would obey. */
final class Excerpt {

  /** Length of {@link Malformed#found()}. */
  static final int FOUND_CHARS = 40;

  /** Length of {@link DeathEvent#text()}. */
  static final int DEATH_CHARS = 200;

  private static final char REPLACEMENT = '\uFFFD';
  private static final int MAX_BYTES_PER_CHAR = 4;

  private Excerpt() {}

  /** At most {@code maxChars} characters of {@code buffer[from, to)}, read as UTF-8. */
  static String of(byte[] buffer, int from, int to, int maxChars) {
    int bytes = Math.min(to - from, maxChars * MAX_BYTES_PER_CHAR);
    String text = new String(buffer, from, bytes, StandardCharsets.UTF_8);
    StringBuilder safe = new StringBuilder(Math.min(text.length(), maxChars));
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (safe.length() + Character.charCount(c) > maxChars) {
        break;
      }
      safe.appendCodePoint(isSafe(c) ? c : REPLACEMENT);
    }
    return safe.toString();
  }

  /** Neither a control character nor one that reorders or breaks the text around it. */
  private static boolean isSafe(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
