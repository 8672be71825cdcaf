package dev.gctrace.cli.terminal;

import dev.gctrace.cli.drawing.Level;
import dev.gctrace.cli.drawing.Level.Kind;
import dev.gctrace.cli.drawing.Levels;
import dev.gctrace.cli.drawing.Spread;
import dev.gctrace.cli.drawing.ValueTicks;
import java.util.Comparator;
import java.util.List;

/** The names of the levels at the right edge, each at its height or as near as there is room. */
final class Margin {

  private final List<Level> levels;
  private final boolean named;

  /**
   * The margin of a drawing.
   *
   * @param named whether names and sizes are written out; else a letter each
   */
  Margin(Levels levels, boolean named) {
    this.levels = levels.inside();
    this.named = named;
  }

  /** Columns that it takes, the blank beside the plot included. */
  int width() {
    return levels.stream().mapToInt(l -> 1 + label(l).length()).max().orElse(0);
  }

  /** What is written beside a level. */
  String label(Level level) {
    return named ? text(level) : letter(level.kind());
  }

  /** What the letters mean, when there are only letters. */
  List<String> explained() {
    return named ? List.of() : levels.stream().map(l -> letter(l.kind()) + " " + text(l)).toList();
  }

  /** Writes the names on the canvas. */
  void draw(Canvas canvas, Plot plot) {
    List<Level> rising =
        levels.stream()
            .sorted(
                Comparator.comparingDouble(Level::mib)
                    .thenComparing(Level::kind, Comparator.reverseOrder()))
            .toList();
    int lowest = plot.above() + plot.height() - 1;
    int[] wanted = rising.stream().mapToInt(l -> lowest - plot.row(l.mib())).toArray();
    int[] weights = rising.stream().mapToInt(l -> weight(l.kind())).toArray();
    int[] places = Spread.places(wanted, weights, plot.height(), 1);
    for (int i = 0; i < places.length; i++) {
      Level level = rising.get(i);
      int column = plot.left() + plot.width() + 1;
      canvas.text(column, lowest - places[i], label(level), ink(level.kind()));
    }
  }

  /** The name of a line belongs at the line; the peak has a bar that is hard to miss. */
  private static int weight(Kind kind) {
    return kind == Kind.LIMIT ? 4 : kind == Kind.PEAK ? 1 : 3;
  }

  private static String text(Level level) {
    return level.kind().label() + " " + ValueTicks.label(level.mib());
  }

  private static String letter(Kind kind) {
    return switch (kind) {
      case LIMIT -> "L";
      case GOMEMLIMIT -> "M";
      case NEXT_GOAL -> "N";
      case PEAK -> "P";
    };
  }

  private static Ink ink(Kind kind) {
    return switch (kind) {
      case LIMIT -> Ink.LIMIT;
      case GOMEMLIMIT -> Ink.GOMEMLIMIT;
      case NEXT_GOAL, PEAK -> Ink.NEXT_GOAL;
    };
  }
}
