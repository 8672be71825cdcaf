package dev.gctrace.cli.terminal;

import dev.gctrace.cli.drawing.ComingTooth;
import dev.gctrace.cli.drawing.Domain;
import dev.gctrace.cli.drawing.Level;
import dev.gctrace.cli.drawing.Level.Kind;
import dev.gctrace.cli.drawing.Levels;
import dev.gctrace.cli.drawing.Run;
import dev.gctrace.cli.drawing.Tick;
import dev.gctrace.cli.drawing.Timeline;
import dev.gctrace.cli.drawing.ValueTicks;
import dev.gctrace.cli.drawing.Vertex;
import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.report.ProcessReport;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The sawtooth of one process as lines of text: the heap rising from live to the start and the end
 * of each cycle and falling back to live, the goals, the limits, and the tooth to come.
 *
 * <p>Braille patterns with Unicode, strokes of ASCII without. Where several cycles share a column,
 * it shows their whole range.
 */
public final class Sawtooth {

  /** The narrowest drawing. */
  public static final int MIN_COLUMNS = 40;

  /** The lowest drawing, with its axis and legend. */
  public static final int MIN_ROWS = 10;

  /** From here on the levels are named beside the plot, below it in the legend. */
  private static final int NAMED_FROM_COLUMNS = 60;

  private final Timeline timeline;
  private final Run run;
  private final Levels levels;
  private final Glyphs glyphs;
  private final Canvas canvas;
  private final Plot plot;
  private final List<Tick> sizes;
  private final Margin margin;
  private final List<String> below;

  private Sawtooth(Timeline timeline, Run run, int columns, int rows, boolean unicode) {
    this.timeline = timeline;
    this.run = run;
    this.glyphs = unicode ? Glyphs.UNICODE : Glyphs.ASCII;
    levels = Levels.of(timeline);
    margin = new Margin(levels, columns >= NAMED_FROM_COLUMNS);
    below = new Legend(timeline, run, levels, glyphs, margin).lines(columns);
    int height = rows - 3 - below.size();
    sizes = ValueTicks.upTo(levels.top(), Math.max(1, height / 3));
    int left = 1 + sizes.stream().mapToInt(t -> t.label().length()).max().orElse(1);
    Domain domain = timeline.domain();
    canvas = new Canvas(columns, rows);
    plot = new Plot(left, 1, columns - left - margin.width(), height, domain, levels.top());
  }

  /**
   * Draws a process.
   *
   * @param report the process
   * @param columns width of the terminal; less than {@link #MIN_COLUMNS} counts as that
   * @param rows how many lines there may be; less than {@link #MIN_ROWS} counts as that
   * @param unicode whether box drawing and Braille characters may be used
   * @param colour whether to add ANSI colours
   * @return lines of no more than {@code columns} characters; none when the process has no cycles
   */
  public static List<String> render(
      ProcessReport report, int columns, int rows, boolean unicode, boolean colour) {
    Timeline timeline = Timeline.of(List.of(report));
    if (timeline.runs().isEmpty()) {
      return List.of();
    }
    int width = Math.max(MIN_COLUMNS, columns);
    int height = Math.max(MIN_ROWS, rows);
    Sawtooth drawing = new Sawtooth(timeline, timeline.runs().get(0), width, height, unicode);
    drawing.draw();
    return drawing.canvas.lines(colour);
  }

  private void draw() {
    drawSizes();
    new TimeAxis(plot, timeline, glyphs).draw(canvas);
    margin.draw(canvas, plot);
    drawGoals();
    Dots heap = new Dots(plot);
    run.heap().forEach(heap::line);
    if (glyphs == Glyphs.UNICODE) {
      heap.paintBraille(canvas, Ink.HEAP);
    } else {
      heap.paintStrokes(canvas, Ink.HEAP);
    }
    drawLevel(heap, Kind.NEXT_GOAL, glyphs.nextGoal, glyphs.nextGoalEvery, Ink.NEXT_GOAL);
    drawLevel(heap, Kind.GOMEMLIMIT, glyphs.goMemLimit, 1, Ink.GOMEMLIMIT);
    drawLevel(heap, Kind.LIMIT, glyphs.limit, 1, Ink.LIMIT);
    run.coming().ifPresent(this::drawComing);
    for (int i = 0; i < below.size(); i++) {
      canvas.text(0, plot.above() + plot.height() + 2 + i, below.get(i), Ink.PLAIN);
    }
  }

  private void drawSizes() {
    StringBuilder header = new StringBuilder("MiB");
    for (Level level : levels.above()) {
      header.append("  ").append(glyphs.above).append(' ').append(level.kind().label());
      header.append(' ').append(ValueTicks.label(level.mib())).append(" above");
    }
    canvas.text(Math.max(0, plot.left() - 4), 0, header.toString(), Ink.PLAIN);
    for (int row = 0; row < plot.height(); row++) {
      canvas.set(plot.left() - 1, plot.above() + row, glyphs.axisY, Ink.AXIS);
    }
    for (Tick size : sizes) {
      int row = plot.row(size.value());
      canvas.text(plot.left() - 1 - size.label().length(), row, size.label(), Ink.PLAIN);
      canvas.set(plot.left() - 1, row, glyphs.tickY, Ink.AXIS);
    }
  }

  private void drawGoals() {
    for (List<Vertex> steps : run.goal()) {
      for (int i = 0; i + 1 < steps.size(); i += 2) {
        int row = plot.row(steps.get(i).mib());
        int to = plot.column(steps.get(i + 1).x());
        for (int column = plot.column(steps.get(i).x()); column <= to; column++) {
          if (steps.get(i).mib() <= plot.top()) {
            canvas.set(column, row, glyphs.goal, Ink.GOAL);
          }
        }
      }
    }
  }

  private void drawLevel(Dots heap, Kind kind, char c, int every, Ink ink) {
    OptionalDouble mib = levels.inside(kind);
    if (mib.isPresent()) {
      int row = plot.row(mib.getAsDouble());
      for (int column = plot.left(); column < plot.left() + plot.width(); column += every) {
        if (!heap.covers(column, row) || heap.fills(column, row)) {
          canvas.set(column, row, c, ink);
        }
      }
    }
  }

  private void drawComing(ComingTooth tooth) {
    Vertex to = tooth.end(timeline.comingEndX(), plot.top());
    Dots dots = new Dots(plot);
    dots.dashes(tooth.from(), to);
    if (glyphs == Glyphs.UNICODE) {
      dots.paintBraille(canvas, Ink.NEXT_GOAL);
    } else {
      dots.paintAs(glyphs.comingSample.charAt(0), canvas, Ink.NEXT_GOAL);
    }
    int column = plot.column(to.x());
    Optional<Band> peak = tooth.peak().filter(b -> levels.inside(Kind.PEAK).isPresent());
    if (peak.isPresent()) {
      int low = plot.row(peak.get().low());
      for (int row = plot.row(peak.get().high()); row <= low; row++) {
        canvas.set(column, row, glyphs.band, Ink.NEXT_GOAL);
      }
    }
    if (tooth.atLimit().isPresent() && tooth.atLimit().get().x() <= to.x()) {
      Vertex at = tooth.atLimit().get();
      canvas.set(plot.column(at.x()), plot.row(at.mib()), glyphs.crossing, Ink.CROSSING);
    }
  }
}
