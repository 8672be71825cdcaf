package dev.gctrace.core.forecast;

import static dev.gctrace.core.forecast.Traces.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/**
 * What is learned of a process beside its goals: overshoot, rate, steps, spiral, survived peaks.
 */
class LearnedTest {

  @Test
  void beforeAnythingIsLearnedTheOvershootIsThePacers() {
    // Of 0.88, 0.95, 1, 1.2 the median lies half way from the second to the third.
    assertThat(Overshoot.NONE.quantile(0.5)).isCloseTo(0.975, within(1e-6));
    // 0.1 × 3 = 0.3 steps: 0.88 + 0.3 × 0.07
    assertThat(Overshoot.NONE.quantile(0.1)).isCloseTo(0.901, within(1e-6));
    // 0.9 × 3 = 2.7 steps: 1 + 0.7 × 0.2
    assertThat(Overshoot.NONE.quantile(0.9)).isCloseTo(1.14, within(1e-6));
  }

  @Test
  void theLatestTwentyCyclesCount() {
    Overshoot overshoot = Overshoot.NONE;
    for (int n = 0; n < 30; n++) {
      overshoot = overshoot.after(cycle(n, n < 10 ? 300 : 90, 100), Double.NaN);
    }

    assertThat(overshoot.latest()).hasSize(20).containsOnly(90.5f / 100.5f);
    assertThat(overshoot.quantile(0.5)).isCloseTo(90.5 / 100.5, within(1e-6));
    // 24 ratios: three of the four of the start are above all; 0.9 × 23 = 20.7, 0.7 of the way from
    // the last of the twenty to 0.95.
    double last = 90.5 / 100.5;
    assertThat(overshoot.quantile(0.9)).isCloseTo(last + 0.7 * (0.95 - last), within(1e-6));
  }

  @Test
  void aBlurredRatioOfATinyGoalIsNotLearned() {
    assertThat(Overshoot.NONE.after(cycle(1, 9, 7), Double.NaN).latest()).isEmpty();
    assertThat(Overshoot.NONE.after(cycle(1, 9, 8), Double.NaN).latest()).hasSize(1);
  }

  @Test
  void aRaisedGoalIsMeasuredFromTheOneThatWasExpected() {
    Observation raised = Observation.of(event(12, 3.6, 124, 124, 74, 124));
    Observation plain = Observation.of(event(12, 3.6, 100, 124, 74, 124));

    assertThat(Overshoot.NONE.after(raised, 94).latest()[0])
        .isCloseTo(124.5f / 94.5f, within(1e-6f));
    assertThat(Overshoot.NONE.after(plain, 94).latest()[0]).isEqualTo(1);
    assertThat(Overshoot.NONE.after(raised, 200).latest()[0]).isEqualTo(1);
  }

  @Property
  void quantilesAreThoseOfTheSortedRatios(
      @ForAll @Size(max = 50) List<@FloatRange(min = 0.1f, max = 9) Float> ratios) {
    float[] latest = new float[ratios.size()];
    for (int i = 0; i < latest.length; i++) {
      latest[i] = ratios.get(i);
    }
    Overshoot overshoot = Overshoot.of(latest);

    int from = Math.max(0, latest.length - 20);
    double[] sorted = new double[latest.length - from + 4];
    double[] prior = {0.88f, 0.95f, 1, 1.2f};
    System.arraycopy(prior, 0, sorted, 0, 4);
    for (int i = from; i < latest.length; i++) {
      sorted[4 + i - from] = latest[i];
    }
    java.util.Arrays.sort(sorted);
    assertThat(overshoot.quantile(0)).isEqualTo(sorted[0]);
    assertThat(overshoot.quantile(1)).isEqualTo(sorted[sorted.length - 1]);
    double place = 0.5 * (sorted.length - 1);
    double median = (sorted[(int) Math.floor(place)] + sorted[(int) Math.ceil(place)]) / 2;
    assertThat(overshoot.quantile(0.5)).isCloseTo(median, within(1e-6));
  }

  @Test
  void theRateIsWhatWasAllocatedBetweenCollections() {
    Allocation rate =
        Allocation.NONE.after(
            Observation.of(event(1, 10, 80, 85, 50, 90)),
            Observation.of(event(2, 12, 90, 95, 50, 100)));

    // 90 - 50 MiB in 12 - (10 + 0.010024) s
    assertThat(rate.rate()).isCloseTo(40 / 1.989976, within(1e-6));
    assertThat(Allocation.NONE.rate()).isNaN();
  }

  @Test
  void theOldRateCountsFourFifthsOfTheNew() {
    Allocation rate = new Allocation(40, 2);
    Observation before = Observation.of(event(1, 10, 80, 85, 50, 90));

    assertThat(rate.after(before, Observation.of(event(2, 12.010024, 150, 160, 50, 170))))
        .satisfies(
            next -> {
              assertThat(next.mib()).isCloseTo(132, within(1e-9));
              assertThat(next.seconds()).isCloseTo(3.6, within(0.001));
            });
    assertThat(rate.after(before, Observation.of(event(3, 12, 150, 160, 50, 170)))).isEqualTo(rate);
  }

