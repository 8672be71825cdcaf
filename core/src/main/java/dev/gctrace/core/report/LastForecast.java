package dev.gctrace.core.report;

import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The forecast of the last line as bare figures, overwritten by the next: of ten thousand programs
 * the records would be most of what a collector of garbage has to do.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class LastForecast {

  private Severity severity;
  private Reason reason;
  private Gogc.Source source;
  private boolean off;
  private double gogc;
  private double nextGoal;
  private double peakLow;
  private double peak;
  private double peakHigh;
  private double seconds;
  private double allocation;
  private double growth;
  private double kill;
  private double soonest;
  private double likeliest;
  private double latest;
  private double criticalLive;
  private double goMemLimit;
  private double gcCpu;

  /** Takes the next forecast. */
  void set(Forecast forecast) {
    severity = forecast.severity();
    reason = forecast.reason();
    source = forecast.gogc().source();
    off = forecast.gogc().off();
    gogc = forecast.gogc().percent();
    nextGoal = bare(forecast.nextGoalMiB());
    Band memory = forecast.peakMiB().orElse(null);
    peakLow = memory == null ? Double.NaN : memory.low();
    peak = memory == null ? Double.NaN : memory.expected();
    peakHigh = memory == null ? Double.NaN : memory.high();
    seconds = bare(forecast.secondsToLimit());
    allocation = bare(forecast.allocationMiBPerSecond());
    growth = bare(forecast.liveGrowthMiBPerSecond());
    kill = bare(forecast.killProbability());
    Band time = forecast.secondsToLimitBand().orElse(null);
    soonest = time == null ? Double.NaN : time.low();
    likeliest = time == null ? Double.NaN : time.expected();
    latest = time == null ? Double.NaN : time.high();
    criticalLive = bare(forecast.criticalLiveMiB());
    goMemLimit = bare(forecast.inferredGoMemLimitMiB());
    gcCpu = bare(forecast.gcCpuPercentOfCycle());
  }

  /** The forecast; empty before the first. */
  Optional<Forecast> get() {
    return severity == null
        ? Optional.empty()
        : Optional.of(
            new Forecast(
                severity,
                reason,
                new Gogc(gogc, off, source),
                known(nextGoal),
                known(peakLow, peak, peakHigh),
                known(seconds),
                known(allocation),
                known(growth),
                known(kill),
                known(soonest, likeliest, latest),
                known(criticalLive),
                known(goMemLimit),
                known(gcCpu)));
  }

  private static double bare(OptionalDouble value) {
    return value.orElse(Double.NaN);
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static Optional<Band> known(double low, double expected, double high) {
    return Double.isNaN(expected) ? Optional.empty() : Optional.of(new Band(low, expected, high));
  }
}
