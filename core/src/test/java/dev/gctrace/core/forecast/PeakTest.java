package dev.gctrace.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Heap to container memory to chance, worked by hand. */
class PeakTest {

  private static final Observation LIVE_100 = GogcGoalTest.modern(100, 0, 0);

  /** One that writes all it allocates, as the arithmetic below assumes. */
  private static final ContainerMemory WRITTEN =
      new ContainerMemory(1.07, 5, 0.03 * 0.03, 0, 3 * 3, 0, 0);

  @Test
  void containerMemoryIsALittleMoreThanTheHeap() {
    ContainerMemory usual = ContainerMemory.USUAL;

    // 1.045 × 200 + 5, and 1.39 × 50
    assertThat(usual.of(200, 0)).isCloseTo(214, within(1e-9));
    assertThat(usual.of(200, 50)).isCloseTo(283.5, within(1e-9));
    // (400 - 5)/1.045; (400 - 139 - 5)/1.045
    assertThat(usual.heapCarried(400, 0)).isCloseTo(377.99, within(0.01));
    assertThat(usual.heapCarried(400, 100)).isCloseTo(244.98, within(0.01));
    assertThat(usual.heapCarried(5, 0)).isZero();
  }

  @Test
  void theBandHoldsWhatDiffersBetweenPrograms() {
    // 1.2816 × (0.03 × 200, 3): 7.69 and 3.84, together 8.597.
    Band memory = Peak.of(LIVE_100, WRITTEN, 200, 0, 0).memory();

    assertThat(memory.expected()).isEqualTo(219);
    assertThat(memory.low()).isCloseTo(219 - 8.597, within(0.001));
    assertThat(memory.high()).isCloseTo(219 + 8.597, within(0.001));
    assertThat(WRITTEN.high(200, 0)).isEqualTo(memory.high());
  }

  @Test
  void goalAndOvershootWidenIt() {
    // Ratio 0.975; above: 200 × (1.14 - 0.975) = 33 and 0.975 × (204 - 200) = 3.9 of heap, × 1.07;
    // beside them 1.2816 × (0.03 × 195, 3) = 7.497 and 3.845.
    Peak peak = Peak.at(new NextGoal(200, 200, 204), LIVE_100, Overshoot.NONE, WRITTEN);

    assertThat(peak.heap()).isCloseTo(195, within(1e-5));
    assertThat(peak.memory().expected()).isCloseTo(213.65, within(1e-5));
    assertThat(peak.memory().high())
        .isCloseTo(
            213.65 + Math.sqrt(35.31 * 35.31 + 4.173 * 4.173 + 7.497 * 7.497 + 3.845 * 3.845),
            within(0.01));
    // Below: 200 × (0.975 - 0.901) = 14.8 of heap.
    assertThat(peak.memory().low())
        .isCloseTo(
            213.65 - Math.sqrt(15.836 * 15.836 + 7.497 * 7.497 + 3.845 * 3.845), within(0.01));
  }

  @Test
  void theHeapIsNeverBelowTheLiveHeap() {
    assertThat(Peak.of(LIVE_100, WRITTEN, 60, 0, 0).heap()).isEqualTo(100);
  }

  @Test
  void theLimitAtTheMiddleIsAnEvenChance() {
    assertThat(Peak.of(LIVE_100, WRITTEN, 200, 0, 0).chanceOver(219, WRITTEN, Survivals.NONE))
        .isEqualTo(0.5);
  }

  @Test
  void theEndsOfTheBandAreOneCaseOfTen() {
    Peak peak = Peak.of(LIVE_100, WRITTEN, 200, 25, 900);

    assertThat(peak.chanceOver(peak.memory().high(), WRITTEN, Survivals.NONE))
        .isCloseTo(0.1, within(1e-9));
    assertThat(peak.chanceOver(peak.memory().low(), WRITTEN, Survivals.NONE))
        .isCloseTo(0.9, within(1e-9));
  }

