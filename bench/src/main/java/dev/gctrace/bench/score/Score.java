package dev.gctrace.bench.score;

import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The forecast's score on a number of runs.
 *
 * @param runs the runs and what was said of them
 */
record Score(List<Judged> runs) {

  private static final int FLAPPING_LINES = 20;

  static Score of(List<RecordedRun> runs) {
    return new Score(runs.stream().map(Judged::of).toList());
  }

  /** Of the forecast, on the kills that gctrace can show. */
  Tally tally() {
    return tally(runs.stream().filter(judged -> !judged.run().isOutsideHeap()).toList());
  }

  /** Of a rule on all runs. */
  Tally tally(Rule rule) {
    Tally tally = new Tally();
    for (Judged judged : runs) {
      tally.add(judged.run(), rule.alarms().apply(judged.run()));
    }
    return tally;
  }

  /** Of the forecast on all runs. */
  Tally tallyOfAll() {
    return tally(runs);
  }

  /** Of the forecast by the shape of the program. */
  Map<String, Tally> byShape() {
    Map<String, Tally> tallies = new TreeMap<>();
    for (Judged judged : runs) {
      tallies
          .computeIfAbsent(judged.run().shape(), shape -> new Tally())
          .add(judged.run(), judged.criticals());
    }
    return tallies;
  }

  private static Tally tally(List<Judged> some) {
    Tally tally = new Tally();
    some.forEach(judged -> tally.add(judged.run(), judged.criticals()));
    return tally;
  }

  LeakTimes leaks() {
    LeakTimes times = new LeakTimes();
    runs.forEach(times::add);
    return times;
  }

  Spirals spirals() {
    Spirals spirals = new Spirals();
    runs.forEach(spirals::add);
    return spirals;
  }

  Calibration calibration() {
    Calibration calibration = new Calibration();
    runs.forEach(calibration::add);
    return calibration;
  }

  /**
   * Runs that lived, whose live heap did not grow by a tenth over their last ten lines, and at
   * whose end a leak was still said to be there.
   */
  List<String> standingLeaks() {
    return lived(judged -> last(judged).reason() == Reason.LEAK && !judged.growsAtItsEnd());
  }

  /** Runs that lived and whose severity changed more than once in 20 lines of standing still. */
  List<String> flapping() {
    return lived(judged -> judged.mostChangesStandingStill(FLAPPING_LINES) > 1);
  }

  private List<String> lived(Predicate<Judged> which) {
    List<String> names = new ArrayList<>();
    for (Judged judged : runs) {
      if (judged.run().lived() && !judged.forecasts().isEmpty() && which.test(judged)) {
        names.add(judged.run().name());
      }
    }
    return names;
  }

  private static Forecast last(Judged judged) {
    return judged.forecasts().get(judged.forecasts().size() - 1);
  }
}
