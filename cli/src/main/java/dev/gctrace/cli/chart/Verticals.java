package dev.gctrace.cli.chart;

import dev.gctrace.cli.drawing.Run;
import dev.gctrace.cli.drawing.Timeline;
import dev.gctrace.cli.drawing.Tooth;
import dev.gctrace.core.report.Alarm;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;

/** The upright lines of a chart: where a process began, and where the danger first showed. */
final class Verticals {

  private static final Color WARNING = new Color(0x805300);
  private static final double BETWEEN = 16;

  private record Upright(double x, String text, Color colour, boolean restart) {}

  private final Timeline timeline;
  private final List<Upright> lines = new ArrayList<>();

  Verticals(Timeline timeline) {
    this.timeline = timeline;
    List<Run> runs = timeline.runs();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      if (i > 0) {
        String name = "process " + run.report().process();
        lines.add(new Upright(run.startX(), name, Look.QUIET, true));
      }
      Optional<Alarm> critical = run.report().firstCritical();
      Optional<Alarm> warning =
          run.report()
              .firstWarning()
              .filter(w -> critical.map(c -> w.cycle() < c.cycle()).orElse(true));
      warning.ifPresent(alarm -> add(run, alarm, "warning", WARNING));
      critical.ifPresent(alarm -> add(run, alarm, "critical", Look.Line.LIMIT.textColour()));
    }
    lines.sort(Comparator.comparingDouble(Upright::x));
  }

  private void add(Run run, Alarm alarm, String name, Color colour) {
    run.teeth().stream()
        .filter(t -> t.point().cycle() >= alarm.cycle())
        .mapToDouble(Tooth::endX)
        .findFirst()
        .ifPresent(
            x -> lines.add(new Upright(x, name + " from gc " + alarm.cycle(), colour, false)));
  }

  /** Adds the lines with their names, where there is room for those, to the plot of sizes. */
  void addTo(XYPlot plot, double width, Graphics2D g) {
    double free = 0;
    for (Upright line : lines) {
      ValueMarker marker = marker(line);
      double x = timeline.domain().part(line.x()) * width;
      double length = TextBlock.width(g, Look.SMALL, line.text());
      boolean left = x + length + BETWEEN > width;
      double from = left ? x - length : x;
      if (from >= free) {
        label(marker, line, left);
        free = from + length + BETWEEN;
      }
      plot.addDomainMarker(marker);
    }
  }

  /** Adds the restarts without names to another plot. */
  void addRestartsTo(XYPlot plot) {
    lines.stream().filter(Upright::restart).forEach(line -> plot.addDomainMarker(marker(line)));
  }

  private static ValueMarker marker(Upright line) {
    Look.Line look = line.restart() ? Look.Line.RESTART : Look.Line.ALARM;
    return new ValueMarker(line.x(), line.colour(), look.stroke());
  }

  private static void label(ValueMarker marker, Upright line, boolean left) {
    marker.setLabel(line.text());
    marker.setLabelFont(Look.SMALL);
    marker.setLabelPaint(line.colour());
    marker.setLabelBackgroundColor(new Color(255, 255, 255, 0));
    marker.setLabelOffset(new RectangleInsets(3, 5, 3, 5));
    marker.setLabelAnchor(left ? RectangleAnchor.TOP_LEFT : RectangleAnchor.TOP_RIGHT);
    marker.setLabelTextAnchor(left ? TextAnchor.TOP_RIGHT : TextAnchor.TOP_LEFT);
  }
}
