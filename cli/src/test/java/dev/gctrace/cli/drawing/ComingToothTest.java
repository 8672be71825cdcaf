package dev.gctrace.cli.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.CyclePoint;
import dev.gctrace.core.report.ProcessReport;
import dev.gctrace.core.report.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComingToothTest {

  private static final Verdict VERDICT = Reports.verdict(Severity.OK, "Fits.");

  @Test
  void risesToTheNextGoalAtTheRateOfAllocation() {
    ComingTooth tooth =
        Timeline.of(List.of(Reports.recorded("killed", Reports.settings(400, 0), VERDICT)))
            .runs()
            .get(0)
            .coming()
            .orElseThrow();

    // Live 260, goal 2 x 260 = 520; (309 - 117) MiB in 0.999989 s; 260 MiB take 1.354152 s.
    assertThat(tooth.from().mib()).isEqualTo(260);
    assertThat(tooth.to().mib()).isEqualTo(520);
    assertThat(tooth.to().x() - tooth.from().x()).isCloseTo(1.354152, within(1e-6));
    // 400 MiB are 140 of the 260 MiB: 0.729159 s after the end of cycle 15 at 248.728102.
    assertThat(tooth.atLimit().orElseThrow().mib()).isCloseTo(400, within(1e-9));
    assertThat(tooth.atLimit().orElseThrow().x()).isCloseTo(249.457261, within(1e-6));
  }

  @Test
  void theForecastKnowsBetterWhenTheContainerIsAtItsLimit() {
    // 20 MiB a second from 10 to 30: 1 s. At its limit after 0.75 s, with 25 MiB of heap.
    assertThat(atLimit(30, 0.75)).hasValue(new Vertex(2.75, 25));
    assertThat(atLimit(30, 1.0)).hasValue(new Vertex(3, 30));
    assertThat(atLimit(30, 1.01)).isEmpty();
    assertThat(atLimit(30, 0)).hasValue(new Vertex(2, 10));
  }

  @Test
  void aTimeThatRestsOnTheTrendOfManyCyclesIsNotOnTheWay() {
    ProcessReport trend = Reports.reaching(tooth(40), 0.5, Optional.of(new Band(0.1, 0.5, 1)));

    assertThat(coming(trend).orElseThrow().atLimit()).isEmpty();
  }

  @Test
  void aLimitThatIsNotOnTheWayIsNotReached() {
    assertThat(atLimit(9, Double.NaN)).isEmpty();
    assertThat(atLimit(10, Double.NaN)).hasValue(new Vertex(2, 10));
    assertThat(atLimit(30, Double.NaN)).hasValue(new Vertex(3, 30));
    assertThat(atLimit(31, Double.NaN)).isEmpty();
    assertThat(atLimit(0, Double.NaN)).isEmpty();
  }

  /** Where a tooth from 10 to 30 MiB is at the limit; the seconds to it are NaN when not known. */
  private static Optional<Vertex> atLimit(long limit, double seconds) {
    ProcessReport report = tooth(limit);
    return coming(
            Double.isNaN(seconds) ? report : Reports.reaching(report, seconds, Optional.empty()))
        .orElseThrow()
        .atLimit();
  }

  private static ProcessReport tooth(long limit) {
    return Reports.of(
        1,
        Reports.settings(limit, 0),
        VERDICT,
        List.of(
            Points.cycle(1).at(1, 1).heap(15, 15, 10).next(30).point(),
            Points.cycle(2).at(2, 2).heap(30, 30, 10).next(30).point()));
  }

  @Test
  void endsWhereTheRuntimeCollectsAnyway() {
    // 0.5 MiB a second: 60 of the 100 MiB to the goal in 120 s.
    ComingTooth tooth =
        coming(
                MemorySettings.NONE,
                Points.cycle(1).at(0, 0).heap(100, 100, 100).next(200),
                Points.cycle(2).at(2, 2).heap(101, 101, 100).next(200))
            .orElseThrow();

    assertThat(tooth.to()).isEqualTo(new Vertex(122, 160));
  }

  @Test
  void risesToTheLimitWhenThereIsNoGoal() {
    ComingTooth tooth =
        coming(
                Reports.settings(300, 0),
                Points.cycle(1).at(0, 0).heap(100, 100, 100),
                Points.cycle(2).at(2, 2).heap(140, 140, 100))
            .orElseThrow();

    assertThat(tooth.to()).isEqualTo(new Vertex(12, 300));
  }

  @Test
  void aPeakWithoutAGoalIsNotThatOfTheWayToTheLimit() {
    Points last = Points.cycle(2).at(2, 2).heap(140, 140, 100).peak(110, 120, 130);

    assertThat(
            coming(Reports.settings(300, 0), Points.cycle(1).at(0, 0).heap(100, 100, 100), last)
                .orElseThrow()
                .peak())
        .isEmpty();
    assertThat(
            coming(
                    Reports.settings(300, 0),
                    Points.cycle(1).at(0, 0).heap(100, 100, 100),
                    last.next(200))
                .orElseThrow()
                .peak())
        .hasValue(new Band(110, 120, 130));
  }

  @Test
  void withoutAGoalNothingIsCollectedAfterTwoMinutesEither() {
    ComingTooth tooth =
        coming(
                Reports.settings(300, 0),
                Points.cycle(1).at(0, 0).heap(100, 100, 100),
                Points.cycle(2).at(2, 2).heap(101, 101, 100))
            .orElseThrow();

    // 200 MiB at half a MiB a second.
    assertThat(tooth.to()).isEqualTo(new Vertex(402, 300));
  }

  @Test
  void nothingIsKnownWithoutGoalAndLimit() {
    assertThat(coming(MemorySettings.NONE, Points.cycle(1).at(0, 1))).isEmpty();
  }

  @Test
  void nothingIsDrawnDownwards() {
    assertThat(coming(Reports.settings(30, 0), Points.cycle(1).at(0, 1).heap(90, 90, 40)))
        .isEmpty();
  }

  @Test
  void withoutARateItIsAsWideAsACycle() {
    ComingTooth tooth =
        coming(MemorySettings.NONE, Points.cycle(1).at(4, 7).heap(8, 8, 5).next(10)).orElseThrow();

    assertThat(tooth.to()).isEqualTo(new Vertex(10, 10));
  }

  @Test
  void endsAtTheEdgeOfTheDrawingOnItsWay() {
    ComingTooth tooth =
        new ComingTooth(
            new Vertex(0, 100), new Vertex(10, 200), Optional.empty(), Optional.empty());

    assertThat(tooth.end(10, 200)).isEqualTo(new Vertex(10, 200));
    assertThat(tooth.end(5, 200)).isEqualTo(new Vertex(5, 150));
    assertThat(tooth.end(10, 120)).isEqualTo(new Vertex(2, 120));
    assertThat(tooth.end(5, 120)).isEqualTo(new Vertex(2, 120));
  }

  private static Optional<ComingTooth> coming(MemorySettings settings, Points... points) {
    List<CyclePoint> made = Stream.of(points).map(Points::point).toList();
    return coming(Reports.of(1, settings, VERDICT, made));
  }

  private static Optional<ComingTooth> coming(ProcessReport report) {
    return Timeline.of(List.of(report)).runs().get(0).coming();
  }
}
