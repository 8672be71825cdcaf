package dev.gctrace.cli.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.CyclePoint;
import dev.gctrace.core.report.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunTest {

  private static final Verdict VERDICT = Reports.verdict(Severity.OK, "Fits.");

  @Test
  void theHeapGoesFromLiveToStartToEndToLive() {
    Run run = killed();

    List<Vertex> heap = run.heap().get(0);

    // gc 14: 247.533 s + 195.113 ms, 138->138->117; gc 15: 248.448 s + 280.102 ms, 309->309->260.
    assertThat(run.heap()).hasSize(1);
    assertThat(heap)
        .extracting(Vertex::mib)
        .containsExactly(138.0, 138.0, 117.0, 309.0, 309.0, 260.0);
    assertThat(heap.get(0).x()).isEqualTo(247.533);
    assertThat(heap.get(1).x()).isCloseTo(247.728113, within(1e-9));
    assertThat(heap.get(2).x()).isEqualTo(heap.get(1).x());
    assertThat(heap.get(3).x()).isEqualTo(248.448);
    assertThat(heap.get(4).x()).isCloseTo(248.728102, within(1e-9));
    assertThat(heap.get(5).x()).isEqualTo(heap.get(4).x());
  }

  @Test
  void theGoalOfACycleHoldsFromTheEndOfTheOneBefore() {
    Run run = run(10, Points.cycle(1).at(1, 2).goal(4), Points.cycle(2).at(5, 6).goal(9));

    assertThat(run.goal())
        .containsExactly(
            List.of(new Vertex(1, 4), new Vertex(2, 4), new Vertex(2, 9), new Vertex(6, 9)));
  }

  @Test
  void aCycleWithoutAGoalLeavesAHole() {
    Run run =
        run(
            10,
            Points.cycle(1).at(1, 2).goal(4),
            Points.cycle(2).at(5, 6),
            Points.cycle(3).at(8, 9).goal(7));

    assertThat(run.goal())
        .containsExactly(
            List.of(new Vertex(1, 4), new Vertex(2, 4)),
            List.of(new Vertex(6, 7), new Vertex(9, 7)));
  }

  @Test
  void nothingIsDrawnWhereLinesAreMissing() {
    Run run = run(2, Points.cycle(1).at(1, 2).goal(4), Points.cycle(3).at(5, 6).goal(9));

    assertThat(run.heap()).hasSize(2);
    assertThat(run.goal())
        .containsExactly(
            List.of(new Vertex(1, 4), new Vertex(2, 4)),
            List.of(new Vertex(5, 9), new Vertex(6, 9)));
  }

  @Test
  void aChoiceOfCyclesIsNotTakenForMissingLines() {
    Run run = run(3, Points.cycle(1).at(1, 2), Points.cycle(3).at(5, 6));

    assertThat(run.heap()).hasSize(1);
  }

  @Test
  void theLiveHeapStandsAtTheEndsOfTheCycles() {
    assertThat(killed().live()).extracting(Vertex::mib).containsExactly(117.0, 260.0);
    assertThat(killed().live().get(1).x()).isCloseTo(248.728102, within(1e-9));
  }

  private static Run killed() {
    return Timeline.of(List.of(Reports.recorded("killed", Reports.settings(400, 0), VERDICT)))
        .runs()
        .get(0);
  }

  /** A process of which {@code cycles} collections were read. */
  private static Run run(int cycles, Points... points) {
    List<CyclePoint> made = List.of(points).stream().map(Points::point).toList();
    return Timeline.of(List.of(Reports.of(1, MemorySettings.NONE, VERDICT, made, cycles)))
        .runs()
        .get(0);
  }
}
