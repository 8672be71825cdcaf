package dev.gctrace.cli.tune;

import dev.gctrace.cli.analysis.AnalysisListener;
import dev.gctrace.cli.analysis.ProcessTrace;
import dev.gctrace.core.tuning.WorkloadRecorder;
import dev.gctrace.logs.Cycle;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Records the workload of each process while it is read, of at most {@link #MOST} processes: those
 * with the most collections.
 */
final class Workloads implements AnalysisListener {

  /** Processes whose workload is kept. */
  static final int MOST = 32;

  private final Map<ProcessTrace, Kept> recorders = new HashMap<>();
  private long letGo;

  private static final class Kept {
    private final WorkloadRecorder recorder = new WorkloadRecorder();
    private long cycles;
  }

  @Override
  public void cycle(ProcessTrace process, Cycle cycle) {
    Kept kept = recorders.get(process);
    if (kept == null) {
      if (recorders.size() == MOST) {
        recorders.remove(shortest());
        letGo++;
      }
      kept = new Kept();
      recorders.put(process, kept);
    }
    kept.recorder.add(cycle.event());
    kept.cycles++;
  }

  private ProcessTrace shortest() {
    return recorders.entrySet().stream()
        .min(
            (a, b) ->
                a.getValue().cycles != b.getValue().cycles
                    ? Long.compare(a.getValue().cycles, b.getValue().cycles)
                    : Integer.compare(a.getKey().number(), b.getKey().number()))
        .orElseThrow()
        .getKey();
  }

  /** Processes whose workload was let go because there were too many. */
  long letGo() {
    return letGo;
  }

  Optional<WorkloadRecorder> of(ProcessTrace process) {
    return Optional.ofNullable(recorders.get(process)).map(kept -> kept.recorder);
  }
}
