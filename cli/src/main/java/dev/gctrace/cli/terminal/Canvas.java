package dev.gctrace.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cells of one character each; row 0 is the top. What falls outside is left out.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Canvas {

  private static final String RESET = "\u001b[0m";

  private final char[][] cells;
  private final Ink[][] inks;

  Canvas(int columns, int rows) {
    cells = new char[rows][columns];
    inks = new Ink[rows][columns];
    for (int row = 0; row < rows; row++) {
      Arrays.fill(cells[row], ' ');
      Arrays.fill(inks[row], Ink.PLAIN);
    }
  }

  void set(int column, int row, char c, Ink ink) {
    if (row >= 0 && row < cells.length && column >= 0 && column < cells[row].length) {
      cells[row][column] = c;
      inks[row][column] = ink;
    }
  }

  void text(int column, int row, String text, Ink ink) {
    for (int i = 0; i < text.length(); i++) {
      set(column + i, row, text.charAt(i), ink);
    }
  }

  /** The rows from the top, without blanks at their ends. */
  List<String> lines(boolean colour) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < cells.length; row++) {
      lines.add(line(row, colour));
    }
    return lines;
  }

  private String line(int row, boolean colour) {
    int end = cells[row].length;
    while (end > 0 && cells[row][end - 1] == ' ') {
      end--;
    }
    if (!colour) {
      return new String(cells[row], 0, end);
    }
    StringBuilder line = new StringBuilder();
    Ink current = Ink.PLAIN;
    for (int column = 0; column < end; column++) {
      char c = cells[row][column];
      Ink ink = c == ' ' ? current : inks[row][column];
      if (ink != current) {
        line.append(current == Ink.PLAIN ? "" : RESET);
        line.append(ink == Ink.PLAIN ? "" : "\u001b[" + ink.sgr() + "m");
        current = ink;
      }
      line.append(c);
    }
    return line.append(current == Ink.PLAIN ? "" : RESET).toString();
  }
}
