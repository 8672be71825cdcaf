package dev.gctrace.cli.chart;

import dev.gctrace.cli.drawing.Vertex;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Paint;
import java.awt.Shape;
import java.util.List;
import org.jfree.chart.annotations.XYPolygonAnnotation;
import org.jfree.chart.plot.SeriesRenderingOrder;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** The lines, areas and markers of a plot, in the order in which they were added. */
final class Lines {

  private final XYSeriesCollection data = new XYSeriesCollection();
  private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);

  Lines() {
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setUseFillPaint(true);
    renderer.setUseOutlinePaint(true);
    renderer.setDrawOutlines(true);
  }

  void line(Look.Line line, double scale, List<Vertex> points) {
    int series = series(points);
    renderer.setSeriesPaint(series, line.colour());
    renderer.setSeriesStroke(series, line.stroke(scale));
  }

  /** Draws a shape at each point, hollow when {@code fill} is null. */
  void markers(Shape shape, Color fill, Color outline, List<Vertex> points) {
    if (points.isEmpty()) {
      return;
    }
    int series = series(points);
    renderer.setSeriesLinesVisible(series, false);
    renderer.setSeriesShapesVisible(series, true);
    renderer.setSeriesShapesFilled(series, fill != null);
    renderer.setSeriesShape(series, shape);
    renderer.setSeriesFillPaint(series, fill == null ? outline : fill);
    renderer.setSeriesOutlinePaint(series, outline);
    renderer.setSeriesOutlineStroke(series, new BasicStroke(1.4f));
  }

  /** Fills the area between a line and the bottom. */
  void areaBelow(List<Vertex> line, Paint fill) {
    if (line.size() > 1) {
      double[] outline = new double[2 * line.size() + 4];
      fill(outline, 0, line, false);
      int end = 2 * line.size();
      outline[end] = line.get(line.size() - 1).x();
      outline[end + 2] = line.get(0).x();
      area(outline, fill);
    }
  }

  /** Fills the area between two lines. */
  void areaBetween(List<Vertex> upper, List<Vertex> lower, Paint fill) {
    if (!upper.isEmpty()) {
      double[] outline = new double[2 * (upper.size() + lower.size())];
      fill(outline, 0, upper, false);
      fill(outline, 2 * upper.size(), lower, true);
      area(outline, fill);
    }
  }

  /** A plot of all that was added, without a trace of the library's own taste. */
  XYPlot plot(TickedAxis sizes) {
    XYPlot plot = new XYPlot(data, null, sizes, renderer);
    plot.setSeriesRenderingOrder(SeriesRenderingOrder.FORWARD);
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(Look.GRID);
    plot.setRangeGridlineStroke(new BasicStroke(1));
    plot.setRangeZeroBaselineVisible(true);
    plot.setRangeZeroBaselinePaint(Look.AXIS);
    plot.setRangeZeroBaselineStroke(new BasicStroke(1));
    sizes.setAxisLineVisible(false);
    sizes.setTickMarksVisible(false);
    return plot;
  }

  private void area(double[] outline, Paint fill) {
    renderer.addAnnotation(new XYPolygonAnnotation(outline, null, null, fill), Layer.BACKGROUND);
  }

  private static void fill(double[] outline, int from, List<Vertex> line, boolean backwards) {
    for (int i = 0; i < line.size(); i++) {
      Vertex vertex = line.get(backwards ? line.size() - 1 - i : i);
      outline[from + 2 * i] = vertex.x();
      outline[from + 2 * i + 1] = vertex.mib();
    }
  }

  private int series(List<Vertex> points) {
    int index = data.getSeriesCount();
    XYSeries series = new XYSeries(index, false, true);
    points.forEach(p -> series.add(p.x(), p.mib(), false));
    data.addSeries(series);
    return index;
  }
}
