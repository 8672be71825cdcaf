package dev.gctrace.cli.chart;

import dev.gctrace.cli.drawing.ComingTooth;
import dev.gctrace.cli.drawing.Level.Kind;
import dev.gctrace.cli.drawing.Levels;
import dev.gctrace.cli.drawing.Reduction;
import dev.gctrace.cli.drawing.Run;
import dev.gctrace.cli.drawing.Tick;
import dev.gctrace.cli.drawing.Timeline;
import dev.gctrace.cli.drawing.Tooth;
import dev.gctrace.cli.drawing.ValueTicks;
import dev.gctrace.cli.drawing.Vertex;
import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.report.CyclePoint;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jfree.chart.plot.XYPlot;

/** The plot of sizes: teeth, live heap, goals, limits and what is to come. */
final class HeapPlot {

  /** Twice the pixels of a plot, so that an enlarged SVG is still exact. */
  private static final int COLUMNS = 2_000;

  /** Above so many cycles lines are drawn thin and single cycles get no marker. */
  private static final int MANY = 150;

  /** Room above for the names of upright lines: this part of the sizes, and no less in pixels. */
  private static final double HEADROOM = 1.07;

  private static final double HEADROOM_PIXELS = 26;

  private final Timeline timeline;
  private final Levels levels;
  private final double top;
  private final Lines lines = new Lines();

  private HeapPlot(Timeline timeline, Levels levels, int height) {
    this.timeline = timeline;
    this.levels = levels;
    double headroom = Math.max(HEADROOM, height / (height - HEADROOM_PIXELS));
    this.top = headroom * Math.max(levels.top(), highestForecast());
  }

  static XYPlot of(Timeline timeline, Levels levels, int height) {
    HeapPlot plot = new HeapPlot(timeline, levels, height);
    plot.draw();
    List<Tick> ticks = ValueTicks.upTo(plot.top, Math.max(2, height / 55));
    return plot.lines.plot(new TickedAxis(0, plot.top, ticks));
  }

  private void draw() {
    List<Run> runs = timeline.runs();
    long cycles = runs.stream().mapToLong(r -> r.teeth().size()).sum();
    boolean many = cycles > MANY;
    double thin = many ? 0.5 : 1;
    runs.forEach(this::forecasts);
    for (Run run : runs) {
      run.heap().forEach(piece -> lines.areaBelow(reduced(piece), Look.HEAP_FILL));
    }
    runs.forEach(run -> lines.areaBelow(reduced(run.live()), Look.LIVE_FILL));
    for (Run run : runs) {
      run.goal().forEach(piece -> lines.line(Look.Line.GOAL, thin, reduced(piece)));
      run.heap().forEach(piece -> lines.line(Look.Line.HEAP, thin, reduced(piece)));
      lines.line(Look.Line.LIVE, 1, reduced(run.live()));
    }
    // The wider line first: one at the same height is still seen on it.
    across(Kind.LIMIT, Look.Line.LIMIT);
    across(Kind.GOMEMLIMIT, Look.Line.GOMEMLIMIT);
    for (int i = 0; i < runs.size(); i++) {
      boolean last = i + 1 == runs.size();
      double next = last ? Double.POSITIVE_INFINITY : runs.get(i + 1).startX();
      Optional<ComingTooth> coming = runs.get(i).coming();
      double end = Math.min(next, timeline.comingEndX());
      if (coming.isPresent()) {
        coming(coming.get(), end);
      }
      // The goal of a process that has ended leads no further than its own peak.
      boolean leads = last || coming.isEmpty();
      double goalEnd = leads ? timeline.domain().to() : coming.get().end(end, top).x();
      nextGoal(runs.get(i), Math.min(next, goalEnd));
      if (!many) {
        lines.markers(Marks.LIVE, Look.INK, Look.INK, runs.get(i).live());
      }
      lines.markers(Marks.FORCED, Color.WHITE, Look.INK, forced(runs.get(i)));
    }
  }

  /** Of the peaks foretold on the way the highest that is worth the room. */
  private double highestForecast() {
    return timeline.runs().stream()
        .flatMap(run -> run.teeth().stream())
        .flatMap(tooth -> tooth.point().peakMiB().stream())
        .mapToDouble(Band::high)
        .filter(high -> high <= 1.5 * levels.top())
        .max()
        .orElse(0);
  }

  /** The band of the container's memory at each peak, as the line before it foretold. */
  private void forecasts(Run run) {
    List<Vertex> low = new ArrayList<>();
    List<Vertex> high = new ArrayList<>();
    List<Tooth> teeth = run.teeth();
    for (int i = 0; i + 1 < teeth.size(); i++) {
      Optional<Band> peak = teeth.get(i).point().peakMiB();
      if (peak.isPresent()) {
        for (double x : new double[] {teeth.get(i).endX(), teeth.get(i + 1).endX()}) {
          low.add(new Vertex(x, Math.min(top, peak.get().low())));
          high.add(new Vertex(x, Math.min(top, peak.get().high())));
        }
      }
    }
    lines.areaBetween(reduced(high), reduced(low), Look.BAND_FILL);
  }

  private void across(Kind kind, Look.Line line) {
    OptionalDouble mib = levels.inside(kind);
    if (mib.isPresent()) {
      Vertex left = new Vertex(timeline.domain().from(), mib.getAsDouble());
      Vertex right = new Vertex(timeline.domain().to(), mib.getAsDouble());
      lines.line(line, 1, List.of(left, right));
    }
  }

  /** The step from the last goal to the one that follows. */
  private void nextGoal(Run run, double until) {
    OptionalDouble next =
        run.report().lastForecast().map(Forecast::nextGoalMiB).orElse(OptionalDouble.empty());
    if (next.isPresent() && next.getAsDouble() <= top) {
      CyclePoint last = run.teeth().get(run.teeth().size() - 1).point();
      double from = last.goalMiB().isPresent() ? last.goalMiB().getAsLong() : next.getAsDouble();
      lines.line(
          Look.Line.GOAL,
          1,
          List.of(
              new Vertex(run.endX(), from),
              new Vertex(run.endX(), next.getAsDouble()),
              new Vertex(until, next.getAsDouble())));
    }
  }

  private void coming(ComingTooth tooth, double until) {
    Vertex end = tooth.end(until, top);
    lines.line(Look.Line.COMING, 1, List.of(tooth.from(), end));
    if (tooth.peak().isPresent()) {
      band(tooth.peak().get(), end.x());
    }
    if (tooth.atLimit().isPresent() && tooth.atLimit().get().x() <= end.x()) {
      lines.markers(
          Marks.CROSSING, null, Look.Line.LIMIT.textColour(), List.of(tooth.atLimit().get()));
    }
  }

  private void band(Band peak, double x) {
    Vertex low = new Vertex(x, Math.min(top, peak.low()));
    Vertex high = new Vertex(x, Math.min(top, peak.high()));
    lines.line(Look.Line.PEAK, 1, List.of(low, high));
    lines.markers(Marks.END, null, Look.INK, List.of(low, high));
    if (peak.expected() <= top) {
      lines.markers(Marks.EXPECTED, Color.WHITE, Look.INK, List.of(new Vertex(x, peak.expected())));
    }
  }

  private static List<Vertex> forced(Run run) {
    return run.teeth().stream()
        .filter(t -> t.point().forced())
        .map(t -> new Vertex(t.endX(), t.point().heapEndMiB()))
        .toList();
  }

  private List<Vertex> reduced(List<Vertex> line) {
    return Reduction.perColumn(line, timeline.domain(), COLUMNS);
  }
}
