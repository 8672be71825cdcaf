package dev.gctrace.core.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gctrace.core.forecast.ContainerMemory;
import dev.gctrace.core.tuning.Outcome.Fit;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SimulationTest {

  private static final GoProgram STEADY = new GoProgram(t -> 50, t -> 40, 0);
  private static final GoProgram WITH_ROOTS = new GoProgram(t -> 30, t -> 60, 20);
  private static final GoProgram GROWING = new GoProgram(t -> 20 + t, t -> 30, 1);
  private static final GoProgram WAVES =
      new GoProgram(t -> 60 + 30 * Math.sin(t / 10), t -> 50 + 20 * Math.cos(t / 7), 2);

  static Stream<Arguments> programsAndSettings() {
    return Stream.of(STEADY, WITH_ROOTS, GROWING, WAVES)
        .flatMap(
            program ->
                Stream.of(
                    Arguments.of(program, 50.0, Double.NaN),
                    Arguments.of(program, 100.0, Double.NaN),
                    Arguments.of(program, 200.0, Double.NaN),
                    Arguments.of(program, 100.0, 150.0),
                    Arguments.of(program, Double.NaN, 200.0)));
  }

  /** From the lines under GOGC=100 to what an independent program does under other settings. */
  @ParameterizedTest
  @MethodSource("programsAndSettings")
  void tellsWhatAnIndependentCollectorDoes(GoProgram program, double gogc, double goMemLimit) {
    // What GOMEMLIMIT leaves the heap: less 1 MiB and 8 MiB, over 1.08.
    GoProgram.Life real = program.live(120, gogc, (goMemLimit - 9) / 1.08);
    Outcome told =
        Simulation.run(
            workload(program.live(120, 100, Double.NaN)),
            new WhatIf(known(gogc), known(goMemLimit), OptionalDouble.empty()));

    assertThat(told.peakHeapMiB()).isCloseTo(real.peakMiB(), within(0.05 * real.peakMiB()));
    assertThat((double) told.cycles())
        .isCloseTo((double) real.cycles(), within(Math.max(2, 0.08 * real.cycles())));
    assertThat(told.gcCpuPercent()).isCloseTo(real.gcCpuPercent(), within(0.5));
    assertThat(told.fit()).isEqualTo(Fit.NO_LIMIT);
  }

  /**
   * 50 MiB kept, 40 MiB/s: under GOGC=100 a goal of 102 to 104 MiB, begun at 90 % of the way and
   * met by what 50 ms of marking add. 1.07 x 104 + 5 MiB = 116 MiB of memory.
   */
  @Test
  void limitDecidesWithTheBand() {
    Workload workload = workload(STEADY.live(120, 100, Double.NaN));

    assertThat(fit(workload, 130)).isEqualTo(Fit.FITS);
    assertThat(fit(workload, 122)).isEqualTo(Fit.TIGHT);
    assertThat(fit(workload, 112)).isEqualTo(Fit.KILLED);
  }

  /** GOMEMLIMIT=62MiB leaves (62 - 9) / 1.08 = 49 MiB to a live heap of 50: back to back. */
  @Test
  void liveHeapAboveWhatGoMemLimitLeavesThrashes() {
    Workload workload = workload(STEADY.live(60, 100, Double.NaN));

    Outcome told =
        Simulation.run(
            workload,
            new WhatIf(OptionalDouble.of(100), OptionalDouble.of(62), OptionalDouble.of(200)));

    assertThat(told.fit()).isEqualTo(Fit.THRASHES);
    // Marking all the time on one of four processors.
    assertThat(told.gcCpuPercent()).isCloseTo(25, within(2.0));
    assertThat(told.peakHeapMiB()).isBetween(50.0, 60.0);
  }

  /** 1.07 x heap + 5 of any program; 1 x heap + 150 of one that was measured. */
  @Test
  void whatAProgramWasMeasuredToTakeBesideItsHeapCounts() {
    Workload workload = workload(STEADY.live(120, 100, Double.NaN));
    WhatIf limited = WhatIf.DEFAULT.withLimit(OptionalDouble.of(240));

    Outcome any = Simulation.run(workload, limited);
    Outcome measured =
        Simulation.run(workload.with(new ContainerMemory(1, 150, 0.001, 0, 4, 0, 0)), limited);

    double heap = (any.memoryMiB().expected() - 5) / 1.07;
    assertThat(measured.memoryMiB().expected()).isCloseTo(heap + 150, within(0.01));
    assertThat(measured.peakHeapMiB()).isEqualTo(any.peakHeapMiB());
    assertThat(any.fit()).isEqualTo(Fit.FITS);
    assertThat(measured.fit()).isEqualTo(Fit.KILLED);
  }

  @Test
  void withoutGogcAndGoMemLimitNothingStopsTheHeap() {
    Workload workload = workload(STEADY.live(60, 100, Double.NaN));

    Outcome told =
        Simulation.run(
            workload,
            new WhatIf(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(100_000)));

    assertThat(told.fit()).isEqualTo(Fit.KILLED);
    assertThat(told.cycles()).isZero();
    // 60 s of 40 MiB/s.
    assertThat(told.peakHeapMiB()).isCloseTo(2400, within(40.0));
  }

  /** 10 MiB/s and a goal of 20 GiB, which 120 s do not fill: 1200 MiB between two collections. */
  @Test
  void collectionComesAfterTwoMinutesAtTheLatest() {
    Workload workload = workload(new GoProgram(t -> 40, t -> 10, 0).live(600, 100, Double.NaN));

    Outcome told = Simulation.run(workload, WhatIf.DEFAULT.withGogc(OptionalDouble.of(50_000)));

    assertThat(told.cycles()).isEqualTo(4);
    assertThat(told.peakHeapMiB()).isCloseTo(1240, within(25.0));
  }

  @Test
  void logThatBeginsInTheMiddleTellsTheSameRates() {
    GoProgram.Life life = STEADY.live(120, 100, Double.NaN);
    WorkloadRecorder recorder = new WorkloadRecorder();
    life.lines().stream().skip(life.lines().size() / 2).forEach(recorder::add);

    Outcome told =
        Simulation.run(
            recorder.workload().orElseThrow(), WhatIf.DEFAULT.withGogc(OptionalDouble.of(50)));

    GoProgram.Life real = STEADY.live(120, 50, Double.NaN);
    assertThat(told.cyclesPerMinute()).isCloseTo(real.cycles() / 2.0, within(0.1 * real.cycles()));
    assertThat(told.peakHeapMiB()).isCloseTo(real.peakMiB(), within(0.05 * real.peakMiB()));
  }

  @Test
  void missingLinesAreFilledWithTheUsualRate() {
    GoProgram.Life life = STEADY.live(120, 100, Double.NaN);
    WorkloadRecorder recorder = new WorkloadRecorder();
    life.lines().stream().filter(e -> e.cycle() % 10 < 5).forEach(recorder::add);

    Outcome told = Simulation.run(recorder.workload().orElseThrow(), WhatIf.DEFAULT);

    assertThat((double) told.cycles())
        .isCloseTo((double) life.cycles(), within(0.15 * life.cycles()));
  }

  private static Fit fit(Workload workload, double limit) {
    return Simulation.run(workload, WhatIf.DEFAULT.withLimit(OptionalDouble.of(limit))).fit();
  }

  static Workload workload(GoProgram.Life life) {
    WorkloadRecorder recorder = new WorkloadRecorder();
    life.lines().forEach(recorder::add);
    return recorder.workload().orElseThrow();
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