  @Test
  void oneProgramInSixMayNotWriteWhatItAllocates() {
    // Of those 0.67 × 209 of the heap is resident, one in ten having 0.15 × 209 more: the limit is
    // 0.33 × 209 above, 2.2 of these tenths: 1/(1 + 9^2.2) = 1/126.7. Together 5/6/2 + 1/6/126.7.
    ContainerMemory usual = ContainerMemory.USUAL;

    assertThat(Peak.of(LIVE_100, usual, 200, 0, 0).chanceOver(214, usual, Survivals.NONE))
        .isCloseTo(5.0 / 12 + 1 / (6 * (1 + Math.pow(9, 2.2))), within(1e-9));
  }

  @Test
  void aProgramThatLivedWhereItShouldNotHaveIsOneThatDoesNotWriteAll() {
    ContainerMemory usual = ContainerMemory.USUAL;
    Peak peak = Peak.of(LIVE_100, usual, 300, 0, 0);

    // 326 MiB of 260: sure; after a heap of 290 was lived through, which is 315 MiB, no longer.
    assertThat(peak.chanceOver(260, usual, Survivals.NONE)).isGreaterThan(0.8);
    assertThat(peak.chanceOver(260, usual.lived(290, 260), Survivals.NONE)).isLessThan(0.4);
    assertThat(peak.chanceOver(260, usual.lived(200, 260), Survivals.NONE)).isGreaterThan(0.75);
    assertThat(usual.lived(200, 500)).isSameAs(usual);
  }

  @Test
  void stacksMayBeSevenTimesAsLargeAsPrinted() {
    // 40 MiB of stacks: 1.07 × 200 + 1.39 × 40 + 5 = 274.6, in one program of ten 5.61 × 40 = 224.4
    // more: 499. At a limit of 499 that is half of a tenth; at 400 it is all of it.
    Observation deep = new Observation(4, 4, 4.01, 190, 195, 100, 190, 40, 0, true);
    Peak peak = Peak.of(deep, WRITTEN, 200, 0, 0);

    assertThat(peak.chanceOver(499, WRITTEN, Survivals.NONE)).isCloseTo(0.05, within(1e-6));
    assertThat(peak.chanceOver(400, WRITTEN, Survivals.NONE)).isCloseTo(0.1, within(1e-6));
    assertThat(peak.memory(200, deep, WRITTEN, Double.NaN).high()).isGreaterThan(499);
  }

  @Test
  void freePagesOfAHigherHeapAreInTheBandButNotInTheChance() {
    Peak peak = Peak.of(LIVE_100, WRITTEN, 150, 0, 0);

    // 165.5 is needed; it stood at 1.07 × 300 + 5 = 326, one program in ten 12.1 above.
    assertThat(peak.memory(300, LIVE_100, WRITTEN, Double.NaN).high())
        .isCloseTo(326 + Math.hypot(1.2816 * 9, 1.2816 * 3), within(0.01));
    assertThat(peak.memory(300, LIVE_100, WRITTEN, Double.NaN).expected()).isEqualTo(165.5);
    // What it lives with is within its limit.
    assertThat(peak.memory(300, LIVE_100, WRITTEN, 320).high()).isEqualTo(320);
    assertThat(peak.chanceOver(320, WRITTEN, Survivals.NONE)).isZero();
  }

  @Test
  void eachPeakThatWasSurvivedDividesTheChance() {
    Survivals three = Survivals.NONE.after(200, 219).after(205, 219).after(199, 219);

    assertThat(Peak.of(LIVE_100, WRITTEN, 200, 0, 0).chanceOver(219, WRITTEN, three))
        .isEqualTo(0.125);
  }

  @Test
  void aSlowProgramMayStillComeToItsGoal() {
    Peak goal = Peak.of(LIVE_100, WRITTEN, 300, 0, 0);
    Peak slow = goal.atMost(150, LIVE_100, WRITTEN);

    assertThat(slow.heap()).isEqualTo(150);
    assertThat(slow.memory().expected()).isEqualTo(165.5);
    assertThat(slow.memory().high()).isEqualTo(goal.memory().high());
    assertThat(goal.atMost(400, LIVE_100, WRITTEN)).isEqualTo(goal);
  }

  @Test
  void aStepTakesTheHeapAtLeastThere() {
    Peak goal = Peak.of(LIVE_100, WRITTEN, 200, 0, 0);

    assertThat(goal.atLeast(260, LIVE_100, WRITTEN).heap()).isEqualTo(260);
    assertThat(goal.atLeast(150, LIVE_100, WRITTEN)).isEqualTo(goal);
  }
}