  @Test
  void twoStepsInARowMakeAThirdToBeExpected() {
    Steps steps =
        Steps.NONE.after(cycleOf(1, 36), cycleOf(2, 72)).after(cycleOf(2, 72), cycleOf(3, 130));

    // The smaller factor, 130/72: old data and new, 130 × (1 + 1.8056).
    assertThat(steps.coming(130)).isCloseTo(364.7, within(0.1));
    assertThat(steps.after(cycleOf(3, 130), cycleOf(4, 140)).coming(140)).isNaN();
    assertThat(Steps.NONE.after(cycleOf(1, 36), cycleOf(2, 72)).coming(72)).isNaN();
    assertThat(steps.coming(15)).isNaN();
  }

  @Test
  void goalsAtTheLiveHeapAreASpiral() {
    Spiral spiral = Spiral.NONE;
    for (int n = 2; n <= 4; n++) {
      spiral =
          spiral.after(
              Observation.of(event(n - 1, n, 105, 112, 105, 105)),
              Observation.of(event(n, n + 0.1, 105, 112, 105, 105)),
              event(n, n + 0.1, 105, 112, 105, 105));
      assertThat(spiral.runs()).isEqualTo(n == 4);
    }
    // 0.040 + 0 + 5.0 + 0.008 ms, without the idle 10, of 2 × 100 ms
    assertThat(spiral.share()).isCloseTo(0.02524, within(1e-6));
  }

  @Test
  void aBusyHealthyProgramIsNoSpiral() {
    Spiral spiral = Spiral.NONE;
    for (int n = 2; n < 50; n++) {
      spiral =
          spiral.after(
              Observation.of(event(n - 1, n, 105, 112, 98, 115)),
              Observation.of(event(n, n + 0.01, 105, 112, 98, 115)),
              event(n, n + 0.01, 105, 112, 98, 115));
    }

    assertThat(spiral.runs()).isFalse();
  }

  @Test
  void aSpiralEndsSomeCyclesAfterTheLastTightGoal() {
    Spiral spiral = new Spiral(6, 0.4, 0.02);
    Observation before = Observation.of(event(9, 9, 105, 112, 60, 105));
    Observation roomy = Observation.of(event(10, 10, 90, 95, 60, 110));

    Spiral once = spiral.after(before, roomy, event(10, 10, 90, 95, 60, 110));
    Spiral twice = once.after(before, roomy, event(10, 10, 90, 95, 60, 110));
    assertThat(once.runs()).isTrue();
    assertThat(twice.runs()).isFalse();
  }

  @Test
  void peaksThatWereSurvivedAreCountedFromOnePercentBelow() {
    Survivals survivals = Survivals.NONE.after(100, 150).after(97.9, 150).after(98.1, 150);

    assertThat(survivals.at(100)).isEqualTo(2);
    // 100 as printed may be all but 101.
    assertThat(survivals.at(102.1)).isZero();
    assertThat(Survivals.NONE.at(0)).isZero();
  }

  @Test
  void onlyTheLatestSixteenPeaksAreKept() {
    Survivals survivals = Survivals.NONE;
    for (int i = 0; i < 40; i++) {
      survivals = survivals.after(i < 30 ? 180 : 100, 200);
    }

    assertThat(survivals.at(180)).isEqualTo(6);
    assertThat(survivals.at(100)).isEqualTo(16);
  }

  @Test
  void underALowerLimitWhatWasSurvivedProvesNothing() {
    Survivals survivals = Survivals.NONE.after(100, 170).after(100, 170);

    assertThat(survivals.after(90, 160).at(100)).isZero();
    assertThat(survivals.after(90, 160).highest()).isEqualTo(90);
    assertThat(survivals.after(90, 180).at(100)).isEqualTo(2);
    assertThat(survivals.after(90, 180).highest()).isEqualTo(100);
  }

  @Test
  void aPeakFarBelowTheLimitProvesNothingThatWasInDoubt() {
    Survivals survivals = Survivals.NONE.after(100, 150).after(70, 150);

    assertThat(survivals.at(70)).isEqualTo(1);
    assertThat(survivals.highest()).isEqualTo(100);
  }

  @Test
  void memoryStaysAtAPeakAndIsGivenBackSlowly() {
    Survivals survivals = Survivals.NONE.after(100, 400).after(50, 400);

    // 0.98 × 100, then 0.98 of that.
    assertThat(survivals.resident()).isCloseTo(98, within(1e-4f));
    assertThat(survivals.after(50, 400).resident()).isCloseTo(96.04f, within(1e-4f));
    assertThat(survivals.after(120, 400).resident()).isEqualTo(120);
  }

  private static Observation cycle(long n, long heapEnd, long goal) {
    return Observation.of(event(n, (double) (n + 1), 5, heapEnd, 5, goal));
  }

  private static Observation cycleOf(long n, long live) {
    return Observation.of(event(n, (double) (n + 1), live, live, live, live));
  }
}
