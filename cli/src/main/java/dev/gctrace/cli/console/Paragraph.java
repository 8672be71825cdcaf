package dev.gctrace.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Prose broken into lines. */
public final class Paragraph {

  private static final Set<String> UNITS =
      Set.of("%", "MiB", "MiB/s", "MiB/min", "MiB/h", "s", "ms", "min", "h", "d");

  private static final Pattern BLANKS = Pattern.compile(" +");
  private static final Pattern BLANK_LINES = Pattern.compile("\n\n+");

  private Paragraph() {}

  /**
   * Breaks text at its blanks.
   *
   * @param text words; a word longer than a line stays whole
   * @param columns the longest line
   * @param first what the first line begins with
   * @param others what every other line begins with
   * @return at least one line
   */
  public static List<String> lines(String text, int columns, String first, String others) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    int begin = first.length();
    for (String word : words(text)) {
      if (line.length() > begin && line.length() + 1 + word.length() > columns) {
        lines.add(line.toString());
        line.setLength(0);
        line.append(others);
        begin = others.length();
      }
      line.append(line.length() > begin ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /** The words of a text; a figure and its unit are one. */
  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    for (String word : BLANKS.split(text.strip(), 0)) {
      String before = words.isEmpty() ? "" : words.get(words.size() - 1);
      if (isUnit(word)
          && !before.isEmpty()
          && Character.isDigit(before.charAt(before.length() - 1))) {
        words.set(words.size() - 1, before + " " + word);
      } else {
        words.add(word);
      }
    }
    return words;
  }

  private static boolean isUnit(String word) {
    int end = word.length();
    while (end > 0 && ",.;:)".indexOf(word.charAt(end - 1)) >= 0) {
      end--;
    }
    return UNITS.contains(word.substring(0, end));
  }

  /**
   * Breaks the paragraphs of a text, which blank lines part. One of several lines is left as it is:
   * it is code.
   *
   * @param text the text
   * @param columns the longest line
   * @param indent what every line begins with
   * @return at least one line
   */
  public static List<String> paragraphs(String text, int columns, String indent) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : BLANK_LINES.split(text.strip(), 0)) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      if (paragraph.contains("\n")) {
        paragraph.lines().forEach(line -> lines.add(indent + "  " + line));
      } else {
        lines.addAll(lines(paragraph, columns, indent, indent));
      }
    }
    return lines;
  }
}
