package dev.gctrace.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TrendTest {

  @Property(tries = 100)
  void slopeOfLinearGrowthIsFoundWhateverTheLength(
      @ForAll @IntRange(min = 30, max = 3000) int cycles,
      @ForAll @DoubleRange(min = 0.5, max = 20) double rate) {
    Trend trend = new Trend();
    for (int i = 0; i < cycles; i++) {
      trend.add(i, Math.floor(50 + rate * i));
    }

    // Figures cut to whole MiB are off by up to 1 MiB over the whole length.
    assertThat(trend.mibPerSecond().orElseThrow())
        .isCloseTo(rate, within(0.05 * rate + 1.0 / cycles));
  }

  @Property(tries = 50)
  void burstsInOneCycleOfFiveDoNotMoveTheSlope(@ForAll long seed) {
    Random random = new Random(seed);
    Trend trend = new Trend();
    for (int i = 0; i < 400; i++) {
      trend.add(i, Math.floor(100 + 2 * i + (random.nextInt(5) == 0 ? 500 : 0)));
    }

    assertThat(trend.mibPerSecond().orElseThrow()).isCloseTo(2, within(0.2));
  }

  @Test
  void shrinkingHeapHasANegativeTrend() {
    Trend trend = new Trend();
    for (int i = 0; i < 100; i++) {
      trend.add(i, 500 - 3 * i);
    }

    assertThat(trend.mibPerSecond().orElseThrow()).isCloseTo(-3, within(1e-9));
  }

  @Test
  void steadyHeapHasNone() {
    Trend trend = new Trend();
    for (int i = 0; i < 1000; i++) {
      trend.add(i, 100);
    }

    assertThat(trend.mibPerSecond()).isEmpty();
  }

  @Test
  void noiseHasNoneInNinetyFiveOfAHundredTraces() {
    int found = 0;
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Trend trend = new Trend();
      for (int i = 0; i < 100; i++) {
        trend.add(i, 100 + random.nextInt(40));
      }
      found += trend.mibPerSecond().isPresent() ? 1 : 0;
    }

    assertThat(found).isLessThanOrEqualTo(10);
  }

  @Test
  void sevenCyclesHaveNoneAndEightHave() {
    Trend trend = new Trend();
    for (int i = 0; i < 7; i++) {
      trend.add(i, 10 * i);
    }
    assertThat(trend.mibPerSecond()).isEmpty();

    trend.add(7, 70);
    assertThat(trend.mibPerSecond()).hasValue(10);
  }

  @Test
  void growthThatTheCutToWholeMibCanFeignIsNone() {
    Trend trend = new Trend();
    for (int i = 0; i < 100; i++) {
      trend.add(i, i < 50 ? 100 : 101);
    }

    assertThat(trend.mibPerSecond()).isEmpty();
  }

  @Test
  void timeThatStandsStillHasNone() {
    Trend trend = new Trend();
    for (int i = 0; i < 100; i++) {
      trend.add(5, i);
    }

    assertThat(trend.mibPerSecond()).isEmpty();
  }

  @Test
  void levelledWarmUpOfATenthOfTheTimeHasNoSlopeToSpeakOf() {
    Trend trend = new Trend();
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      trend.add(i, Math.min(300, 3 * i) + random.nextInt(10));
    }

    assertThat(trend.mibPerSecond().orElse(0)).isCloseTo(0, within(0.005));
  }

  @Test
  void millionCyclesStillGiveTheSlope() {
    Trend trend = new Trend();
    for (int i = 0; i < 1_000_000; i++) {
      trend.add(i, Math.floor(100 + i * 0.001));
    }

    assertThat(trend.mibPerSecond().orElseThrow()).isCloseTo(0.001, within(0.00002));
  }
}
