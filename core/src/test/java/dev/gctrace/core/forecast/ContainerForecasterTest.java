package dev.gctrace.core.forecast;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineParser;
import dev.gctrace.core.trace.ProcessSeparator.Arrival;
import dev.gctrace.core.trace.ProcessSeparator.Place;
import dev.gctrace.core.trace.ScavengerEvent;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ContainerForecasterTest {

  private static GcEvent gc(long cycle, long second, long start, long live, long goal) {
    String line =
        ("gc %d @%d.000s 1%%: 0.1+2.0+0.1 ms clock, 0.2+0/1.0/0+0.2 ms cpu, %d->%d->%d MB, "
                + "%d MB goal, 0 MB stacks, 0 MB globals, 2 P")
            .formatted(cycle, second, start, start, live, goal);
    byte[] text = line.getBytes(US_ASCII);
    return (GcEvent) LineParser.parse(text, 0, text.length).orElseThrow().event();
  }

  private static MemorySettings limit(long mib) {
    return new MemorySettings(OptionalLong.of(mib << 20), Optional.empty(), OptionalLong.empty());
  }

  /** A leak of a MiB a collection: the goal is twice the live heap before. */
  private static GcEvent leak(int cycle) {
    int live = 100 + cycle;
    return gc(cycle, 10L * cycle, 2L * live - 10, live, 2L * (live - 1));
  }

  @Property(tries = 50)
  void goingOnFromBytesSaysTheSameAsGoingOn(@ForAll @IntRange(min = 1, max = 300) int cut) {
    ContainerForecaster whole = new ContainerForecaster();
    ContainerForecaster restored = new ContainerForecaster();
    for (int cycle = 1; cycle <= 310; cycle++) {
      if (cycle == cut) {
        byte[] bytes = restored.toBytes();
        assertThat(bytes.length).isLessThanOrEqualTo(2048);
        restored = ContainerForecaster.fromBytes(bytes);
      }
      assertThat(restored.accept(leak(cycle), limit(400)))
          .isEqualTo(whole.accept(leak(cycle), limit(400)));
    }
  }

  @Test
  void aCollectionIsPlacedWithoutBeingTaken() {
    ContainerForecaster forecaster = new ContainerForecaster();
    assertThat(forecaster.placeOf(leak(3))).isEqualTo(new Place(Arrival.FIRST, 1, 2));
    forecaster.accept(leak(3), limit(400));
    forecaster.accept(leak(6), limit(400));

    assertThat(forecaster.placeOf(leak(7))).isEqualTo(new Place(Arrival.NEXT, 1, 0));
    assertThat(forecaster.placeOf(leak(9))).isEqualTo(new Place(Arrival.AHEAD, 1, 2));
    assertThat(forecaster.placeOf(leak(6))).isEqualTo(new Place(Arrival.AGAIN, 1, 0));
    assertThat(forecaster.placeOf(leak(4))).isEqualTo(new Place(Arrival.LATE, 1, 0));
    assertThat(forecaster.placeOf(leak(1))).isEqualTo(new Place(Arrival.FIRST, 2, 0));
  }

  @Test
  void anotherLimitJudgesTheLastCollectionAnew() {
    ContainerForecaster forecaster = new ContainerForecaster();
    for (int cycle = 1; cycle <= 40; cycle++) {
      // 100 MiB live at GOGC 100: the next goal is 200 MiB.
      forecaster.accept(gc(cycle, 10L * cycle, 195, 100, 200), limit(1000));
    }
    assertThat(forecaster.last(limit(1000)).orElseThrow().forecast().severity())
        .isEqualTo(Severity.OK);

    assertThat(forecaster.judgeAgain(limit(150)).orElseThrow().forecast().severity())
        .isEqualTo(Severity.CRITICAL);
    assertThat(forecaster.last(limit(150)).orElseThrow().forecast().severity())
        .isEqualTo(Severity.CRITICAL);
    assertThat(forecaster.judgeAgain(limit(1000)).orElseThrow().forecast().severity())
        .isEqualTo(Severity.OK);
  }

  @Test
  void aMeasurementIsHeldAgainstTheHeapOfTheNewestProcess() {
    // A peak of 195 MiB is 1.045 × 195 + 5 = 209 MiB usually: near a limit of 225. Were it 130, as
    // of
    // one that does not write all it allocates, or 250, as beside memory that is not Go's, that is
    // another thing.
    ContainerForecaster forecaster = stationary(10);
    double unmeasured = chance(forecaster, 225);

    assertThat(forecaster.measured(130L << 20)).isTrue();
    assertThat(chance(forecaster, 225)).isLessThan(unmeasured / 10);

    forecaster = stationary(10);
    assertThat(forecaster.measured(250L << 20)).isTrue();
    assertThat(chance(forecaster, 225)).isGreaterThan(unmeasured);
  }

  @Test
  void whatProcessesBesideTheNewestTakeIsNotItsOwn() {
    ContainerForecaster two = new ContainerForecaster();
    ContainerForecaster one = new ContainerForecaster();
    for (int cycle = 1; cycle <= 10; cycle++) {
      // The other one stands at 51 MiB: 1.045 × 51 + 5 = 58.3 MiB.
      two.accept(gc(cycle, 10L * cycle, 51, 26, 52), limit(400));
      two.accept(gc(cycle, 10L * cycle + 5, 195, 100, 200), limit(400));
      one.accept(gc(cycle, 10L * cycle + 5, 195, 100, 200), limit(400));
    }
    assertThat(two.followed()).isEqualTo(2);

    assertThat(two.measured((long) (258.295 * (1 << 20)))).isTrue();
    assertThat(one.measured(200L << 20)).isTrue();
    assertThat(chance(two, 225)).isCloseTo(chance(one, 225), within(0.01));
    assertThat(two.measured(50L << 20)).isFalse();
  }

  @Test
  void whatTheScavengerSaysIsConsumedIsAMeasurement() {
    ContainerForecaster told = stationary(10);
    ContainerForecaster measured = stationary(10);

    assertThat(
            told.scavenged(
                scavenger(
                    "scvg: inuse: 180, idle: 90, sys: 271, released: 40, consumed: 230 (MB)")))
        .isTrue();
    measured.measured(230L << 20);
    assertThat(chance(told, 225)).isCloseTo(chance(measured, 225), within(1e-9));
  }

  @Test
  void freePagesThatTheScavengerHasNotGivenBackCount() {
    // Live 100 MiB is 40 % of what is mapped: 244 MiB at least, of 209 that the peaks explain.
    ContainerForecaster told = stationary(10);
    double before = chance(told, 225);
    assertThat(told.scavenged(scavenger("scav 64 KiB work, 1024 KiB total, 40% util"))).isTrue();
    assertThat(chance(told, 225)).isGreaterThan(before);

    // 95 % in use is what one expects.
    ContainerForecaster dense = stationary(10);
    assertThat(dense.scavenged(scavenger("scav 64 KiB work, 1024 KiB total, 95% util"))).isFalse();
    assertThat(
            new ContainerForecaster()
                .scavenged(scavenger("scav 64 KiB work, 1 KiB total, 9% util")))
        .isFalse();
  }

  private static ScavengerEvent scavenger(String line) {
    byte[] text = line.getBytes(US_ASCII);
    return (ScavengerEvent) LineParser.parse(text, 0, text.length).orElseThrow().event();
  }

  @Test
  void nothingIsLearnedWithoutACollectionOrAFigure() {
    assertThat(new ContainerForecaster().measured(100L << 20)).isFalse();
    assertThat(stationary(3).measured(0)).isFalse();
    assertThat(stationary(3).measured(Long.MIN_VALUE)).isFalse();
    assertThat(stationary(3).measured(Long.MAX_VALUE)).isTrue();
  }

  private static ContainerForecaster stationary(int cycles) {
    ContainerForecaster forecaster = new ContainerForecaster();
    for (int cycle = 1; cycle <= cycles; cycle++) {
      forecaster.accept(gc(cycle, 10L * cycle, 195, 100, 200), limit(225));
    }
    return forecaster;
  }

  private static double chance(ContainerForecaster forecaster, long limit) {
    return forecaster.last(limit(limit)).orElseThrow().forecast().killProbability().orElseThrow();
  }

  @Test
  void anUnknownVersionIsRefusedWithItsNumber() {
    byte[] bytes = new ContainerForecaster().toBytes();
    bytes[0] = 9;
    assertThatThrownBy(() -> ContainerForecaster.fromBytes(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("version 9 of a container's state is not known, only 1");
  }

  @Test
  void whatEndsTooEarlyIsRefused() {
    ContainerForecaster forecaster = new ContainerForecaster();
    forecaster.accept(leak(1), limit(400));
    byte[] bytes = Arrays.copyOf(forecaster.toBytes(), 12);
    assertThatThrownBy(() -> ContainerForecaster.fromBytes(bytes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ends after 12 bytes");
  }
}
