package dev.gctrace.bench.score;

import dev.gctrace.core.forecast.ContainerForecaster;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.GcEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * A run and what the forecast says of each of its lines.
 *
 * @param run the run
 * @param forecasts one for each line
 */
record Judged(RecordedRun run, List<Forecast> forecasts) {

  private static final int LEVEL_LINES = 10;
  private static final double LEVEL = 1.1;

  /** Judges a run as {@code gctrace watch} does. */
  static Judged of(RecordedRun run) {
    return of(run, new ContainerForecaster());
  }

  /** Judges a run by a forecaster that has seen nothing yet. */
  static Judged of(RecordedRun run, ContainerForecaster container) {
    List<Forecast> forecasts = new ArrayList<>();
    for (RecordedRun.Line line : run.lines()) {
      forecasts.add(container.accept(line.event(), run.settings()).forecast());
    }
    return new Judged(run, forecasts);
  }

  double time(int line) {
    return run.lines().get(line).time();
  }

  /** When it was critical. */
  List<Double> criticals() {
    List<Double> times = new ArrayList<>();
    for (int i = 0; i < forecasts.size(); i++) {
      if (forecasts.get(i).severity() == Severity.CRITICAL) {
        times.add(time(i));
      }
    }
    return times;
  }

  /**
   * Whether the live heap and the stacks are larger at the end than ten lines before, by a tenth.
   */
  boolean growsAtItsEnd() {
    int last = forecasts.size() - 1;
    return last < LEVEL_LINES || kept(last) > LEVEL * kept(last - LEVEL_LINES);
  }

  private double kept(int line) {
    GcEvent event = run.lines().get(line).event();
    return event.liveMiB() + event.stacksMiB().orElse(0);
  }

  /**
   * The most changes of severity within so many lines over which the program stood still: its
   * smallest live heap was at least four fifths of its largest.
   */
  int mostChangesStandingStill(int within) {
    int most = 0;
    for (int from = 0; from + within <= forecasts.size(); from++) {
      long least = Long.MAX_VALUE;
      long largest = 0;
      int changes = 0;
      for (int i = from; i < from + within; i++) {
        long live = run.lines().get(i).event().liveMiB();
        least = Math.min(least, live);
        largest = Math.max(largest, live);
        if (i > from && forecasts.get(i).severity() != forecasts.get(i - 1).severity()) {
          changes++;
        }
      }
      if (5 * least >= 4 * largest) {
        most = Math.max(most, changes);
      }
    }
    return most;
  }
}
