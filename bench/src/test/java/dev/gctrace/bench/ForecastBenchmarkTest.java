package dev.gctrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import org.junit.jupiter.api.Test;

/** What is measured gives the right answer. */
final class ForecastBenchmarkTest {

  @Test
  void aCalmServiceIsWithinItsLimit() {
    assertThat(last(ForecastBenchmark.CALM).reason()).isEqualTo(Reason.WITHIN_LIMIT);
  }

  @Test
  void oneJustBelowItsLimitHasAChanceOfAKill() {
    Forecast last = last(ForecastBenchmark.NEAR);

    assertThat(last.killProbability().orElseThrow()).isPositive();
    assertThat(last.severity()).isLessThan(Severity.CRITICAL);
  }

  @Test
  void oneThatLeaksGrows() {
    // 96 MiB in 2,048 s.
    assertThat(last(ForecastBenchmark.LEAKING).liveGrowthMiBPerSecond().orElseThrow())
        .isBetween(0.03, 0.06);
  }

  @Test
  void aLifeBeginsAnewAtItsEnd() {
    ForecastBenchmark.Living living = new ForecastBenchmark.Living(ForecastBenchmark.CALM);
    Forecast first = living.step().forecast();
    for (int i = 1; i < ForecastBenchmark.STEPS; i++) {
      living.step();
    }

    assertThat(living.step().forecast()).isEqualTo(first);
  }

  private static Forecast last(ForecastBenchmark.Life life) {
    ForecastBenchmark.Living living = new ForecastBenchmark.Living(life);
    for (int i = 1; i < ForecastBenchmark.STEPS; i++) {
      living.step();
    }
    return living.step().forecast();
  }
}
