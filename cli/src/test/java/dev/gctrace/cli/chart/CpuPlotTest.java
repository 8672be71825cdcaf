package dev.gctrace.cli.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.drawing.Points;
import dev.gctrace.cli.drawing.Reports;
import dev.gctrace.cli.drawing.Timeline;
import dev.gctrace.cli.drawing.Vertex;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CpuPlotTest {

  @Test
  void aShareHoldsSinceTheEndOfTheCycleBefore() {
    Timeline timeline =
        timeline(
            Points.cycle(1).at(0, 1),
            Points.cycle(2).at(3, 4).cpu(7),
            Points.cycle(3).at(5, 6),
            Points.cycle(4).at(8, 9).cpu(120));

    assertThat(CpuPlot.steps(timeline.runs().get(0)))
        .containsExactly(
            List.of(new Vertex(1, 7), new Vertex(4, 7)),
            List.of(new Vertex(6, 100), new Vertex(9, 100)));
    assertThat(CpuPlot.highest(timeline)).hasValue(100);
  }

  @Test
  void withoutSharesThereIsNothing() {
    assertThat(CpuPlot.highest(timeline(Points.cycle(1).at(0, 1)))).isEmpty();
  }

  @Test
  void theTopLeavesOutAHundredthOfTheTime() {
    // Of 100 s: 1 s of 40 %.
    assertThat(CpuPlot.top(shares(1, 40, 99, 9))).isEqualTo(10);
    assertThat(CpuPlot.top(shares(2, 40, 98, 9))).isEqualTo(50);
    assertThat(CpuPlot.top(shares(2, 60, 98, 9))).isEqualTo(100);
    assertThat(CpuPlot.top(shares(50, 25, 50, 10))).isEqualTo(25);
    assertThat(CpuPlot.top(shares(50, 10, 50, 0))).isEqualTo(10);
  }

  private static Timeline shares(int seconds, int share, int otherSeconds, int otherShare) {
    return timeline(
        Points.cycle(1).at(0, 0),
        Points.cycle(2).at(seconds, seconds).cpu(share),
        Points.cycle(3).at(seconds + otherSeconds, seconds + otherSeconds).cpu(otherShare));
  }

  private static Timeline timeline(Points... points) {
    return Timeline.of(
        List.of(
            Reports.of(
                1,
                MemorySettings.NONE,
                Reports.verdict(Severity.OK, "Fits."),
                Stream.of(points).map(Points::point).toList())));
  }
}
