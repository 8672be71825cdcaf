package dev.gctrace.bench.score;

import java.util.ArrayList;
import java.util.List;

/**
 * How often a rule was right.
 *
 * <p>A run that the kernel killed is caught when the first alarm came before the kill. An alarm in
 * a run that lived is false when the program printed two more lines after it; one that ends before
 * leaves it untested.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Tally {

  private static final int TESTED_AFTER_LINES = 2;

  private int killed;
  private int lived;
  private final List<Double> leadSeconds = new ArrayList<>();
  private final List<Double> leadLines = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();
  private final List<String> falseAlarms = new ArrayList<>();

  /** Counts a run; one that proves nothing is left out. */
  void add(RecordedRun run, List<Double> alarms) {
    if (run.killed()) {
      killed++;
      List<Double> before = alarms.stream().filter(time -> time < run.end()).toList();
      if (before.isEmpty()) {
        missed.add(run.name());
      } else {
        leadSeconds.add(run.end() - before.get(0));
        leadLines.add((double) run.linesAfter(before.get(0)));
      }
    } else if (run.lived()) {
      lived++;
      if (alarms.stream().anyMatch(time -> run.linesAfter(time) >= TESTED_AFTER_LINES)) {
        falseAlarms.add(run.name());
      }
    }
  }

  int killed() {
    return killed;
  }

  int caught() {
    return killed - missed.size();
  }

  int lived() {
    return lived;
  }

  List<String> missed() {
    return missed;
  }

  List<String> falseAlarms() {
    return falseAlarms;
  }

  List<Double> leadSeconds() {
    return leadSeconds;
  }

  List<Double> leadLines() {
    return leadLines;
  }
}
