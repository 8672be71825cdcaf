package dev.gctrace.core.report;

import dev.gctrace.core.forecast.Severity;
import java.util.Optional;

/**
 * When a process was in danger, by its forecasts.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Alarms {

  private final Watch warning = new Watch(Severity.WARNING);
  private final Watch critical = new Watch(Severity.CRITICAL);

  /** Takes how dangerous the next cycle is and when its line was printed. */
  void add(long cycle, double atSeconds, Severity severity) {
    warning.add(cycle, atSeconds, severity);
    critical.add(cycle, atSeconds, severity);
  }

  /** The spells of danger so far. */
  Facts facts() {
    return new Facts(warning.spell(), critical.spell());
  }

  /**
   * The spells of danger of a process.
   *
   * @param warning the spell of forecasts with at least a warning; empty when there is none, or it
   *     was followed by {@link Thresholds#CALM_CYCLES} without
   * @param critical the same for critical forecasts
   */
  record Facts(Optional<Spell> warning, Optional<Spell> critical) {}

  /**
   * A time of danger.
   *
   * @param first the line that showed it first
   * @param cycles forecasts of that severity in it
   * @param lastCycle number of the last cycle with such a forecast
   * @param cyclesSince cycles after that one, those included that are not in the log: the process
   *     outlived them all the same
   */
  record Spell(Alarm first, long cycles, long lastCycle, long cyclesSince) {}

  private static final class Watch {
    private final Severity least;
    private long firstCycle;
    private double firstSeconds;
    private double lastSeconds;
    private long lastCycle;
    private long cycles;
    private long since;

    Watch(Severity least) {
      this.least = least;
    }

    void add(long cycle, double atSeconds, Severity severity) {
      lastSeconds = atSeconds;
      if (severity.compareTo(least) >= 0) {
        if (cycles == 0) {
          firstCycle = cycle;
          firstSeconds = atSeconds;
        }
        cycles++;
        since = 0;
        lastCycle = cycle;
      } else if (cycles > 0) {
        since = cycle - lastCycle;
        cycles = since >= Thresholds.CALM_CYCLES ? 0 : cycles;
      }
    }

    Optional<Spell> spell() {
      Alarm first = new Alarm(firstCycle, firstSeconds, Math.max(0, lastSeconds - firstSeconds));
      return cycles == 0
          ? Optional.empty()
          : Optional.of(new Spell(first, cycles, lastCycle, since));
    }
  }
}
