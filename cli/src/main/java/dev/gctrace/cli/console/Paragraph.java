package dev.gctrace.cli.console;

import java.util.ArrayList;
import java.util.List;

/** Prose broken into lines. */
public final class Paragraph {

  private Paragraph() {}

  /**
   * Breaks text at its blanks.
   *
   * @param text words; a word longer than a line stays whole
   * @param columns the longest line
   * @param first what the first line begins with
   * @param others what every other line begins with
   */
  public static List<String> lines(String text, int columns, String first, String others) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(first);
    int begin = first.length();
    for (String word : text.strip().split(" +")) {
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

  /**
   * Breaks the paragraphs of a text, which blank lines part. One of several lines is left as it is:
   * it is code.
   *
   * @param text the text
   * @param columns the longest line
   * @param indent what every line begins with
   */
  public static List<String> paragraphs(String text, int columns, String indent) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.strip().split("\n\n+")) {
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
