package dev.gctrace.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The formulas of the pacer, each worked by hand. */
class GogcGoalTest {

  @Test
  void liveHeapAndRootsGrowByGogcSinceGo118() {
    // 100 + (100 + 10 + 2) × 0.5
    assertThat(GogcGoal.expected(modern(100, 10, 2), 0.5, 1)).isEqualTo(156);
    // half of the stacks counted: 100 + (100 + 5 + 2) × 0.5
    assertThat(GogcGoal.expected(modern(100, 10, 2), 0.5, 0.5)).isEqualTo(153.5);
  }

  @Test
  void minimumHeapHoldsForTinyHeaps() {
    // max(4 × 2, 1 + 1 × 2)
    assertThat(GogcGoal.expected(modern(1, 0, 0), 2, 1)).isEqualTo(8);
  }

  @Test
  void everyCutFigureWidensTheGoal() {
    Interval bounds = GogcGoal.bounds(modern(100, 10, 2), new Interval(0.9, 1));

    // stacks may not count at all: 100 + (100 + 2) × 0.9
    assertThat(bounds.low()).isCloseTo(191.8, within(1e-9));
    // 101 + (101 + 11 + 3) × 1
    assertThat(bounds.high()).isEqualTo(216);
  }

  @Test
  void beforeGo118OnlyTheLiveHeapGrows() {
    Interval bounds = GogcGoal.bounds(old(100), new Interval(1, 1));

    assertThat(bounds).isEqualTo(new Interval(200, 202));
  }

  @Test
  void aPairHoldsGogcToAnInterval() {
    Interval g = GogcGoal.factor(modern(117, 0, 0), 234);

    // (234 - 118)/(117 + 3) and (235 - 117)/117
    assertThat(g.low()).isCloseTo(116 / 120.0, within(1e-12));
    assertThat(g.high()).isCloseTo(118 / 117.0, within(1e-12));
  }

  @Test
  void aPairOfAnOldVersionHoldsItTighter() {
    Interval g = GogcGoal.factor(old(100), 200);

    // (200 - 101)/101 and (201 - 100)/100
    assertThat(g.low()).isCloseTo(99 / 101.0, within(1e-12));
    assertThat(g.high()).isCloseTo(1.01, within(1e-12));
  }

  @Test
  void theFirstGoalIsTheMinimumHeap() {
    assertThat(GogcGoal.firstFactor(first(2, 0))).isEqualTo(new Interval(0.5, 0.75));
    assertThat(GogcGoal.firstFactor(first(4, 0))).isEqualTo(new Interval(1, 1.25));
    // Globals of 10 MiB set it themselves: 10/12 and 11/10.
    Interval large = GogcGoal.firstFactor(first(10, 10));
    assertThat(large.low()).isCloseTo(10 / 12.0, within(1e-12));
    assertThat(large.high()).isCloseTo(1.1, within(1e-12));
  }

  @Test
  void aGoalShowsHowMuchOfTheStacksCounts() {
    // 75 = 5 + (5 + s × 184) × 1, so s = 65/184
    assertThat(GogcGoal.stackShare(modern(5, 184, 0), 75, 1)).isCloseTo(65 / 184.0, within(1e-12));
    assertThat(GogcGoal.stackShare(modern(5, 184, 0), 500, 1)).isEqualTo(1);
    assertThat(GogcGoal.stackShare(modern(5, 7, 0), 17, 1)).isNaN();
  }

  static Observation modern(double live, double stacks, double globals) {
    return new Observation(5, 10, 10.02, live, live, live, live, stacks, globals, true);
  }

  static Observation old(double live) {
    return new Observation(5, 10, 10.02, live, live, live, live, 0, 0, false);
  }

  private static Observation first(double goal, double globals) {
    return new Observation(1, 0.004, 0.005, 3, 4, 2, goal, 0, globals, true);
  }
}
