package dev.gctrace.core.forecast;

import static dev.gctrace.core.forecast.Traces.event;
import static dev.gctrace.core.forecast.Traces.limit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gctrace.core.trace.GcEvent;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** What a container's memory is at a heap, and what a measurement teaches of it. */
class ContainerMemoryTest {

  private static final ContainerMemory USUAL = ContainerMemory.USUAL;

  @Test
  void aMeasurementMovesKAndBaseByTheirUncertainty() {
    // Variances at 200 MiB: 0.0009 × 200² = 36 of k, 9 of the base, 4² + 2² = 20 of the
    // measurement:
    // 65. 225 MiB is 6 more than 219. k: 0.0009 × 200 × 6/65, base: 9 × 6/65.
    ContainerMemory known = USUAL.sampled(at(200), 0, 225);

    assertThat(known.k()).isCloseTo(1.07 + 0.18 * 6 / 65, within(1e-12));
    assertThat(known.baseMiB()).isCloseTo(5 + 9.0 * 6 / 65, within(1e-12));
    assertThat(known.kVariance())
        .isCloseTo(0.0009 - 0.18 * 0.18 / 65 + 0.005 * 0.005, within(1e-12));
    assertThat(known.covariance()).isCloseTo(-0.18 * 9 / 65, within(1e-12));
    assertThat(known.unwritten()).isZero();
  }

  @Test
  void memoryFarBelowTheHeapIsOfAProgramThatDoesNotWriteAll() {
    ContainerMemory half = USUAL.sampled(at(300), 0, 165);

    assertThat(half.of(300, 0)).isCloseTo(165, within(5.0));
    assertThat(half.k()).isBetween(0.5, 0.6);
  }

  @Property
  void measurementsOfOneProgramFindItsMemory(
      @ForAll @DoubleRange(min = 0.45, max = 1.15) double k,
      @ForAll @DoubleRange(min = 0, max = 15) double base) {
    ContainerMemory known = USUAL;
    for (int i = 0; i < 40; i++) {
      double heap = 100 + 10 * i;
      known = known.sampled(at(heap), 0, k * heap + base);
    }

    assertThat(known.of(400, 0)).isCloseTo(k * 400 + base, within(6.0));
    assertThat(known.kVariance()).isBetween(0.0, USUAL.kVariance() + 0.02);
    assertThat(known.squaredTenth(400)).isBetween(0.0, USUAL.squaredTenth(400));
  }

  @Test
  void aMeasuredProcessIsJudgedByItsOwnMemory() {
    // 150 MiB live, next goal 300: 326 MiB of 290, but for what was measured at a heap of 200.
    GcEvent last = event(5, 5, 198, 200, 150, 200);
    ProcessState state =
        Forecaster.step(ProcessState.initial(), event(4, 4, 190, 195, 100, 190), limit(290))
            .state();
    state = Forecaster.step(state, last, limit(290)).state();

    double unmeasured = chance(state, last);
    assertThat(chance(state.measured(140L << 20), last)).isLessThan(unmeasured / 4);
    assertThat(chance(state.measured(230L << 20), last)).isGreaterThan(unmeasured);
  }

  @Test
  void nothingIsLearnedBeforeTheFirstCollectionOrFromNothing() {
    ProcessState state =
        Forecaster.step(ProcessState.initial(), event(4, 4, 190, 195, 100, 190), limit(300))
            .state();

    assertThat(ProcessState.initial().measured(1 << 20)).isSameAs(ProcessState.initial());
    assertThat(state.measured(0)).isSameAs(state);
    assertThat(state.measured(-5)).isSameAs(state);
  }

  @Test
  void aHeapThatMayHaveGrownSinceExplainsMemoryAboveTheLatestPeak() {
    // 1.07 × 200 + 5 = 219 at the latest peak, 1.07 × 380 + 5 = 411.6 at the next.
    Interval grows = new Interval(200, 380);

    assertThat(USUAL.sampled(grows, 0, 300).k()).isCloseTo(1.07, within(1e-9));
    assertThat(USUAL.sampled(grows, 0, 300).squaredTenth(300))
        .isCloseTo(USUAL.squaredTenth(300), within(0.1 * USUAL.squaredTenth(300)));
    // What no heap explains is learned from.
    assertThat(USUAL.sampled(grows, 0, 440).baseMiB()).isGreaterThan(5);
    assertThat(USUAL.sampled(grows, 0, 205).k()).isLessThan(1.07);
  }

  @Test
  void whatIsMeasuredAThousandTimesIsNoCertainty() {
    ContainerMemory known = USUAL;
    for (int i = 0; i < 1000; i++) {
      known = known.sampled(at(200), 0, 230);
    }

    assertThat(known.of(200, 0)).isCloseTo(230, within(0.1));
    // One standard deviation is a MiB at least.
    assertThat(Math.sqrt(known.squaredTenth(200)) / 1.2816).isBetween(1.0, 4.0);
  }

  private static Interval at(double heap) {
    return new Interval(heap, heap);
  }

  private static double chance(ProcessState state, GcEvent again) {
    return Forecaster.step(state, again, limit(290)).forecast().killProbability().orElseThrow();
  }
}
