package dev.gctrace.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizingTest {

  @ParameterizedTest
  @CsvSource({"400, 360", "512, 460", "488.28125, 439", "1024, 921", "64, 57"})
  void goMemLimitIsNineTenthsOfTheLimitInWholeMib(double limit, long goMemLimit) {
    assertThat(Sizing.goMemLimitFor(limit)).isEqualTo(goMemLimit);
  }

  /** Recorded with Go 1.19.8 and small objects: the goal while GOMEMLIMIT ruled. */
  @ParameterizedTest
  @CsvSource({"300, 270", "200, 179", "150, 131"})
  void goalUnderGoMemLimitIsWithinTwoMibOfWhatWasRecorded(double goMemLimit, double goal) {
    assertThat(Sizing.goalUnder(goMemLimit)).isCloseTo(goal, within(2.0));
  }

  /** Recorded with Go 1.19.8: largest heap and largest resident memory of a run. */
  @ParameterizedTest
  @CsvSource({"68, 81", "275, 299", "500, 542", "694, 719", "603, 633", "346, 368"})
  void containerMemoryIsWithinSixPercentOfWhatWasRecorded(double heap, double resident) {
    assertThat(Sizing.containerMiB(heap)).isCloseTo(resident, within(0.06 * resident));
  }

  @Test
  void limitsForALiveHeapOf260() {
    // (1.08 x 1.25 x 260 + 8) / 0.9 = 398.9, up to a multiple of 16
    assertThat(Sizing.limitForGoMemLimit(260)).isEqualTo(400);
    // (1.07 x 520 + 10) / 0.9 = 629.3, up to a multiple of 32
    assertThat(Sizing.limitForGogc(260, 1)).isEqualTo(640);
    // (1.07 x 390 + 10) / 0.9 = 474.8, up to a multiple of 16
    assertThat(Sizing.limitForGogc(260, 0.5)).isEqualTo(480);
  }

  @Test
  void gogcThatFitsIsAStepOfFive() {
    // (0.9 x 400 - 10) / 1.07 = 327.1; / 260 = 1.258: 25 % over the live heap
    assertThat(Sizing.gogcFor(400, 260)).isEqualTo(25);
    assertThat(Sizing.gogcFor(400, 500)).isZero();
  }

  @Property(tries = 500)
  void limitThatIsAdvisedCarriesTheLiveHeap(
      @ForAll @DoubleRange(min = 1, max = 100_000) double live) {
    long limit = Sizing.limitForGoMemLimit(live);

    assertThat(Sizing.advisedCarries((double) limit, live)).isTrue();
  }

  @Property(tries = 500)
  void moreLiveHeapNeverNeedsALowerLimit(
      @ForAll @DoubleRange(min = 1, max = 10_000) double live,
      @ForAll @DoubleRange(min = 0, max = 1_000) double more,
      @ForAll @DoubleRange(min = 0, max = 4) double growth) {
    assertThat(Sizing.limitForGoMemLimit(live + more))
        .isGreaterThanOrEqualTo(Sizing.limitForGoMemLimit(live));
    assertThat(Sizing.limitForGogc(live + more, growth))
        .isGreaterThanOrEqualTo(Sizing.limitForGogc(live, growth));
    assertThat(Sizing.gogcFor(512, live + more)).isLessThanOrEqualTo(Sizing.gogcFor(512, live));
  }

  @Property(tries = 500)
  void moreLimitNeverLeavesLessHeap(
      @ForAll @DoubleRange(min = 1, max = 100_000) double limit,
      @ForAll @DoubleRange(min = 0, max = 1_000) double more) {
    assertThat(Sizing.goMemLimitFor(limit + more))
        .isGreaterThanOrEqualTo(Sizing.goMemLimitFor(limit))
        .isLessThanOrEqualTo((long) (limit + more));
    assertThat(Sizing.goalUnder(limit + more)).isGreaterThanOrEqualTo(Sizing.goalUnder(limit));
  }
}
