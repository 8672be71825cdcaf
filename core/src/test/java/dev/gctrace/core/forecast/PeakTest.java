package dev.gctrace.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Heap to container memory to chance, worked by hand. */
class PeakTest {

  private static final Observation LIVE_100 = GogcGoalTest.modern(100, 0, 0);

  @Test
  void containerMemoryIsALittleMoreThanTheHeap() {
    assertThat(ContainerMemory.of(200, 0)).isEqualTo(220);
    assertThat(ContainerMemory.of(200, 50)).isEqualTo(270);
    // (400 - 6)/1.07
    assertThat(ContainerMemory.heapCarried(400, 0)).isCloseTo(368.22, within(0.01));
    assertThat(ContainerMemory.heapCarried(400, 100)).isCloseTo(274.77, within(0.01));
    assertThat(ContainerMemory.heapCarried(5, 0)).isZero();
  }

  @Test
  void theBandHoldsWhatDiffersBetweenPrograms() {
    // 1.2816 × (0.03 × 200, 3): 7.69 and 3.84, together 8.597.
    Band memory = Peak.of(LIVE_100, 200, 0, 0).memory();

    assertThat(memory.expected()).isEqualTo(220);
    assertThat(memory.low()).isCloseTo(220 - 8.597, within(0.001));
    assertThat(memory.high()).isCloseTo(220 + 8.597, within(0.001));
  }

  @Test
  void goalAndOvershootWidenIt() {
    // Ratio 1.025; above: 200 × (1.19 - 1.025) = 33 and 1.025 × (204 - 200) = 4.1 of heap, × 1.07;
    // beside them 1.2816 × (0.03 × 205, 3) = 7.882 and 3.845.
    Peak peak = Peak.at(new NextGoal(200, 200, 204), LIVE_100, Overshoot.NONE);

    assertThat(peak.heap()).isCloseTo(205, within(1e-5));
    assertThat(peak.memory().expected()).isCloseTo(225.35, within(1e-5));
    assertThat(peak.memory().high())
        .isCloseTo(
            225.35 + Math.sqrt(35.31 * 35.31 + 4.387 * 4.387 + 7.882 * 7.882 + 3.845 * 3.845),
            within(0.01));
    // Below: 200 × (1.025 - 1) = 5 of heap.
    assertThat(peak.memory().low())
        .isCloseTo(225.35 - Math.sqrt(5.35 * 5.35 + 7.882 * 7.882 + 3.845 * 3.845), within(0.01));
  }

  @Test
  void theHeapIsNeverBelowTheLiveHeap() {
    assertThat(Peak.of(LIVE_100, 60, 0, 0).heap()).isEqualTo(100);
  }

  @Test
  void theLimitAtTheMiddleIsAnEvenChance() {
    assertThat(Peak.of(LIVE_100, 200, 0, 0).chanceOver(220, Survivals.NONE)).isEqualTo(0.5);
  }

  @Test
  void theEndsOfTheBandAreOneCaseOfTen() {
    Peak peak = Peak.of(LIVE_100, 200, 25, 900);

    assertThat(peak.chanceOver(peak.memory().high(), Survivals.NONE)).isCloseTo(0.1, within(1e-9));
    assertThat(peak.chanceOver(peak.memory().low(), Survivals.NONE)).isCloseTo(0.9, within(1e-9));
  }

  @Test
  void eachPeakThatWasSurvivedDividesTheChance() {
    Survivals three = Survivals.NONE.after(200, 220).after(205, 220).after(199, 220);

    assertThat(Peak.of(LIVE_100, 200, 0, 0).chanceOver(220, three)).isEqualTo(0.125);
  }

  @Test
  void aSlowProgramMayStillComeToItsGoal() {
    Peak goal = Peak.of(LIVE_100, 300, 0, 0);
    Peak slow = goal.atMost(150, LIVE_100);

    assertThat(slow.heap()).isEqualTo(150);
    assertThat(slow.memory().expected()).isEqualTo(166.5);
    assertThat(slow.memory().high()).isEqualTo(goal.memory().high());
    assertThat(goal.atMost(400, LIVE_100)).isEqualTo(goal);
  }

  @Test
  void aStepTakesTheHeapAtLeastThere() {
    Peak goal = Peak.of(LIVE_100, 200, 0, 0);

    assertThat(goal.atLeast(260, LIVE_100).heap()).isEqualTo(260);
    assertThat(goal.atLeast(150, LIVE_100)).isEqualTo(goal);
  }
}
