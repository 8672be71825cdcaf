package dev.gctrace.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gctrace.core.trace.ClockMillis;
import dev.gctrace.core.trace.CpuMillis;
import dev.gctrace.core.trace.Format;
import dev.gctrace.core.trace.GcEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** What holds of the forecast whatever the trace says. */
class ForecastPropertiesTest {

  /** Figures that a hostile line can hold: nothing, a sane size, the largest there are. */
  private static final long[] SIZES = {
    0, 0, 1, 3, 4, 50, 100, 400, 9_000, 1L << 40, Long.MAX_VALUE
  };

  private static final double[] MILLIS = {0, 0.001, 5, 1e9, 1e300, Double.MAX_VALUE};

  @Property(tries = 300)
  void everyFigureIsFiniteAndInItsRange(@ForAll long seed) {
    Random random = new Random(seed);
    ProcessState state = ProcessState.initial();
    MemorySettings settings = settings(random);
    for (GcEvent event : hostile(random, 60)) {
      Forecaster.Step step = Forecaster.step(state, event, settings);
      state = random.nextInt(10) == 0 ? step.state().measured(random.nextLong()) : step.state();
      assertSane(step.forecast());
    }
    assertThat(state.toBytes()).hasSizeLessThanOrEqualTo(4096);
  }

  @Property(tries = 100)
  void aStepIsAFunctionOfItsArgumentsAndChangesNoneOfThem(@ForAll long seed) {
    Random random = new Random(seed);
    MemorySettings settings = settings(random);
    ProcessState state = ProcessState.initial();
    for (GcEvent event : hostile(random, 40)) {
      byte[] before = state.toBytes();
      Forecaster.Step once = Forecaster.step(state, event, settings);
      Forecaster.Step again = Forecaster.step(state, event, settings);
      assertThat(again.forecast()).isEqualTo(once.forecast());
      assertThat(again.state().toBytes()).isEqualTo(once.state().toBytes());
      assertThat(state.toBytes()).isEqualTo(before);
      state = once.state();
    }
  }

  @Property(tries = 100)
  void aStateThatWasWrittenAndReadGoesOnAsIfItHadNot(@ForAll long seed) {
    Random random = new Random(seed);
    MemorySettings settings = Traces.limit(60 + random.nextInt(400));
    ProcessState kept = ProcessState.initial();
    ProcessState read = kept;
    for (GcEvent event : program(random, 120)) {
      Forecaster.Step next = Forecaster.step(kept, event, settings);
      Forecaster.Step same = Forecaster.step(read, event, settings);
      assertThat(same.forecast()).isEqualTo(next.forecast());
      kept = next.state();
      read = ProcessState.fromBytes(same.state().toBytes());
      assertThat(read.toBytes()).isEqualTo(kept.toBytes()).hasSizeLessThanOrEqualTo(4096);
    }
  }

