package dev.gctrace.cli.chart;

import dev.gctrace.cli.drawing.Run;
import dev.gctrace.cli.drawing.Timeline;
import dev.gctrace.cli.drawing.Tooth;
import dev.gctrace.core.report.Alarm;
import java.awt.Color;
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

  /** What stands upright, that which matters most first: it gets its name where room is short. */
  private enum Kind {
    CRITICAL,
    RESTART,
    WARNING
  }

  private record Upright(Kind kind, double x, String text, Color colour) {}

  private record Stretch(double from, double to) {
    boolean touches(Stretch other) {
      return from < other.to + BETWEEN && other.from < to + BETWEEN;
    }
  }

  private final Timeline timeline;
  private final List<Upright> lines = new ArrayList<>();

  Verticals(Timeline timeline) {
    this.timeline = timeline;
    List<Run> runs = timeline.runs();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      if (i > 0) {
        String name = "process " + run.report().process();
        lines.add(new Upright(Kind.RESTART, run.startX(), name, Look.QUIET));
      }
      Optional<Alarm> critical = run.report().firstCritical();
      Optional<Alarm> warning =
          run.report()
              .firstWarning()
              .filter(w -> critical.map(c -> w.cycle() < c.cycle()).orElse(true));
      warning.ifPresent(alarm -> add(run, alarm, Kind.WARNING, "warning", WARNING));
      critical.ifPresent(
          alarm -> add(run, alarm, Kind.CRITICAL, "critical", Look.Line.LIMIT.textColour()));
    }
    lines.sort(Comparator.comparing(Upright::kind).thenComparingDouble(Upright::x));
  }

  private void add(Run run, Alarm alarm, Kind kind, String name, Color colour) {
    run.teeth().stream()
        .filter(t -> t.point().cycle() >= alarm.cycle())
        .mapToDouble(Tooth::endX)
        .findFirst()
        .ifPresent(
            x -> lines.add(new Upright(kind, x, name + " from gc " + alarm.cycle(), colour)));
  }

  /** Adds the lines with their names, where there is room for those, to the plot of sizes. */
  void addTo(XYPlot plot, double width) {
    List<Stretch> taken = new ArrayList<>();
    for (Upright line : lines) {
      ValueMarker marker = marker(line);
      double x = timeline.domain().part(line.x()) * width;
      double length = TextBlock.width(Look.SMALL, line.text());
      Stretch right = new Stretch(x, x + length);
      Stretch left = new Stretch(x - length, x);
      if (right.to() <= width && taken.stream().noneMatch(right::touches)) {
        label(marker, line, RectangleAnchor.TOP_RIGHT, TextAnchor.TOP_LEFT);
        taken.add(right);
      } else if (left.from() >= 0 && taken.stream().noneMatch(left::touches)) {
        label(marker, line, RectangleAnchor.TOP_LEFT, TextAnchor.TOP_RIGHT);
        taken.add(left);
      }
      plot.addDomainMarker(marker);
    }
  }

  /** Adds the restarts without names to another plot. */
  void addRestartsTo(XYPlot plot) {
    lines.stream()
        .filter(line -> line.kind() == Kind.RESTART)
        .forEach(line -> plot.addDomainMarker(marker(line)));
  }

  private static ValueMarker marker(Upright line) {
    Look.Line look = line.kind() == Kind.RESTART ? Look.Line.RESTART : Look.Line.ALARM;
    return new ValueMarker(line.x(), line.colour(), look.stroke());
  }

  private static void label(
      ValueMarker marker, Upright line, RectangleAnchor side, TextAnchor anchor) {
    marker.setLabel(line.text());
    marker.setLabelFont(Look.SMALL);
    marker.setLabelPaint(line.colour());
    marker.setLabelBackgroundColor(new Color(255, 255, 255, 0));
    marker.setLabelOffset(new RectangleInsets(3, 5, 3, 5));
    marker.setLabelAnchor(side);
    marker.setLabelTextAnchor(anchor);
  }
}
