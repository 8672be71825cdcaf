package dev.gctrace.cli.chart;

import dev.gctrace.cli.drawing.Tick;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** An axis with the marks that it is given. */
final class TickedAxis extends NumberAxis {

  private static final long serialVersionUID = 1;

  private final transient List<Tick> ticks;

  TickedAxis(double from, double to, List<Tick> ticks) {
    this.ticks = ticks;
    setRange(from, to);
    setTickLabelFont(Look.SMALL);
    setTickLabelPaint(Look.QUIET);
    setTickMarkPaint(Look.AXIS);
    setAxisLinePaint(Look.AXIS);
    setTickLabelInsets(new RectangleInsets(3, 4, 2, 5));
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D g, AxisState state, Rectangle2D area, RectangleEdge edge) {
    TextAnchor anchor =
        RectangleEdge.isLeftOrRight(edge) ? TextAnchor.CENTER_RIGHT : TextAnchor.TOP_CENTER;
    return ticks.stream()
        .map(t -> new NumberTick(t.value(), t.label(), anchor, TextAnchor.CENTER, 0))
        .toList();
  }
}
