package dev.gctrace.core.forecast;

import static dev.gctrace.core.forecast.Traces.event;
import static dev.gctrace.core.forecast.Traces.limit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gctrace.core.trace.GcEvent;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** What a container's memory is at a heap, and what a measurement teaches of it. */
class ContainerMemoryTest {

  private static final ContainerMemory USUAL = ContainerMemory.USUAL;

  @Test
  void aMeasurementMovesKAndBaseByTheirUncertainty() {
    // Variances at 200 MiB: 0.0016 × 200² = 64 of k, 9 of the base, 4² + 2² = 20 of the
    // measurement: 93. 220 MiB is 6 more than 214. k: 0.0016 × 200 × 6/93, base: 9 × 6/93.
    ContainerMemory known = USUAL.sampled(at(200), 0, 220);

    assertThat(known.k()).isCloseTo(1.045 + 0.32 * 6 / 93, within(1e-12));
    assertThat(known.baseMiB()).isCloseTo(5 + 9.0 * 6 / 93, within(1e-12));
    assertThat(known.kVariance())
        .isCloseTo(0.0016 - 0.32 * 0.32 / 93 + 0.005 * 0.005, within(1e-12));
    assertThat(known.covariance()).isCloseTo(-0.32 * 9 / 93, within(1e-12));
    assertThat(known.unwritten()).isZero();
  }

  @Test
  void aGoalThatGomemlimitSetsTellsWhatIsMappedBesideTheHeap() {
    // GOMEMLIMIT 270 and a goal of 230: 270 - 0.015 × 230 - 4 = 262.55 MiB at a heap of 230, 17.2
    // more than 245.35. Variances there: 0.0016 × 230² = 84.64 and 9 of 118.8 with the
    // measurement's 4.6² + 2² = 25.16.
    ContainerMemory known = USUAL.limited(270, 230, 0);

    assertThat(known.of(230, 0)).isCloseTo(245.35 + 17.2 * 93.64 / 118.8, within(1e-9));
    assertThat(known.unwritten()).isEqualTo(USUAL.unwritten());
  }

  @Test
  void aGoalThatIsTheLiveHeapTellsNothingOfMemory() {
    MemoryLimitGoal set = MemoryLimitGoal.NONE.set(230, 270);
    Observation roomy = Observation.of(event(9, 9, 200, 230, 180, 240));
    Observation full = Observation.of(event(9, 9, 225, 235, 230, 225));
    Observation next = Observation.of(event(10, 10, 229, 231, 200, 230));

    assertThat(set.wasSetBy(270, roomy, next)).isTrue();
    assertThat(set.wasSetBy(270, full, next)).isFalse();
    assertThat(set.wasSetBy(300, roomy, next)).isFalse();
    assertThat(MemoryLimitGoal.NONE.wasSetBy(270, roomy, next)).isFalse();
  }

  @Test
  void memoryFarBelowTheHeapIsOfAProgramThatDoesNotWriteAll() {
    ContainerMemory half = USUAL.sampled(at(300), 0, 165);

    assertThat(half.of(300, 0)).isCloseTo(165, within(5.0));
    assertThat(half.k()).isBetween(0.5, 0.6);
  }

  @Test
  void memoryFarAboveTheHeapIsHeldBesideIt() {
    // 1.045 × 108 + 5 = 117.9 is the most that the heap explains of 200; deviations are 4.3 of k,
    // 3 of the base and 2.9 of the measurement, 6.1 in all.
    ContainerMemory more = USUAL.sampled(at(108), 0, 200);

    assertThat(more.of(108, 0)).isCloseTo(200, within(1e-9));
    assertThat(more.k()).isCloseTo(1.045, within(1e-9));
    assertThat(more.baseMiB()).isCloseTo(5 + 82.14, within(1e-9));
    // What goes up and down beside the heap is followed.
    assertThat(more.sampled(at(108), 0, 400).of(108, 0)).isCloseTo(400, within(1.0));
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
    // 1.045 × 200 + 5 = 214 at the latest peak, 1.045 × 380 + 5 = 402.1 at the next.
    Interval grows = new Interval(200, 380);

    assertThat(USUAL.sampled(grows, 0, 300).k()).isCloseTo(1.045, within(1e-9));
    assertThat(USUAL.sampled(grows, 0, 300).squaredTenth(300))
        .isCloseTo(USUAL.squaredTenth(300), within(0.25 * USUAL.squaredTenth(300)));
    // What no heap explains is learned from.
    assertThat(USUAL.sampled(grows, 0, 440).baseMiB()).isGreaterThan(5);
    assertThat(USUAL.sampled(grows, 0, 205).k()).isLessThan(1.045);
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

  @Test
  void whatIsMappedAndNotInUseCountsAndIsNoProofOfWriting() {
    // 1.045 × 100 + 5 = 109.5. Mapped 95 to 200 holds that; 180 at least is 185.
    assertThat(USUAL.mapped(95, 200, 100, 0)).isSameAs(USUAL);
    ContainerMemory more = USUAL.mapped(180, 400, 100, 0);
    assertThat(more.of(100, 0)).isBetween(130.0, 185.0);
    assertThat(more.unwritten()).isEqualTo(USUAL.unwritten());
    assertThat(USUAL.mapped(40, 85, 100, 0).of(100, 0)).isLessThan(109);
  }

  @Test
  void versionsOfGoThatTakeMoreMemoryAreTakenForWhatTheyAre() {
    double usual = firstChance(MemorySettings.NONE.goVersion());

    assertThat(firstChance(Optional.of(GoVersion.parse("1.21.2")))).isGreaterThan(usual + 0.05);
    assertThat(firstChance(Optional.of(GoVersion.parse("1.24.1")))).isGreaterThan(usual + 0.02);
    assertThat(firstChance(Optional.of(GoVersion.parse("1.25.4")))).isEqualTo(usual);
  }

  /** Live 100, next goal 200 of a limit of 205; it has lived through 105. */
  private static double firstChance(Optional<GoVersion> version) {
    MemorySettings settings =
        new MemorySettings(
            OptionalLong.of(205L << 20), Optional.empty(), OptionalLong.empty(), version);
    return Forecaster.step(ProcessState.initial(), event(4, 4, 100, 105, 100, 105), settings)
        .forecast()
        .killProbability()
        .orElseThrow();
  }

  @Test
  void whatIsAllocatedFasterThanItCanBeWrittenIsLikelyNotWritten() {
    // 150 MiB 8 ms after the start, as a ballast; 90 ms are enough to write them.
    ProcessState leapt = after(event(1, 0.008, 150, 150, 150, 150));
    ProcessState written = after(event(1, 0.09, 150, 150, 150, 150));

    assertThat(leapt.memory().unwritten()).isCloseTo(2.0 / 3, within(0.01));
    assertThat(written.memory().unwritten()).isCloseTo(1.0 / 6, within(0.01));
    // A log that begins in the middle tells nothing of the time before.
    assertThat(after(event(7, 0.008, 150, 150, 150, 150)).memory().unwritten())
        .isCloseTo(1.0 / 6, within(0.01));
  }

  private static ProcessState after(GcEvent first) {
    return Forecaster.step(ProcessState.initial(), first, limit(1000)).state();
  }

  private static Interval at(double heap) {
    return new Interval(heap, heap);
  }

  private static double chance(ProcessState state, GcEvent again) {
    return Forecaster.step(state, again, limit(290)).forecast().killProbability().orElseThrow();
  }
}
