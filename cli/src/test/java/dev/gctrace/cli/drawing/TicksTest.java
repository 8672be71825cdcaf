package dev.gctrace.cli.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {

  private static final double MORNING =
      Instant.parse("2024-02-25T16:06:08.250Z").toEpochMilli() / 1000.0;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "400 | 5 | 0 100 200 300 400",
        "399 | 5 | 0 100 200 300",
        "549 | 6 | 0 100 200 300 400 500",
        "8192 | 4 | 0 5000",
        "10 | 5 | 0 2 4 6 8 10",
        "3 | 9 | 0 1 2 3",
        "1 | 1 | 0 1",
        "0.5 | 4 | 0",
      })
  void sizesAreMarkedAtRoundNumbers(double top, int most, String labels) {
    assertThat(ValueTicks.upTo(top, most))
        .extracting(Tick::label)
        .containsExactly(labels.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "399.6, 400",
    "9999999, 9999999",
    "10000000, 1e7",
    "1099511627776, 1.1e12",
    "9.96e15, 1e16",
    "9223372036854775807, 9.2e18",
    "Infinity, ∞",
  })
  void veryLargeSizesAreShort(double value, String label) {
    assertThat(ValueTicks.label(value)).isEqualTo(label);
  }

  @Property
  void sizeMarksAreFewEvenAndInRange(
      @ForAll @DoubleRange(min = 0.01, max = 1e19) double top,
      @ForAll @IntRange(min = 1, max = 40) int most) {
    List<Tick> ticks = ValueTicks.upTo(top, most);

    assertThat(ticks.get(0).value()).isZero();
    assertThat(ticks).hasSizeLessThanOrEqualTo(most + 1);
    assertThat(ticks).allMatch(t -> t.value() <= top * 1.000001);
    double step = ticks.size() > 1 ? ticks.get(1).value() : top + 1;
    assertThat(ticks.get(ticks.size() - 1).value() + step).isGreaterThan(top * 0.999999);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "247.5 | 250.1 | 6 | 247.5 s, 248.0 s, 248.5 s, 249.0 s, 249.5 s, 250.0 s",
        "0 | 25 | 6 | 0 s, 5 s, 10 s, 15 s, 20 s, 25 s",
        "0 | 60 | 4 | 0 s, 20 s, 40 s, 60 s",
        "0 | 999 | 4 | 0 s, 300 s, 600 s, 900 s",
        "0 | 1000 | 4 | 0, 5m, 10m, 15m",
        "1000 | 9000 | 5 | 30m, 1h, 1h30m, 2h, 2h30m",
        "0 | 345600 | 4 | 0, 1d, 2d, 3d",
        "0.0041 | 0.0062 | 4 | 0.005 s, 0.006 s",
      })
  void secondsOfAProcessAreMarkedAtRoundTimes(double from, double to, int most, String labels) {
    assertThat(TimeTicks.within(Clock.PROCESS, from, to, most))
        .extracting(Tick::label)
        .containsExactly(labels.split(", "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2.5 | 6 | 16:06:08.500, 16:06:09.000, 16:06:09.500, 16:06:10.000, 16:06:10.500",
        "10 | 6 | 16:06:10, 16:06:12, 16:06:14, 16:06:16, 16:06:18",
        "600 | 5 | 16:08, 16:10, 16:12, 16:14, 16:16",
        "86400 | 5 | 18:00, 00:00, 06:00, 12:00",
        "864000 | 5 | 02-27, 02-29, 03-02, 03-04, 03-06",
      })
  void wallClockTimeIsMarkedInUtc(double seconds, int most, String labels) {
    assertThat(TimeTicks.within(Clock.WALL, MORNING, MORNING + seconds, most))
        .extracting(Tick::label)
        .containsExactly(labels.split(", "));
  }

  @Test
  void cyclesAreMarkedAtWholeNumbers() {
    assertThat(TimeTicks.within(Clock.CYCLES, 6.5, 9.5, 20))
        .extracting(Tick::label)
        .containsExactly("gc 7", "gc 8", "gc 9");
  }

  @Test
  void theTitleSaysWhatIsCounted() {
    assertThat(TimeTicks.title(Clock.WALL, MORNING, 1)).isEqualTo("2024-02-25 UTC");
    assertThat(TimeTicks.title(Clock.PROCESS, 7, 1)).isEqualTo("since start");
    assertThat(TimeTicks.title(Clock.PROCESS, 7, 2)).isEqualTo("running time");
    assertThat(TimeTicks.title(Clock.CYCLES, 7, 1)).isEqualTo("collection");
  }

  @Property
  void timeMarksAreFewAndInRange(
      @ForAll Clock clock,
      @ForAll @DoubleRange(min = -1e12, max = 1e18) double from,
      @ForAll @DoubleRange(min = 0, max = 1e18) double span,
      @ForAll @IntRange(min = 1, max = 30) int most) {
    List<Tick> ticks = TimeTicks.within(clock, from, from + span, most);

    assertThat(ticks).hasSizeLessThanOrEqualTo(most);
    double slack = 1e-6 * Math.max(1, Math.max(Math.abs(from), span));
    assertThat(ticks).allMatch(t -> t.value() >= from - slack && t.value() <= from + span + slack);
  }
}
