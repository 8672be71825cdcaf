package dev.gctrace.bench.score;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A rule that raises alarms, as people use them today.
 *
 * @param name what it does
 * @param alarms when it raises one in a run, in order; it may look at what was there until then
 */
record Rule(String name, Function<RecordedRun, List<Double>> alarms) {

  /** The rules to compare with. */
  static List<Rule> known() {
    return List.of(
        new Rule("twice the live heap over the limit", Rule::twiceTheLiveHeap),
        new Rule("memory every 30 s over 80 % (metrics server)", run -> polled(run, 30, 0.8)),
        new Rule("memory every 1 s over 80 %", run -> polled(run, 1, 0.8)),
        new Rule("memory every 0.1 s over 70 % (sidecar)", run -> polled(run, 0.1, 0.7)));
  }

  private static List<Double> twiceTheLiveHeap(RecordedRun run) {
    double factor =
        1
            + run.settings()
                    .gogc()
                    .filter(gogc -> !gogc.off())
                    .map(gogc -> gogc.percent())
                    .orElse(100.0)
                / 100;
    List<Double> alarms = new ArrayList<>();
    for (RecordedRun.Line line : run.lines()) {
      if (line.event().liveMiB() * factor > run.limit()) {
        alarms.add(line.time());
      }
    }
    return alarms;
  }

  private static List<Double> polled(RecordedRun run, double period, double share) {
    List<Double> alarms = new ArrayList<>();
    double next = run.start() + period;
    for (RecordedRun.Sample sample : run.samples()) {
      if (sample.time() >= next) {
        next = sample.time() + period;
        if (sample.resident() > share * run.limit()) {
          alarms.add(sample.time());
        }
      }
    }
    return alarms;
  }
}
