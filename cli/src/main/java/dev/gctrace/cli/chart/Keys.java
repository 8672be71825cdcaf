package dev.gctrace.cli.chart;

import dev.gctrace.cli.drawing.Level.Kind;
import dev.gctrace.cli.drawing.Levels;
import dev.gctrace.cli.drawing.Run;
import dev.gctrace.cli.drawing.Timeline;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** What the lines and markers of a chart mean: one row, of only what is drawn. */
final class Keys {

  private static final double SAMPLE = 26;
  private static final double AFTER_SAMPLE = 7;
  private static final double BETWEEN = 24;

  private final Graphics2D g;
  private final double y;
  private double x;

  private Keys(Graphics2D g, double x, double y) {
    this.g = g;
    this.x = x;
    this.y = y;
  }

  /** Draws the row with its texts on the given base line. */
  static void draw(Graphics2D g, double x, double baseline, Timeline timeline, Levels levels) {
    List<Run> runs = timeline.runs();
    Keys keys = new Keys(g, x, baseline - 4);
    keys.area(Look.HEAP_FILL, Look.Line.HEAP, "heap");
    keys.area(Look.LIVE_FILL, Look.Line.LIVE, "live heap");
    if (runs.stream().anyMatch(r -> !r.goal().isEmpty())
        || levels.inside(Kind.NEXT_GOAL).isPresent()) {
      keys.line(Look.Line.GOAL, "goal");
    }
    if (runs.stream().anyMatch(r -> r.coming().isPresent())) {
      keys.line(Look.Line.COMING, "coming cycle");
    }
    if (runs.stream().anyMatch(r -> r.coming().flatMap(c -> c.peak()).isPresent())) {
      keys.band("expected peak of the container, 10\u201390 %");
    }
    double end = timeline.comingEndX();
    if (runs.stream()
        .flatMap(r -> r.coming().flatMap(c -> c.atLimit()).stream())
        .anyMatch(at -> at.x() <= end)) {
      keys.cross("container at its limit");
    }
    if (runs.stream().flatMap(r -> r.teeth().stream()).anyMatch(t -> t.point().forced())) {
      keys.marker(Marks.FORCED, Color.WHITE, 6, "forced");
    }
  }

  private void area(Color fill, Look.Line line, String text) {
    g.setColor(fill);
    g.fill(new Rectangle2D.Double(x, y, SAMPLE, 6));
    stroke(line, y);
    text(SAMPLE, text);
  }

  private void line(Look.Line line, String text) {
    stroke(line, y);
    text(SAMPLE, text);
  }

  private void band(String text) {
    g.setColor(Look.BAND_FILL);
    g.fill(new Rectangle2D.Double(x, y - 6, SAMPLE, 12));
    g.setColor(Look.INK);
    g.setStroke(Look.Line.LIVE.stroke());
    double middle = x + SAMPLE / 2;
    g.draw(new Line2D.Double(middle - 5, y - 6, middle + 5, y - 6));
    g.draw(new Line2D.Double(middle - 5, y + 6, middle + 5, y + 6));
    g.setStroke(Look.Line.PEAK.stroke());
    g.draw(new Line2D.Double(middle, y - 6, middle, y + 6));
    shape(Marks.EXPECTED, Color.WHITE, middle, y);
    text(SAMPLE, text);
  }

  private void marker(Shape shape, Color fill, double down, String text) {
    shape(shape, fill, x + 6, y + down);
    text(12, text);
  }

  private void cross(String text) {
    g.setColor(Look.Line.LIMIT.textColour());
    g.setStroke(new BasicStroke(1.4f));
    g.draw(AffineTransform.getTranslateInstance(x + 6, y).createTransformedShape(Marks.CROSSING));
    text(12, text);
  }

  private void shape(Shape shape, Color fill, double atX, double atY) {
    Shape moved = AffineTransform.getTranslateInstance(atX, atY).createTransformedShape(shape);
    g.setColor(fill);
    g.fill(moved);
    g.setColor(Look.INK);
    g.setStroke(Look.Line.LIVE.stroke());
    g.draw(moved);
  }

  private void stroke(Look.Line line, double atY) {
    g.setColor(line.colour());
    g.setStroke(line.stroke());
    g.draw(new Line2D.Double(x, atY, x + SAMPLE, atY));
  }

  private void text(double sample, String text) {
    g.setFont(Look.SMALL);
    g.setColor(Look.INK);
    x += sample + AFTER_SAMPLE;
    g.drawString(text, (float) x, (float) (y + 4));
    x += TextBlock.width(Look.SMALL, text) + BETWEEN;
  }
}
