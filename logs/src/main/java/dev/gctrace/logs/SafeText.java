package dev.gctrace.logs;

/** Text from a log, made harmless: a log is not trusted with the terminal that shows it. */
final class SafeText {

  private static final char REPLACEMENT = '\uFFFD';

  private SafeText() {}

  /** The text with control and format characters replaced, cut to a length. */
  static String of(String text, int maxChars) {
    if (text.length() <= maxChars && isSafe(text)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(Math.min(text.length(), maxChars));
    for (int i = 0; i < text.length() && safe.length() < maxChars; i++) {
      char c = text.charAt(i);
      safe.append(isSafe(c) ? c : REPLACEMENT);
    }
    return safe.toString();
  }

  private static boolean isSafe(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isSafe(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSafe(char c) {
    if (c >= ' ' && c < 0x7f) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
