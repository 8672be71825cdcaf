package dev.gctrace.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gctrace.cli.drawing.Levels;
import dev.gctrace.cli.drawing.Points;
import dev.gctrace.cli.drawing.Reports;
import dev.gctrace.cli.drawing.Timeline;
import dev.gctrace.cli.drawing.Vertex;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.CyclePoint;
import dev.gctrace.core.report.ProcessReport;
import java.awt.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYDataset;
import org.junit.jupiter.api.Test;

/** What the plot holds, read back from it. */
class HeapPlotTest {

  @Test
  void theLimitGoesFromEdgeToEdge() {
    Timeline timeline = Timeline.of(List.of(Charts.killedReport()));

    assertThat(lines(plot(timeline), Look.Line.LIMIT))
        .containsExactly(
            List.of(
                new Vertex(timeline.domain().from(), 400),
                new Vertex(timeline.domain().to(), 400)));
  }

  @Test
  void theHeapIsDrawnTooth() {
    Timeline timeline = Timeline.of(List.of(Charts.killedReport()));
    XYPlot plot = plot(timeline);

    assertThat(lines(plot, Look.Line.HEAP)).isEqualTo(timeline.runs().get(0).heap());
    assertThat(lines(plot, Look.Line.LIVE)).containsExactly(timeline.runs().get(0).live());
    assertThat(markers(plot, Marks.LIVE)).isEqualTo(timeline.runs().get(0).live());
  }

  @Test
  void theGoalStepsUpToTheNextOne() {
    XYPlot plot = plot(Timeline.of(List.of(Charts.killedReport())));

    // gc 14: 138, gc 15: 234; then 2 x 260.
    assertThat(lines(plot, Look.Line.GOAL))
        .extracting(line -> line.stream().map(Vertex::mib).toList())
        .containsExactly(List.of(138.0, 138.0, 234.0, 234.0), List.of(234.0, 520.0, 520.0));
  }

  @Test
  void theComingCycleMeetsTheLimitWhereTheHeapPassesIt() {
    XYPlot plot = plot(Timeline.of(List.of(Charts.killedReport())));

    List<Vertex> coming = lines(plot, Look.Line.COMING).get(0);
    assertThat(coming).extracting(Vertex::mib).containsExactly(260.0, 520.0);
    Vertex crossing = markers(plot, Marks.CROSSING).get(0);
    assertThat(crossing.mib()).isEqualTo(400);
    assertThat(crossing.x()).isCloseTo(249.457261, within(1e-6));
  }

  @Test
  void thePeakStandsWithItsBandAtTheEndOfTheComingCycle() {
    XYPlot plot = plot(Timeline.of(List.of(Charts.killedReport())));

    // 1.04 x 520 + 8 between 520 and 1.15 x 520 + 12.
    assertThat(markers(plot, Marks.EXPECTED).get(0).mib()).isCloseTo(548.8, within(1e-9));
    assertThat(markers(plot, Marks.END).get(0).mib()).isEqualTo(520);
    assertThat(markers(plot, Marks.END).get(1).mib()).isCloseTo(610, within(1e-9));
    assertThat(markers(plot, Marks.END).get(0).x()).isCloseTo(250.082254, within(1e-6));
    // 7 % above the highest.
    assertThat(plot.getRangeAxis().getUpperBound()).isCloseTo(652.7, within(1e-9));
    assertThat(plot.getRangeAxis().getLowerBound()).isZero();
  }

  @Test
  void peaksForetoldOnTheWayFit() {
    // The highest of heap and levels is 100: 150 MiB are worth the room, 151 are not.
    Points last = Points.cycle(2).at(3, 4).heap(100, 100, 50);

    assertThat(upperBound(Points.cycle(1).at(1, 2).peak(90, 120, 150), last))
        .isCloseTo(1.07 * 150, within(1e-9));
    assertThat(upperBound(Points.cycle(1).at(1, 2).peak(90, 120, 151), last))
        .isCloseTo(1.07 * 100, within(1e-9));
  }

  private static double upperBound(Points... points) {
    return plot(Timeline.of(List.of(report(MemorySettings.NONE, points))))
        .getRangeAxis()
        .getUpperBound();
  }

