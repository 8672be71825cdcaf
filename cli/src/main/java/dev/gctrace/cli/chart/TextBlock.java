package dev.gctrace.cli.chart;

import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;

/** Text broken into lines by its measured width. */
final class TextBlock {

  private static final String CUT = "…";

  private TextBlock() {}

  /** Lines no wider than {@code width}; what is over the last of them is cut, and shown to be. */
  static List<String> wrap(Graphics2D g, Font font, String text, double width, int most) {
    List<String> lines = new ArrayList<>();
    String line = "";
    String[] words = text.strip().split(" +", -1);
    for (int i = 0; i < words.length; i++) {
      String longer = line.isEmpty() ? words[i] : line + " " + words[i];
      if (width(g, font, longer) <= width || line.isEmpty()) {
        line = longer;
      } else if (lines.size() == most - 1) {
        line = longer;
      } else {
        lines.add(line);
        line = words[i];
      }
    }
    lines.add(line);
    return lines.stream().map(l -> cut(g, font, l, width)).toList();
  }

  /** The text, or as much of its beginning as fits, with an ellipsis. */
  static String cut(Graphics2D g, Font font, String text, double width) {
    if (width(g, font, text) <= width) {
      return text;
    }
    int fits = 0;
    int over = text.length();
    while (over - fits > 1) {
      int middle = (fits + over) >>> 1;
      if (width(g, font, text.substring(0, middle) + CUT) <= width) {
        fits = middle;
      } else {
        over = middle;
      }
    }
    if (fits > 0 && Character.isHighSurrogate(text.charAt(fits - 1))) {
      fits--;
    }
    return text.substring(0, fits).stripTrailing() + CUT;
  }

  static double width(Graphics2D g, Font font, String text) {
    return font.getStringBounds(text, g.getFontRenderContext()).getWidth();
  }
}
