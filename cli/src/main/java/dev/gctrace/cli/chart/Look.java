package dev.gctrace.cli.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;

/**
 * Colours and fonts. The hues are those of Okabe and Ito, which the colour-blind can tell apart.
 */
final class Look {

  static final Color INK = new Color(0x1a1a1a);
  static final Color QUIET = new Color(0x595959);
  static final Color AXIS = new Color(0x8c8c8c);
  static final Color GRID = new Color(0xe6e6e6);
  static final Color HEAP_FILL = new Color(0xe3eff7);
  static final Color LIVE_FILL = new Color(0xbfdbec);
  static final Color BAND_FILL = new Color(0xeeeeee);
  static final Color CPU_FILL = new Color(0xd0d0d0);

  static final Font TITLE = font(Font.BOLD, 19);
  static final Font SEVERITY = font(Font.BOLD, 12);
  static final Font TEXT = font(Font.PLAIN, 13);
  static final Font SMALL = font(Font.PLAIN, 12);
  static final Font SMALL_BOLD = font(Font.BOLD, 12);

  private Look() {}

  private static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  /**
   * The lines. Each differs from every other by more than its hue: by its dashes, its width or its
   * markers.
   */
  enum Line {
    HEAP(0x0072b2, 0x00588a, 1.6f),
    LIVE(0x1a1a1a, 0x1a1a1a, 1.3f),
    GOAL(0x009e73, 0x006b4e, 1.6f),
    LIMIT(0xd55e00, 0xa84a00, 3.2f),
    GOMEMLIMIT(0xcc79a7, 0x8c3d68, 2f),
    COMING(0x1a1a1a, 0x1a1a1a, 2f),
    PEAK(0x1a1a1a, 0x1a1a1a, 1.3f),
    RESTART(0x595959, 0x595959, 1f),
    ALARM(0x595959, 0x595959, 1f),
    CPU(0x595959, 0x595959, 1f);

    private final Color colour;
    private final Color textColour;
    private final float width;

    Line(int colour, int textColour, float width) {
      this.colour = new Color(colour);
      this.textColour = new Color(textColour);
      this.width = width;
    }

    /** Colour of the line. */
    Color colour() {
      return colour;
    }

    /** The same hue, dark enough for small text. */
    Color textColour() {
      return textColour;
    }

    BasicStroke stroke() {
      return stroke(1);
    }

    /** The stroke made thinner, for lines so close that they would run into each other. */
    BasicStroke stroke(double scale) {
      return new BasicStroke(
          (float) (width * scale), BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 10, dashes(), 0);
    }

    /** Lengths of dash and gap in turn; null for a line without gaps. */
    float[] dashes() {
      return switch (this) {
        case GOAL -> new float[] {6, 4};
        case GOMEMLIMIT -> new float[] {14, 4, 3, 4};
        case COMING -> new float[] {2, 5};
        case PEAK -> new float[] {1, 3};
        case ALARM -> new float[] {1, 2};
        case RESTART -> new float[] {4, 4};
        case HEAP, LIVE, LIMIT, CPU -> null;
      };
    }
  }
}
