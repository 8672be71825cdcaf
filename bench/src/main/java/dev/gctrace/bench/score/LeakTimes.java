package dev.gctrace.bench.score;

import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Severity;
import java.util.ArrayList;
import java.util.List;

/**
 * How early a leak is warned of with a time, and how right the time is. Only runs that the kernel
 * killed for their heap.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class LeakTimes {

  private static final int EARLY_LINES = 5;

  /** Six points, the fewest that are believed, and as many lines as a warning is early. */
  private static final int LONG_LINES = 12;

  private static final long START_MILLIS = 1000;

  private int runs;
  private int early;
  private int longRuns;
  private int earlyOfLong;
  private int times;
  private int inside;
  private final List<String> late = new ArrayList<>();
  private final List<Double> errors = new ArrayList<>();
  private final List<Double> firstErrors = new ArrayList<>();

  /** Counts a run. */
  void add(Judged judged) {
    RecordedRun run = judged.run();
    if (!run.isKilledByHeap() || !run.name().contains("-leak")) {
      return;
    }
    runs++;
    boolean warned = false;
    for (int i = 0; i + EARLY_LINES < judged.forecasts().size() + 1; i++) {
      Forecast forecast = judged.forecasts().get(i);
      if (forecast.severity().compareTo(Severity.WARNING) < 0
          || forecast.secondsToLimit().isEmpty()
          || run.linesAfter(judged.time(i)) < EARLY_LINES) {
        continue;
      }
      double actual = run.end() - judged.time(i);
      double error = Math.abs(forecast.secondsToLimit().getAsDouble() - actual) / actual;
      if (!warned) {
        firstErrors.add(error);
      }
      warned = true;
      if (forecast.secondsToLimitBand().isPresent()) {
        Band band = forecast.secondsToLimitBand().get();
        times++;
        inside += band.low() <= actual && actual <= band.high() ? 1 : 0;
        errors.add(error);
      }
    }
    boolean isLong =
        run.lines().stream().filter(line -> line.event().startMillis() >= START_MILLIS).count()
            >= LONG_LINES;
    longRuns += isLong ? 1 : 0;
    earlyOfLong += isLong && warned ? 1 : 0;
    if (warned) {
      early++;
    } else {
      late.add(run.name());
    }
  }

  int runs() {
    return runs;
  }

  /** Runs with a warning that gives a time, five lines before the last or earlier. */
  int early() {
    return early;
  }

  /** Runs with 12 collections or more after their first second. */
  int longRuns() {
    return longRuns;
  }

  /** Those of them that were warned of early. */
  int earlyOfLong() {
    return earlyOfLong;
  }

  /** The others. */
  List<String> late() {
    return late;
  }

  /** |time - true time| / true time of every warning that rests on the trend, early ones only. */
  List<Double> errors() {
    return errors;
  }

  /** The same of the first warning of each run. */
  List<Double> firstErrors() {
    return firstErrors;
  }

  /** How many times had a band. */
  int times() {
    return times;
  }

  /** How many of those held the true time. */
  int inside() {
    return inside;
  }
}
