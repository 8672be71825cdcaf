package dev.gctrace.cli.terminal;

import dev.gctrace.cli.drawing.Vertex;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Lines as dots, eight to a cell. Every line is drawn in full, so that many teeth in one column
 * leave their range: from the lowest live heap to the highest peak.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Dots {

  private static final int BRAILLE = 0x2800;

  /** Bits of the dots of a Braille pattern, from the lowest row up, left and right. */
  private static final int[][] BITS = {{0x40, 0x80}, {0x04, 0x20}, {0x02, 0x10}, {0x01, 0x08}};

  private static final int FULL = 0xff;

  private final Plot plot;
  private final int[][] cells;

  Dots(Plot plot) {
    this.plot = plot;
    this.cells = new int[plot.height()][plot.width()];
  }

  /** Draws a line through the given points. */
  void line(List<Vertex> points) {
    for (int i = 0; i < points.size(); i++) {
      segment(points.get(Math.max(0, i - 1)), points.get(i), false);
    }
  }

  /** Draws a dashed line from one point to another. */
  void dashes(Vertex from, Vertex to) {
    segment(from, to, true);
  }

  private void segment(Vertex from, Vertex to, boolean dashed) {
    int x = plot.dotAcross(from.x());
    int y = plot.dotUp(from.mib());
    int dx = plot.dotAcross(to.x()) - x;
    int dy = plot.dotUp(to.mib()) - y;
    int steps = Math.max(1, Math.max(Math.abs(dx), Math.abs(dy)));
    for (int i = 0; i <= steps; i++) {
      if (!dashed || i / 2 % 2 == 0) {
        set(x + Math.round((float) dx * i / steps), y + Math.round((float) dy * i / steps));
      }
    }
  }

  private void set(int x, int y) {
    cells[y / Plot.DOTS_UP][x / Plot.DOTS_ACROSS] |= BITS[y % Plot.DOTS_UP][x % Plot.DOTS_ACROSS];
  }

  /** Whether a cell of the canvas holds dots. */
  boolean covers(int column, int row) {
    return cell(column, row) != 0;
  }

  /** Whether a cell is so full that another character in its place takes nothing away. */
  boolean fills(int column, int row) {
    return cell(column, row) == FULL;
  }

  private int cell(int column, int row) {
    return cells[plot.above() + plot.height() - 1 - row][column - plot.left()];
  }

  /** Puts the dots on the canvas as Braille patterns. */
  void paintBraille(Canvas canvas, Ink ink) {
    paint(canvas, ink, bits -> (char) (BRAILLE + bits));
  }

  /** Puts the dots on the canvas as strokes of ASCII. */
  void paintStrokes(Canvas canvas, Ink ink) {
    paint(canvas, ink, Dots::stroke);
  }

  /** Puts the dots on the canvas as the given character. */
  void paintAs(char c, Canvas canvas, Ink ink) {
    paint(canvas, ink, bits -> c);
  }

  private void paint(Canvas canvas, Ink ink, IntFunction<Character> glyph) {
    for (int up = 0; up < cells.length; up++) {
      for (int across = 0; across < cells[up].length; across++) {
        if (cells[up][across] != 0) {
          canvas.set(
              plot.left() + across,
              plot.above() + plot.height() - 1 - up,
              glyph.apply(cells[up][across]),
              ink);
        }
      }
    }
  }

  private static char stroke(int bits) {
    int left = mask(bits, 0);
    int right = mask(bits, 1);
    int extent = Integer.bitCount(left | right);
    if (Integer.bitCount(bits) > 4) {
      return '|';
    }
    if (left == 0 || right == 0) {
      return extent > 1 ? '|' : flat(left | right);
    }
    int rise = doubledMiddle(right) - doubledMiddle(left);
    if (Math.abs(rise) < 2) {
      return extent > 2 ? '|' : flat(left | right);
    }
    return rise > 0 ? '/' : '\\';
  }

  private static char flat(int rows) {
    return (rows & 0b1100) == 0 ? '_' : '-';
  }

  /** The rows of one column of dots as bits, the lowest first. */
  private static int mask(int bits, int column) {
    int mask = 0;
    for (int up = 0; up < Plot.DOTS_UP; up++) {
      mask |= (bits & BITS[up][column]) != 0 ? 1 << up : 0;
    }
    return mask;
  }

  /** Twice the middle between the lowest and the highest row of a mask. */
  private static int doubledMiddle(int mask) {
    return Integer.numberOfTrailingZeros(mask) + 31 - Integer.numberOfLeadingZeros(mask);
  }
}
