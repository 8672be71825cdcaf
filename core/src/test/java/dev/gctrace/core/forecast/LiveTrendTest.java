package dev.gctrace.core.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The trend of the live heap against time. */
class LiveTrendTest {

  @Property(tries = 200)
  void aLineIsFoundWithItsSlope(
      @ForAll @DoubleRange(min = 0.01, max = 100) double slope,
      @ForAll @IntRange(max = 10_000) int seed) {
    // A cycle of 1/slope × 5 seconds: 5 MiB of growth between points, 2 MiB of noise.
    Random random = new Random(seed);
    double every = Math.max(0.3, 5 / slope);
    Growth growth = over(60, every, t -> 30 + slope * t + 2 * random.nextDouble()).growth();

    assertThat(growth.slope()).isCloseTo(slope, within(slope * 0.15));
    assertThat(growth.decay()).isZero();
  }

  @Property(tries = 200)
  void aHeapThatStandsDoesNotGrowBeyondItsNoise(
      @ForAll @IntRange(min = 20, max = 400) int cycles, @ForAll @IntRange(max = 10_000) int seed) {
    Random random = new Random(seed);
    Growth growth = over(cycles, 0.5, t -> 50 + 6 * random.nextDouble()).growth();

    // Chance makes a rise now and then: never one that leads out of the noise while it was seen.
    assertThat(growth == null ? 0 : growth.after(growth.span())).isLessThan(12);
  }

  @Test
  void samplesThatComeEverMoreSeldomAreStillALine() {
    // A leak without garbage: each cycle takes as long as all before it.
    LiveTrend trend = LiveTrend.NONE;
    double time = 1;
    for (int n = 1; n <= 9; n++) {
      trend = trend.after(seen(n, time, 10 + 3 * time));
      time *= 1.6;
    }

    assertThat(trend.growth().slope()).isCloseTo(3, within(0.2));
    assertThat(trend.growth().decay()).isZero();
  }

