package dev.gctrace.cli.watch;

import dev.gctrace.core.report.ProcessReport;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.InputCounts;
import java.util.List;
import java.util.Optional;

/**
 * What a live view shows at one moment.
 *
 * @param source name of the log
 * @param counts what was read
 * @param rows a row for each container, the worst first
 * @param chosen place of the chosen one among them
 * @param report what is said of its last process; empty when there is no container
 * @param alert the last alert; empty when there was none
 */
record LiveModel(
    String source,
    InputCounts counts,
    List<Row> rows,
    int chosen,
    Optional<ProcessReport> report,
    Optional<String> alert) {

  /** Copies the list. */
  LiveModel {
    rows = List.copyOf(rows);
  }

  /**
   * One container.
   *
   * @param label its name
   * @param cycle its last collection
   */
  record Row(String label, Cycle cycle) {}
}
