package dev.gctrace.cli.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.trace.ClockMillis;
import dev.gctrace.core.trace.CpuMillis;
import dev.gctrace.core.trace.Format;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.logs.LineTime;
import dev.gctrace.logs.LineTime.Quality;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

  private final ClockWatch clocks = new ClockWatch();

  @Test
  void clocksThatGoTogetherDoNotJump() {
    line(1, 10, 10.3, Quality.INNER);
    line(2, 500, 504.9, Quality.INNER);

    assertThat(clocks.first()).isEmpty();
  }

  @Test
  void aClockThatIsSetJumps() {
    line(1, 10, 10, Quality.INNER);
    line(2, 20, -3580, Quality.INNER); // an hour back
    line(3, 30, -3570, Quality.INNER);

    assertThat(clocks.first()).hasValue(new ClockJump(2, -3600));
  }

  @Test
  void aShipperMayHoldALineBack() {
    line(1, 10, 10, Quality.STRUCTURED);
    line(2, 20, 80, Quality.STRUCTURED);
    assertThat(clocks.first()).isEmpty();

    line(3, 30, 1000, Quality.STRUCTURED);
    assertThat(clocks.first()).hasValue(new ClockJump(3, 910)); // 970 - 60
  }

  @Test
  void aLineWithoutATimeTellsNothing() {
    line(1, 10, 10, Quality.INNER);
    clocks.take(event(2, 20), Optional.empty());
    line(3, 30, 30, Quality.INNER);

    assertThat(clocks.first()).isEmpty();
  }

  private void line(long cycle, long atSeconds, double timeSeconds, Quality quality) {
    clocks.take(
        event(cycle, atSeconds),
        Optional.of(new LineTime(START.plusMillis(Math.round(timeSeconds * 1000)), quality)));
  }

  private static GcEvent event(long cycle, long atSeconds) {
    OptionalDouble none = OptionalDouble.empty();
    return new GcEvent(
        Format.GO_1_6,
        cycle,
        atSeconds * 1000,
        0,
        new ClockMillis(0, none, none, 0, 0),
        new CpuMillis(0, none, none, 0, 0, 0, 0),
        4,
        4,
        2,
        OptionalLong.of(4),
        OptionalLong.empty(),
        OptionalLong.empty(),
        2,
        false,
        false);
  }
}
