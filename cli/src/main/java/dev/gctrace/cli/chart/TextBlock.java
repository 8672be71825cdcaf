package dev.gctrace.cli.chart;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;

/** Text broken into lines by its measured width. */
final class TextBlock {

  private static final String CUT = "…";

  /** The same for every kind of file, so that all are laid out alike. */
  private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);

  private TextBlock() {}

  /** Lines no wider than {@code width}; what is over the last of them is cut, and shown to be. */
  static List<String> wrap(Font font, String text, double width, int most) {
    List<String> lines = new ArrayList<>();
    String line = "";
    String[] words = text.strip().split(" +", -1);
    for (int i = 0; i < words.length; i++) {
      String longer = line.isEmpty() ? words[i] : line + " " + words[i];
      if (width(font, longer) <= width || line.isEmpty()) {
        line = longer;
      } else if (lines.size() == most - 1) {
        line = longer;
      } else {
        lines.add(line);
        line = words[i];
      }
    }
    lines.add(line);
    return lines.stream().map(l -> cut(font, l, width)).toList();
  }

  /** The text, or as much of its beginning as fits, with an ellipsis. */
  static String cut(Font font, String text, double width) {
    if (width(font, text) <= width) {
      return text;
    }
    int fits = 0;
    int over = text.length();
    while (over - fits > 1) {
      int middle = (fits + over) >>> 1;
      if (width(font, text.substring(0, middle) + CUT) <= width) {
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

  static double width(Font font, String text) {
    return font.getStringBounds(text, MEASURE).getWidth();
  }
}