  @Test
  void aLowPlotKeepsRoomForNamesAboveTheHighestLine() {
    Timeline timeline =
        Timeline.of(
            List.of(report(Reports.settings(100, 0), Points.cycle(1).at(1, 2).heap(9, 80, 40))));

    // 26 of 130 pixels are a fifth, so that 100 MiB are four fifths of the axis.
    XYPlot low = HeapPlot.of(timeline, Levels.of(timeline), 130);
    assertThat(low.getRangeAxis().getUpperBound()).isCloseTo(125, within(1e-9));
  }

  @Test
  void aLimitOutOfRangeIsNotDrawn() {
    ProcessReport report = report(Reports.settings(8192, 0), Points.cycle(1).at(1, 2));

    assertThat(lines(plot(Timeline.of(List.of(report))), Look.Line.LIMIT)).isEmpty();
  }

  @Test
  void forcedCyclesAreMarkedAtTheirEnds() {
    XYPlot plot =
        plot(
            Timeline.of(
                List.of(
                    report(
                        MemorySettings.NONE,
                        Points.cycle(1).at(1, 2).heap(5, 6, 4),
                        Points.cycle(2).at(3, 4).heap(7, 8, 4).forced()))));

    assertThat(markers(plot, Marks.FORCED)).containsExactly(new Vertex(4, 8));
  }

  @Test
  void manyCyclesHaveNoMarkersOfTheirOwn() {
    assertThat(markers(plot(Timeline.of(List.of(cycles(150)))), Marks.LIVE)).hasSize(150);
    assertThat(markers(plot(Timeline.of(List.of(cycles(151)))), Marks.LIVE)).isEmpty();
  }

  @Test
  void theComingCycleOfADeadProcessEndsWhereTheNextBegins() {
    // Live 10 at 2 s, 10 MiB a second up to 30: until 4 s; the next one is there at 3 s.
    ProcessReport first =
        report(
            MemorySettings.NONE,
            Points.cycle(1).at(1, 1).stamp(1_000).heap(20, 20, 10).next(30),
            Points.cycle(2).at(2, 2).stamp(2_000).heap(20, 20, 10).next(30));
    ProcessReport second =
        report(MemorySettings.NONE, Points.cycle(1).at(1, 2).stamp(4_000).heap(20, 20, 10));

    assertThat(lines(plot(Timeline.of(List.of(first, second))), Look.Line.COMING))
        .containsExactly(List.of(new Vertex(2, 10), new Vertex(3, 20)));
  }

  private static ProcessReport cycles(int count) {
    return report(
        MemorySettings.NONE,
        IntStream.range(0, count).mapToObj(i -> Points.cycle(i).at(i, i)).toArray(Points[]::new));
  }

  private static ProcessReport report(MemorySettings settings, Points... points) {
    List<CyclePoint> made = Stream.of(points).map(Points::point).toList();
    return Reports.of(1, settings, Reports.verdict(Severity.OK, "Fits."), made);
  }

  private static XYPlot plot(Timeline timeline) {
    return HeapPlot.of(timeline, Levels.of(timeline), 400);
  }

  private static List<List<Vertex>> lines(XYPlot plot, Look.Line line) {
    XYLineAndShapeRenderer renderer = (XYLineAndShapeRenderer) plot.getRenderer();
    return series(plot)
        .filter(i -> !renderer.getItemShapeVisible(i, 0))
        .filter(i -> line.colour().equals(renderer.getSeriesPaint(i)))
        .filter(i -> line.stroke().equals(renderer.getSeriesStroke(i)))
        .mapToObj(i -> points(plot.getDataset(), i))
        .toList();
  }

  private static List<Vertex> markers(XYPlot plot, Shape shape) {
    XYLineAndShapeRenderer renderer = (XYLineAndShapeRenderer) plot.getRenderer();
    return series(plot)
        .filter(i -> renderer.getItemShapeVisible(i, 0))
        .filter(i -> shape == renderer.getSeriesShape(i))
        .boxed()
        .flatMap(i -> points(plot.getDataset(), i).stream())
        .toList();
  }

  private static IntStream series(XYPlot plot) {
    return IntStream.range(0, plot.getDataset().getSeriesCount());
  }

  private static List<Vertex> points(XYDataset data, int series) {
    List<Vertex> points = new ArrayList<>();
    for (int i = 0; i < data.getItemCount(series); i++) {
      points.add(new Vertex(data.getXValue(series, i), data.getYValue(series, i)));
    }
    return points;
  }
}