  @Property(tries = 200)
  void bytesThatAreNoStateAreRefused(@ForAll long seed, @ForAll @IntRange(max = 5) int kind) {
    Random random = new Random(seed);
    ProcessState state = ProcessState.initial();
    for (GcEvent event : program(random, 1 + random.nextInt(60))) {
      state = Forecaster.step(state, event, Traces.limit(200)).state();
    }
    byte[] bytes = state.toBytes();
    byte[] bad =
        switch (kind) {
          case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
          case 1 -> Arrays.copyOf(bytes, bytes.length + 1);
          case 2 -> version(bytes, 4 + random.nextInt(200));
          case 3 -> noise(random);
          default -> flipped(bytes, random);
        };
    assertThatThrownBy(() -> ProcessState.fromBytes(bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("state");
  }

  @Property(tries = 300)
  void aLargerLimitNeverRaisesTheSeverity(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 1, max = 3) double small,
      @ForAll @DoubleRange(min = 1, max = 3) double larger) {
    Random random = new Random(seed);
    List<GcEvent> events = program(random, 3 + random.nextInt(60));
    // Below what it has lived through the limit could not have been.
    long most = events.stream().mapToLong(GcEvent::heapEndMiB).max().orElseThrow();
    double lived = 1.25 * ContainerMemory.USUAL.of((double) most, 0);
    ProcessState state = ProcessState.initial();
    MemorySettings known = limit(lived);
    for (GcEvent event : events.subList(0, events.size() - 1)) {
      state = Forecaster.step(state, event, known).state();
    }
    GcEvent last = events.get(events.size() - 1);
    Forecast tight = Forecaster.step(state, last, limit(lived * small)).forecast();
    Forecast wide = Forecaster.step(state, last, limit(lived * small * larger)).forecast();

    assertThat(wide.severity()).isLessThanOrEqualTo(tight.severity());
    // The last peak counts as lived through only where it was near the limit.
    assertThat(wide.killProbability().orElseThrow())
        .isLessThanOrEqualTo(tight.killProbability().orElseThrow() + 1e-3);
    assertThat(wide.criticalLiveMiB().orElseThrow())
        .isGreaterThanOrEqualTo(tight.criticalLiveMiB().orElseThrow());
  }

  private static MemorySettings limit(double mib) {
    return new MemorySettings(
        OptionalLong.of((long) (mib * (1 << 20))), Optional.empty(), OptionalLong.empty());
  }

  private static void assertSane(Forecast forecast) {
    for (OptionalDouble value :
        List.of(
            forecast.nextGoalMiB(),
            forecast.secondsToLimit(),
            forecast.allocationMiBPerSecond(),
            forecast.liveGrowthMiBPerSecond(),
            forecast.criticalLiveMiB(),
            forecast.inferredGoMemLimitMiB(),
            forecast.gcCpuPercentOfCycle())) {
      assertThat(value.orElse(0)).isFinite().isNotNegative();
    }
    assertThat(forecast.killProbability().orElse(0)).isBetween(0.0, 1.0);
    assertThat(forecast.gcCpuPercentOfCycle().orElse(0)).isBetween(0.0, 100.0);
    forecast
        .peakMiB()
        .ifPresent(
            band -> {
              assertThat(band.low()).isFinite().isNotNegative();
              assertThat(band.high()).isFinite();
            });
    forecast
        .secondsToLimitBand()
        .ifPresent(
            band -> {
              assertThat(band.low()).isFinite().isNotNegative();
              assertThat(band.expected()).isFinite();
              assertThat(band.high()).isNotNaN();
            });
  }

  /** A program that runs under the simulated pacer, whose live heap does this or that. */
  private static List<GcEvent> program(Random random, int cycles) {
    double live = 5 + random.nextInt(100);
    double slope = random.nextBoolean() ? 0 : random.nextDouble() * 10;
    double sway = random.nextDouble() * 0.2 * live;
    double factor = List.of(0.5, 1.0, 2.0).get(random.nextInt(3));
    return PacerSimulator.gogc(factor, random.nextLong())
        .run(cycles, t -> live + slope * t + sway * Math.sin(t), 20 + random.nextInt(200));
  }

  private static List<GcEvent> hostile(Random random, int count) {
    List<GcEvent> events = new ArrayList<>();
    long cycle = 0;
    for (int i = 0; i < count; i++) {
      cycle = random.nextInt(12) == 0 ? pick(random, SIZES) : cycle + 1;
      boolean modern = random.nextInt(4) > 0;
      events.add(
          new GcEvent(
              modern ? Format.GO_1_18 : Format.GO_1_6,
              cycle,
              random.nextInt(8) == 0 ? pick(random, SIZES) : 300L * i,
              random.nextInt(100),
              new ClockMillis(
                  millis(random),
                  OptionalDouble.empty(),
                  OptionalDouble.empty(),
                  millis(random),
                  1),
              new CpuMillis(
                  millis(random),
                  OptionalDouble.empty(),
                  OptionalDouble.empty(),
                  random.nextInt(5) == 0 ? Double.NaN : millis(random),
                  millis(random),
                  millis(random),
                  1),
              pick(random, SIZES),
              pick(random, SIZES),
              pick(random, SIZES),
              random.nextInt(5) == 0 ? OptionalLong.empty() : OptionalLong.of(pick(random, SIZES)),
              modern ? OptionalLong.of(pick(random, SIZES)) : OptionalLong.empty(),
              modern ? OptionalLong.of(pick(random, SIZES)) : OptionalLong.empty(),
              random.nextInt(4),
              random.nextBoolean(),
              false));
    }
    return events;
  }

  private static MemorySettings settings(Random random) {
    return new MemorySettings(
        random.nextInt(5) == 0 ? OptionalLong.empty() : OptionalLong.of(pick(random, SIZES)),
        switch (random.nextInt(4)) {
          case 0 -> Optional.of(Gogc.givenOff());
          case 1 -> Optional.of(Gogc.given(random.nextInt(Integer.MAX_VALUE)));
          default -> Optional.empty();
        },
        random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(pick(random, SIZES)));
  }

  private static long pick(Random random, long[] values) {
    return values[random.nextInt(values.length)];
  }

  private static double millis(Random random) {
    return MILLIS[random.nextInt(MILLIS.length)];
  }

  private static byte[] version(byte[] bytes, int version) {
    byte[] other = bytes.clone();
    other[2] = (byte) version;
    return other;
  }

  private static byte[] noise(Random random) {
    byte[] noise = new byte[random.nextInt(3000)];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] flipped(byte[] bytes, Random random) {
    byte[] other = bytes.clone();
    for (int i = 0; i < 1 + random.nextInt(3); i++) {
      other[3 + random.nextInt(other.length - 3)] ^= (byte) (1 + random.nextInt(255));
    }
    return other;
  }
}
