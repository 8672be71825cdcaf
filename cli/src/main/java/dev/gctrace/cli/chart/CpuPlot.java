package dev.gctrace.cli.chart;

import dev.gctrace.cli.drawing.Reduction;
import dev.gctrace.cli.drawing.Run;
import dev.gctrace.cli.drawing.Tick;
import dev.gctrace.cli.drawing.Timeline;
import dev.gctrace.cli.drawing.Tooth;
import dev.gctrace.cli.drawing.ValueTicks;
import dev.gctrace.cli.drawing.Vertex;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.jfree.chart.plot.XYPlot;

/** The share of the CPU that collection took, in percent of what was available. */
final class CpuPlot {

  private static final int COLUMNS = 2_000;

  private CpuPlot() {}

  /** The largest share of any cycle; empty when none has one. */
  static OptionalDouble highest(Timeline timeline) {
    return timeline.runs().stream()
        .flatMap(run -> steps(run).stream())
        .flatMap(List::stream)
        .mapToDouble(Vertex::mib)
        .max();
  }

  /**
   * The top of the axis: what all but a hundredth of the time stays below. A program that starts
   * collects in a row for some milliseconds, which says nothing.
   */
  static double top(Timeline timeline) {
    List<List<Vertex>> pieces =
        timeline.runs().stream().flatMap(run -> steps(run).stream()).toList();
    double span = timeline.endX() - timeline.startX();
    for (double top : new double[] {10, 25, 50}) {
      double over = 0;
      for (List<Vertex> piece : pieces) {
        for (int i = 0; i + 1 < piece.size(); i += 2) {
          over += piece.get(i).mib() > top ? piece.get(i + 1).x() - piece.get(i).x() : 0;
        }
      }
      if (over <= 0.01 * span) {
        return top;
      }
    }
    return 100;
  }

  static XYPlot of(Timeline timeline) {
    double top = top(timeline);
    Lines lines = new Lines();
    for (Run run : timeline.runs()) {
      for (List<Vertex> piece : steps(run)) {
        List<Vertex> reduced = Reduction.perColumn(piece, timeline.domain(), COLUMNS);
        lines.areaBelow(reduced, Look.CPU_FILL);
        lines.line(Look.Line.CPU, 1, reduced);
      }
    }
    List<Tick> ticks = List.of(new Tick(0, "0"), new Tick(top, percent(top)));
    return lines.plot(new TickedAxis(0, top * 1.04, ticks));
  }

  /** A share holds from the end of the cycle before to the end of its own. */
  static List<List<Vertex>> steps(Run run) {
    List<List<Vertex>> pieces = new ArrayList<>();
    List<Vertex> piece = new ArrayList<>();
    Tooth before = null;
    for (Tooth tooth : run.teeth()) {
      OptionalDouble share = tooth.point().gcCpuPercent();
      if (before == null || share.isEmpty()) {
        pieces.add(piece);
        piece = new ArrayList<>();
      } else {
        double clipped = Math.min(100, Math.max(0, share.getAsDouble()));
        piece.add(new Vertex(before.endX(), clipped));
        piece.add(new Vertex(tooth.endX(), clipped));
      }
      before = tooth;
    }
    pieces.add(piece);
    return pieces.stream().filter(p -> !p.isEmpty()).toList();
  }

  /** What stands over the plot. */
  static String caption(double highest) {
    String format = highest < 10 ? "%.1f" : "%.0f";
    return "GC CPU, share of what was available; highest "
        + String.format(Locale.ROOT, format, highest)
        + " %";
  }

  private static String percent(double value) {
    return ValueTicks.label(value) + " %";
  }
}
