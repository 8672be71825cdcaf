package dev.gctrace.core.forecast;

import static dev.gctrace.core.forecast.Traces.forecasts;
import static dev.gctrace.core.forecast.Traces.limit;
import static dev.gctrace.core.forecast.Traces.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The two traces that the project began with. */
class FirstCasesTest {

  private static final String[] KILLED = {
    "gc 14 @247.533s 0%: 0.073+195+0.040 ms clock, 0.14+0/10/97+0.080 ms cpu, 138->138->117 MB,"
        + " 138 MB goal, 0 MB stacks, 0 MB globals, 2 P",
    "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, 309->309->260 MB,"
        + " 234 MB goal, 0 MB stacks, 0 MB globals, 2 P"
  };

  private static final String[] SURVIVED = {
    "gc 18 @92.420s 0%: 0.053+190+0.097 ms clock, 0.10+0/98/95+0.19 ms cpu, 115->115->93 MB,"
        + " 125 MB goal, 0 MB stacks, 0 MB globals, 2 P",
    "gc 19 @93.019s 0%: 0.066+102+0.035 ms clock, 0.13+0/4.0/89+0.071 ms cpu, 189->189->165 MB,"
        + " 186 MB goal, 0 MB stacks, 0 MB globals, 2 P",
    "gc 20 @93.821s 0%: 0.066+193+0.004 ms clock, 0.13+0/2.6/3.6+0.009 ms cpu, 359->359->197 MB,"
        + " 330 MB goal, 0 MB stacks, 0 MB globals, 2 P"
  };

  @Test
  void theKilledServiceIsCriticalAtItsLastLine() {
    List<Forecast> forecasts = forecasts(limit(400), KILLED);

    Forecast last = forecasts.get(1);
    assertThat(forecasts.get(0).severity()).isNotEqualTo(Severity.CRITICAL);
    assertThat(last.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(last.reason()).isEqualTo(Reason.NEXT_GOAL_OVER_LIMIT);
    // (234 - 118)/120 = 0.967 to (235 - 117)/117 = 1.009: 100 is the only round value inside.
    assertThat(last.gogc()).isEqualTo(new Gogc(100, false, Gogc.Source.INFERRED));
    // 260 + (260 + 0 + 0) × 1
    assertThat(last.nextGoalMiB()).hasValue(520);
    // 309 - 117 = 192 MiB in 248.448 - (247.533 + 0.195113) = 0.7199 s
    assertThat(last.allocationMiBPerSecond().orElseThrow()).isCloseTo(266.7, within(0.1));
    // (400 - 5)/1.045 = 378.0 MiB of heap fit; 118.0 MiB more at 266.7 MiB/s
    assertThat(last.secondsToLimit().orElseThrow()).isCloseTo(0.442, within(0.001));
  }

  @Test
  void theServiceWithGomemlimitAtItsLimitIsWarnedOfAndNotCalledDead() {
    List<Forecast> forecasts = forecasts(limits(400, 400), SURVIVED);

    assertThat(forecasts).noneMatch(f -> f.severity() == Severity.CRITICAL);
    Forecast last = forecasts.get(2);
    assertThat(last.severity()).isEqualTo(Severity.WARNING);
    assertThat(last.reason()).isEqualTo(Reason.NEAR_LIMIT);
    // GOGC would allow 2 × 197 = 394; GOMEMLIMIT leaves (400 - 1 - 8)/1.08
    assertThat(last.nextGoalMiB().orElseThrow()).isCloseTo(362.04, within(0.01));
  }

  @Test
  void withoutALimitTheGoalIsProjectedAndNothingIsSaidOfDanger() {
    Forecast last = forecasts(MemorySettings.NONE, KILLED).get(1);

    assertThat(last.severity()).isEqualTo(Severity.UNKNOWN);
    assertThat(last.reason()).isEqualTo(Reason.NO_LIMIT);
    assertThat(last.nextGoalMiB()).hasValue(520);
    assertThat(last.secondsToLimit()).isEmpty();
    assertThat(last.killProbability()).isEmpty();
  }
}
