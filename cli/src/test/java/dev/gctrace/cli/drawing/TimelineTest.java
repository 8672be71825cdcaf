package dev.gctrace.cli.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.CyclePoint;
import dev.gctrace.core.report.ProcessReport;
import dev.gctrace.core.report.Verdict;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static final Offset<Double> MILLI = within(0.001);
  private static final Verdict VERDICT = Reports.verdict(Severity.OK, "Fits.");

  @Test
  void takesTheSecondsOfTheProcessWhenOneLineHasNoStamp() {
    ProcessReport report =
        report(Points.cycle(1).at(1, 2).stamp(1_000_000).point(), Points.cycle(2).at(3, 4).point());

    Timeline timeline = Timeline.of(List.of(report));

    assertThat(timeline.clock()).isEqualTo(Clock.PROCESS);
    assertThat(timeline.startX()).isEqualTo(1);
    assertThat(timeline.endX()).isEqualTo(4);
  }

  @Test
  void keepsTheDistancesOfTheProcessUnderStampsThatAreCutToTheSecond() {
    // Ends at 2.4, 4.1 and 6.9 s; a start at 1000.2 s gives 1002.6, 1004.3, 1007.1, cut to seconds.
    ProcessReport report =
        report(
            Points.cycle(1).at(2.0, 2.4).stamp(1_002_000).point(),
            Points.cycle(2).at(4.0, 4.1).stamp(1_004_000).point(),
            Points.cycle(3).at(6.0, 6.9).stamp(1_007_000).point());

    Run run = Timeline.of(List.of(report)).runs().get(0);

    // The shifts are 999.6, 999.9 and 1000.1; the one in the middle places the process.
    assertThat(run.teeth()).extracting(Tooth::startX).containsExactly(1001.9, 1003.9, 1005.9);
    assertThat(run.teeth().get(2).endX()).isCloseTo(1006.8, MILLI);
  }

  @Test
  void oneLateStampDoesNotMoveTheProcess() {
    ProcessReport report =
        report(
            Points.cycle(1).at(1, 1).stamp(101_000).point(),
            Points.cycle(2).at(2, 2).stamp(102_000).point(),
            Points.cycle(3).at(3, 3).stamp(963_000).point());

    assertThat(Timeline.of(List.of(report)).endX()).isEqualTo(103);
  }

  @Test
  void countsCyclesWhenNoTimePasses() {
    ProcessReport report =
        report(Points.cycle(7).at(0, 0).point(), Points.cycle(8).at(0, 0).point());

    Timeline timeline = Timeline.of(List.of(report));

    assertThat(timeline.clock()).isEqualTo(Clock.CYCLES);
    assertThat(timeline.startX()).isEqualTo(7);
    assertThat(timeline.endX()).isEqualTo(8);
  }

  @Test
  void aSingleCycleHasTheClockOfItsProcess() {
    Timeline timeline = Timeline.of(List.of(report(Points.cycle(7).at(0, 0).point())));

    assertThat(timeline.clock()).isEqualTo(Clock.PROCESS);
  }

  @Test
  void aLaterProcessStandsBehindTheComingToothOfTheOneBefore() {
    // 20 MiB a second: the 10 MiB up to the next goal of 20 take half a second.
    ProcessReport first =
        report(
            Points.cycle(1).at(1, 1).heap(15, 15, 10).next(20).point(),
            Points.cycle(2).at(2, 2).heap(30, 30, 10).next(20).point());
    ProcessReport second = report(Points.cycle(90).at(500, 501).point());

    List<Run> runs = Timeline.of(List.of(first, second)).runs();

    assertThat(runs.get(0).coming().orElseThrow().to().x()).isEqualTo(2.5);
    assertThat(runs.get(1).startX()).isEqualTo(2.5);
    assertThat(runs.get(1).endX()).isEqualTo(3.5);
  }

  @Test
  void processesThatRanAtTheSameTimeDoNotShareAnAxis() {
    ProcessReport first = stamped(100, 110);
    ProcessReport inside = stamped(105, 108);
    ProcessReport after = stamped(110, 120);

    assertThat(Timeline.apart(List.of(first, inside, after)))
        .containsExactly(List.of(first, after), List.of(inside));
  }

  @Test
  void processesWithoutStampsShareAnAxis() {
    ProcessReport first = report(Points.cycle(1).at(1, 2).point());
    ProcessReport second = report(Points.cycle(1).at(1, 2).point());

    assertThat(Timeline.apart(List.of(first, second))).containsExactly(List.of(first, second));
  }

  @Test
  void leavesOutProcessesWithoutCycles() {
    assertThat(Timeline.of(List.of(report())).runs()).isEmpty();
    assertThat(Timeline.of(List.of()).runs()).isEmpty();
  }

  @Test
  void theDrawingEndsALittleBehindTheComingTooth() {
    Timeline timeline =
        Timeline.of(List.of(Reports.recorded("killed", Reports.settings(400, 0), VERDICT)));

    // Cycle 14 begins at 247.533. Cycle 15 ends at 248.448 + 0.061 + 280 + 0.041 ms = 248.728102.
    // 192 MiB in 0.999989 s; 260 MiB to the goal take 1.354152 s. 2 % of 2.549254 s are 0.050985.
    Domain domain = timeline.domain();
    assertThat(domain.from()).isEqualTo(247.533);
    assertThat(domain.to()).isCloseTo(248.728102 + 1.354152 + 0.050985, within(1e-5));
  }

  @Test
  void aComingToothTakesNoMoreThanHalfOfTheDrawing() {
    // 1 MiB a second, 50 MiB to go, after 3 seconds of trace.
    ProcessReport report =
        report(
            Points.cycle(1).at(1, 1).heap(50, 50, 50).next(100).point(),
            Points.cycle(2).at(2, 2).heap(50, 50, 50).next(100).point(),
            Points.cycle(3).at(4, 4).heap(52, 52, 50).next(100).point());

    Timeline timeline = Timeline.of(List.of(report));

    assertThat(timeline.comingEndX()).isEqualTo(7);
    assertThat(timeline.domain().to()).isCloseTo(7 + 0.02 * 6, MILLI);
  }

  @Test
  void aSinglePointOfTimeHasRoomOnBothSides() {
    Domain domain = Timeline.of(List.of(report(Points.cycle(1).at(9, 9).point()))).domain();

    assertThat(domain.from()).isLessThan(9);
    assertThat(domain.to()).isGreaterThan(9);
  }

  @Property
  void timeNeverRunsBackwards(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = -1e9, max = 1e300) Double> times) {
    CyclePoint[] points =
        times.stream().map(t -> Points.cycle(1).at(t, t - 3).point()).toArray(CyclePoint[]::new);

    Run run = Timeline.of(List.of(report(points))).runs().get(0);

    double before = Double.NEGATIVE_INFINITY;
    for (Tooth tooth : run.teeth()) {
      assertThat(tooth.startX()).isGreaterThanOrEqualTo(before);
      assertThat(tooth.endX()).isGreaterThanOrEqualTo(tooth.startX());
      before = tooth.endX();
    }
  }

  private static ProcessReport stamped(int fromSecond, int toSecond) {
    double last = 1.0 + toSecond - fromSecond;
    return report(
        Points.cycle(1).at(1, 1).stamp(1000L * fromSecond).point(),
        Points.cycle(2).at(last, last).stamp(1000L * toSecond).point());
  }

  private static ProcessReport report(CyclePoint... points) {
    return Reports.of(1, MemorySettings.NONE, VERDICT, List.of(points));
  }
}
