package dev.gctrace.cli.chart;

import dev.gctrace.cli.drawing.Level;
import dev.gctrace.cli.drawing.Level.Kind;
import dev.gctrace.cli.drawing.Levels;
import dev.gctrace.cli.drawing.Run;
import dev.gctrace.cli.drawing.Spread;
import dev.gctrace.cli.drawing.ValueTicks;
import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The names of the levels at the right edge of a plot, each at its height or as near as fits. */
final class EdgeLabels {

  private static final int DISTANCE = 16;
  private static final double LEADER = 12;

  private record Label(String text, Color colour, boolean important, double mib, boolean above) {}

  private final List<Label> labels = new ArrayList<>();
  private final double top;

  /**
   * The labels of a plot.
   *
   * @param top the size at its upper edge
   */
  EdgeLabels(Levels levels, Optional<Run> last, double top) {
    this.top = top;
    last.map(run -> run.live().get(run.live().size() - 1).mib())
        .ifPresent(
            live ->
                labels.add(new Label("live " + Heading.mib(live), Look.INK, false, live, false)));
    rising(levels.inside()).forEach(level -> labels.add(label(level, last, false)));
    rising(levels.above()).forEach(level -> labels.add(label(level, last, true)));
    labels.sort(Comparator.comparingDouble(Label::mib));
  }

  /** Of two at the same height the one that matters more stands above. */
  private static List<Level> rising(List<Level> levels) {
    return levels.stream().sorted(Comparator.comparing(Level::kind).reversed()).toList();
  }

  /** Pixels that the widest of them takes. */
  double width() {
    return LEADER
        + labels.stream().mapToDouble(l -> TextBlock.width(font(l), l.text())).max().orElse(0);
  }

  /** Draws them to the right of the plot. */
  void draw(Graphics2D g, Rectangle2D plot) {
    int height = (int) plot.getHeight();
    int[] wanted = labels.stream().mapToInt(l -> up(l, height)).toArray();
    int[] weights = labels.stream().mapToInt(l -> l.important() ? 3 : 1).toArray();
    int[] places = Spread.places(wanted, weights, height, DISTANCE);
    for (int i = 0; i < places.length; i++) {
      Label label = labels.get(i);
      double y = plot.getMaxY() - places[i];
      if (!label.above()) {
        g.setColor(label.colour());
        g.setStroke(new BasicStroke(1));
        double lineY = plot.getMaxY() - wanted[i];
        g.draw(new Line2D.Double(plot.getMaxX() + 1, lineY, plot.getMaxX() + LEADER - 4, y));
      }
      g.setFont(font(label));
      g.setColor(label.colour());
      g.drawString(label.text(), (float) (plot.getMaxX() + LEADER), (float) (y + 4));
    }
  }

  private int up(Label label, int height) {
    return (int) Math.round(Math.min(1, label.mib() / top) * (height - 1));
  }

  private static Font font(Label label) {
    return label.important() ? Look.SMALL_BOLD : Look.SMALL;
  }

  private static Label label(Level level, Optional<Run> last, boolean above) {
    Kind kind = level.kind();
    String text = kind.label() + " " + Heading.mib(level.mib());
    if (kind == Kind.PEAK) {
      text +=
          last.flatMap(r -> r.report().lastForecast())
              .flatMap(Forecast::peakMiB)
              .map(EdgeLabels::range)
              .orElse("");
    }
    Look.Line line =
        switch (kind) {
          case LIMIT -> Look.Line.LIMIT;
          case GOMEMLIMIT -> Look.Line.GOMEMLIMIT;
          case NEXT_GOAL -> Look.Line.GOAL;
          case PEAK -> Look.Line.PEAK;
        };
    return new Label(
        (above ? "↑ " : "") + text, line.textColour(), kind == Kind.LIMIT, level.mib(), above);
  }

  private static String range(Band peak) {
    return " (" + ValueTicks.label(peak.low()) + "\u2013" + ValueTicks.label(peak.high()) + ")";
  }
}