  @Test
  void aCacheThatFillsLevelsOff() {
    LiveTrend trend = over(24, 1, t -> 100 * (1 - Math.exp(-t / 8)));
    Growth growth = trend.growth();

    // 100 × (1 - exp(-24/8)) = 95; it never comes to 120.
    assertThat(growth.decay()).isCloseTo(1 / 8.0, within(0.04));
    assertThat(growth.secondsTo(25)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(growth.secondsTo(1)).isFinite();
  }

  @Test
  void growthThatStoppedIsNoGrowth() {
    LiveTrend trend = over(60, 1, t -> t < 40 ? 20 + 2 * t : 100);

    assertThat(trend.growth()).isNull();
  }

  @Test
  void aSawtoothOfLiveHeapIsNoGrowth() {
    assertThat(over(64, 1, t -> 40 + 10 * (t % 7)).growth()).isNull();
  }

  @Test
  void aLeakThatBeginsLateIsFoundByTheShortWindow() {
    LiveTrend trend = over(400, 1, t -> t < 385 ? 50 : 50 + 4 * (t - 385));

    assertThat(trend.growth().slope()).isCloseTo(4, within(0.8));
    assertThat(trend.growth().span()).isLessThan(40);
  }

  @Test
  void aSlowLeakInMuchNoiseIsFoundByALongWindow() {
    Random random = new Random(7);
    LiveTrend trend = over(4000, 1, t -> 50 + 0.01 * t + 10 * random.nextDouble());

    assertThat(trend.growth().slope()).isCloseTo(0.01, within(0.004));
    assertThat(trend.growth().span()).isGreaterThan(500);
  }

  @Test
  void fivePointsThatAllRiseAreTheFewestThatTell() {
    assertThat(over(4, 1, t -> 10 + 5 * t).growth()).isNull();
    assertThat(over(5, 1, t -> 10 + 5 * t).growth()).isNotNull();
  }

  @Test
  void fastCyclesArePutTogether() {
    LiveTrend trend = over(1000, 0.01, t -> 50 + t);

    // 10 s at most 7 points a second: a window and the beginning of the next coarser ones.
    int points = Arrays.stream(trend.windows()).mapToInt(w -> w.lives().length).max().orElse(0);
    assertThat(points).isLessThanOrEqualTo(16);
    assertThat(trend.windows()[0].span()).isGreaterThan(2);
    assertThat(trend.growth().slope()).isCloseTo(1, within(0.3));
  }

  @Test
  void whatIsKeptIsBoundedAndTheLongestWindowSpansAThirdOfALife() {
    LiveTrend trend = over(100_000, 1, t -> 50);

    assertThat(trend.windows()).hasSizeLessThanOrEqualTo(LiveTrend.WINDOWS);
    assertThat(trend.windows()).allMatch(window -> window.lives().length <= TrendWindow.POINTS);
    assertThat(Arrays.stream(trend.windows()).mapToDouble(TrendWindow::span).max().orElse(0))
        .isGreaterThan(33_333);
    assertThat(trend.windows()[0].span()).isLessThan(3_200);
  }

  @Test
  void aPointOfALongerWindowIsTheSmallestOfItsTwo() {
    // A window is begun when the one before it is full, with the pair that filled it.
    LiveTrend trend = over(20, 1, t -> 100 - 2 * t + (t % 2 == 0 ? 5 : 0));

    // Cycles 15 and 16: 70 and 73; 17 and 18: 66 and 69; 19 and 20: 62 and 65.
    assertThat(trend.windows()[1].lives()).containsExactly(70, 66, 62);
    assertThat(trend.windows()[1].times()).containsExactly(15, 17, 19);
    assertThat(trend.windows()).hasSize(2);
  }

  @Test
  void timeThatFallsOrStandsDoesNoHarm() {
    LiveTrend trend = LiveTrend.NONE;
    for (int n = 0; n < 100; n++) {
      trend = trend.after(seen(n, n % 3 == 0 ? 5 : 50 - n, 10 + n));
    }

    assertThat(trend.windows()).isNotEmpty();
  }

  @Test
  void stacksCountAsWhatAProgramKeeps() {
    LiveTrend trend = LiveTrend.NONE;
    for (int n = 1; n < 20; n++) {
      trend = trend.after(new Observation(n, n, n, 9, 9, 5, 10, 4 * n, 0, true));
    }

    assertThat(trend.growth().slope()).isCloseTo(4, within(0.01));
  }

  @Test
  void etaOfALineIsTheGapOverTheSlope() {
    Growth line = new Growth(2, 1, 4, 0, 0, 60);

    assertThat(line.secondsTo(100)).isEqualTo(50);
    assertThat(line.leastSecondsTo(100)).isEqualTo(25);
    assertThat(line.mostSecondsTo(100)).isEqualTo(100);
    assertThat(line.secondsTo(-1)).isZero();
    assertThat(line.after(10)).isEqualTo(20);
  }

  @Test
  void growthThatDecaysReachesOnlySlopeOverDecay() {
    Growth filling = new Growth(2, 1, 3, 0.1, 0, 60);

    // 20 MiB are all there are: half of them after ln 2/0.1 seconds.
    assertThat(filling.secondsTo(10)).isCloseTo(6.931, within(0.001));
    assertThat(filling.after(6.931)).isCloseTo(10, within(0.001));
    assertThat(filling.secondsTo(20)).isEqualTo(Double.POSITIVE_INFINITY);
  }

  private static LiveTrend over(int cycles, double every, DoubleUnaryOperator live) {
    LiveTrend trend = LiveTrend.NONE;
    for (int n = 1; n <= cycles; n++) {
      trend = trend.after(seen(n, n * every, live.applyAsDouble(n * every)));
    }
    return trend;
  }

  private static Observation seen(long n, double seconds, double live) {
    return new Observation(n, seconds, seconds, live, live, live, 2 * live, 0, 0, true);
  }
}
