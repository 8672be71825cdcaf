package dev.gctrace.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.drawing.Domain;
import dev.gctrace.cli.drawing.Vertex;
import java.util.List;
import org.junit.jupiter.api.Test;

class DotsTest {

  /** Two cells wide, one high: dots 0 to 3 across and up, each at a whole number. */
  private static final Plot PLOT = new Plot(0, 0, 2, 1, new Domain(0, 3), 3);

  @Test
  void aRisingLineIsARowOfDots() {
    // Dots (0,0) and (1,1), then (2,2) and (3,3), from the bottom: bits 0x40 + 0x20, 0x02 + 0x08.
    assertThat(braille(new Vertex(0, 0), new Vertex(3, 3))).isEqualTo("⡠⠊");
    assertThat(strokes(new Vertex(0, 0), new Vertex(3, 3))).isEqualTo("//");
  }

  @Test
  void aSteepLineIsASlashAndItsFallABackslash() {
    assertThat(strokes(new Vertex(0, 0), new Vertex(0, 1), new Vertex(1, 3))).isEqualTo("/");
    assertThat(strokes(new Vertex(0, 3), new Vertex(0, 2), new Vertex(1, 0))).isEqualTo("\\");
  }

  @Test
  void anUprightLineIsABar() {
    assertThat(braille(new Vertex(0, 0), new Vertex(0, 3))).isEqualTo("⡇");
    assertThat(strokes(new Vertex(0, 0), new Vertex(0, 3))).isEqualTo("|");
  }

  @Test
  void aFlatLineIsHighOrLow() {
    assertThat(strokes(new Vertex(0, 0), new Vertex(3, 0))).isEqualTo("__");
    assertThat(strokes(new Vertex(0, 3), new Vertex(3, 3))).isEqualTo("--");
  }

  @Test
  void dashesLeaveOutEverySecondPairOfDots() {
    Plot wide = new Plot(0, 0, 4, 1, new Domain(0, 7), 3);
    Dots dots = new Dots(wide);
    dots.dashes(new Vertex(0, 0), new Vertex(7, 0));
    Canvas canvas = new Canvas(4, 1);

    dots.paintBraille(canvas, Ink.HEAP);

    assertThat(canvas.lines(false)).containsExactly("⣀ ⣀");
  }

  @Test
  void knowsWhatItCoversAndFills() {
    Dots dots = new Dots(PLOT);
    dots.line(List.of(new Vertex(0, 0), new Vertex(0, 3)));
    assertThat(dots.covers(0, 0)).isTrue();
    assertThat(dots.covers(1, 0)).isFalse();
    assertThat(dots.fills(0, 0)).isFalse();

    dots.line(List.of(new Vertex(1, 0), new Vertex(1, 3)));
    assertThat(dots.fills(0, 0)).isTrue();
  }

  private static String braille(Vertex... points) {
    Canvas canvas = new Canvas(2, 1);
    dots(points).paintBraille(canvas, Ink.HEAP);
    return canvas.lines(false).get(0);
  }

  private static String strokes(Vertex... points) {
    Canvas canvas = new Canvas(2, 1);
    dots(points).paintStrokes(canvas, Ink.HEAP);
    return canvas.lines(false).get(0);
  }

  private static Dots dots(Vertex... points) {
    Dots dots = new Dots(PLOT);
    dots.line(List.of(points));
    return dots;
  }
}
