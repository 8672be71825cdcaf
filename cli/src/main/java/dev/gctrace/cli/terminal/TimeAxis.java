package dev.gctrace.cli.terminal;

import dev.gctrace.cli.drawing.Tick;
import dev.gctrace.cli.drawing.TimeTicks;
import dev.gctrace.cli.drawing.Timeline;
import java.util.List;

/** The axis of time below a plot: as many marks as have room for their labels. */
final class TimeAxis {

  private final Plot plot;
  private final Timeline timeline;
  private final Glyphs glyphs;

  TimeAxis(Plot plot, Timeline timeline, Glyphs glyphs) {
    this.plot = plot;
    this.timeline = timeline;
    this.glyphs = glyphs;
  }

  void draw(Canvas canvas) {
    int row = plot.above() + plot.height();
    canvas.set(plot.left() - 1, row, glyphs.corner, Ink.AXIS);
    for (int column = 0; column < plot.width(); column++) {
      canvas.set(plot.left() + column, row, glyphs.axisX, Ink.AXIS);
    }
    for (Tick tick : ticks()) {
      canvas.set(plot.column(tick.value()), row, glyphs.tickX, Ink.AXIS);
      canvas.text(labelColumn(tick), row + 1, tick.label(), Ink.PLAIN);
    }
  }

  private List<Tick> ticks() {
    for (int most = Math.max(1, plot.width() / 6); most > 1; most--) {
      List<Tick> ticks =
          TimeTicks.within(timeline.clock(), plot.domain().from(), plot.domain().to(), most);
      if (fits(ticks)) {
        return ticks;
      }
    }
    return TimeTicks.within(timeline.clock(), plot.domain().from(), plot.domain().to(), 1);
  }

  private boolean fits(List<Tick> ticks) {
    int free = 0;
    for (Tick tick : ticks) {
      if (labelColumn(tick) < free) {
        return false;
      }
      free = labelColumn(tick) + tick.label().length() + 2;
    }
    return true;
  }

  /** Where a label begins: in the middle below its mark, but inside of the plot's right edge. */
  private int labelColumn(Tick tick) {
    int length = tick.label().length();
    int last = plot.left() + plot.width() - length;
    return Math.max(0, Math.min(plot.column(tick.value()) - length / 2, last));
  }
}
