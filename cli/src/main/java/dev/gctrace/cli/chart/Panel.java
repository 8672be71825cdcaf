package dev.gctrace.cli.chart;

import dev.gctrace.cli.drawing.Domain;
import dev.gctrace.cli.drawing.Levels;
import dev.gctrace.cli.drawing.Tick;
import dev.gctrace.cli.drawing.TimeTicks;
import dev.gctrace.cli.drawing.Timeline;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.OptionalDouble;
import org.jfree.chart.ChartRenderingInfo;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.PlotRenderingInfo;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;

/** One container's chart: heading, keys, the sawtooth, and the collector's share of CPU below. */
final class Panel {

  static final int MARGIN = 28;
  private static final int TITLE_LINE = 25;
  private static final int CPU_GAP = 34;
  private static final int CPU_WEIGHT = 18;
  private static final int TICK_PIXELS = 90;

  private final Heading heading;
  private final Timeline timeline;
  private final Levels levels;

  Panel(Heading heading, Timeline timeline) {
    this.heading = heading;
    this.timeline = timeline;
    this.levels = Levels.of(timeline);
  }

  Heading heading() {
    return heading;
  }

  void draw(Graphics2D g, int y, int width, int height) {
    double right = width - MARGIN;
    double below = heading(g, y + MARGIN, right - MARGIN);
    Keys.draw(g, MARGIN, below + 14, timeline, levels);
    double chartTop = below + 48;
    double chartHeight = y + height - chartTop - 14;
    OptionalDouble cpuHighest = CpuPlot.highest(timeline);
    boolean cpu = cpuHighest.isPresent();
    XYPlot heap = HeapPlot.of(timeline, levels, (int) (chartHeight * (cpu ? 0.75 : 1)));
    EdgeLabels labels =
        new EdgeLabels(levels, timeline.lastRun(), heap.getRangeAxis().getUpperBound());
    double chartWidth = right - MARGIN - Math.max(60, labels.width());
    CombinedDomainXYPlot combined = new CombinedDomainXYPlot(timeAxis(chartWidth));
    combined.setGap(CPU_GAP);
    combined.setInsets(RectangleInsets.ZERO_INSETS);
    combined.setAxisOffset(RectangleInsets.ZERO_INSETS);
    combined.setOutlineVisible(false);
    combined.add(heap, 100 - CPU_WEIGHT);
    Verticals verticals = new Verticals(timeline);
    verticals.addTo(heap, chartWidth);
    if (cpu) {
      XYPlot cpuPlot = CpuPlot.of(timeline);
      verticals.addRestartsTo(cpuPlot);
      combined.add(cpuPlot, CPU_WEIGHT);
    }
    JFreeChart chart = new JFreeChart(null, null, combined, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    ChartRenderingInfo info = new ChartRenderingInfo();
    chart.draw(g, new Rectangle2D.Double(MARGIN, chartTop, chartWidth, chartHeight), null, info);
    PlotRenderingInfo plots = info.getPlotInfo();
    Rectangle2D heapArea = plots.getSubplotInfo(0).getDataArea();
    caption(g, "MiB", heapArea);
    labels.draw(g, heapArea);
    Rectangle2D lowest = heapArea;
    if (cpu) {
      lowest = plots.getSubplotInfo(1).getDataArea();
      caption(g, CpuPlot.caption(cpuHighest.getAsDouble()), lowest);
    }
    g.setFont(Look.SMALL);
    g.setColor(Look.QUIET);
    g.drawString(
        TimeTicks.title(timeline.clock(), timeline.startX(), timeline.runs().size()),
        (float) lowest.getMaxX() + 12,
        (float) lowest.getMaxY() + 16);
  }

  private double heading(Graphics2D g, double y, double width) {
    double line = y + 6;
    g.setFont(Look.SEVERITY);
    g.setColor(heading.colour());
    g.drawString(heading.severityName(), MARGIN, (float) line);
    double x = MARGIN + TextBlock.width(Look.SEVERITY, heading.severityName()) + 12;
    g.setFont(Look.TEXT);
    g.setColor(Look.QUIET);
    g.drawString(TextBlock.cut(Look.TEXT, heading.label(), width - x), (float) x, (float) line);
    g.setFont(Look.TITLE);
    g.setColor(Look.INK);
    for (String text : TextBlock.wrap(Look.TITLE, heading.sentence(), width, 3)) {
      line += TITLE_LINE;
      g.drawString(text, MARGIN, (float) line);
    }
    line += TITLE_LINE;
    g.setFont(Look.TEXT);
    g.setColor(Look.QUIET);
    g.drawString(heading.facts(), MARGIN, (float) line - 2);
    return line + 14;
  }

  private void caption(Graphics2D g, String text, Rectangle2D area) {
    g.setFont(Look.SMALL);
    g.setColor(Look.QUIET);
    g.drawString(text, MARGIN, (float) area.getMinY() - 10);
  }

  private TickedAxis timeAxis(double pixels) {
    Domain domain = timeline.domain();
    int most = Math.max(2, (int) (pixels / TICK_PIXELS));
    List<Tick> ticks =
        TimeTicks.within(timeline.clock(), domain.from(), domain.to(), most).stream()
            .filter(t -> pixels * (1 - domain.part(t.value())) > half(t))
            .toList();
    return new TickedAxis(domain.from(), domain.to(), ticks);
  }

  private static double half(Tick tick) {
    return TextBlock.width(Look.SMALL, tick.label()) / 2;
  }
}
