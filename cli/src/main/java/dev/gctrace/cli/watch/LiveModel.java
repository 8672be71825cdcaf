package dev.gctrace.cli.watch;

import dev.gctrace.core.report.ProcessReport;
import dev.gctrace.logs.InputCounts;
import java.util.List;
import java.util.Optional;

/**
 * What a live view shows at one moment.
 *
 * @param source name of the log
 * @param counts how much was read
 * @param rows a row for each container, the worst first
 * @param chosen place of the chosen one among them
 * @param report what is said of its last process; empty when there is no container
 * @param alert the last alert; empty when there was none
 * @param stoodStillSeconds how long nothing could be shown so far because the terminal took nothing
 */
record LiveModel(
    String source,
    InputCounts counts,
    List<Row> rows,
    int chosen,
    Optional<ProcessReport> report,
    Optional<String> alert,
    long stoodStillSeconds) {

  /** Copies the list. */
  LiveModel {
    rows = List.copyOf(rows);
  }

  /** The same, told how long nothing could be shown. */
  LiveModel standingStill(long seconds) {
    return new LiveModel(source, counts, rows, chosen, report, alert, seconds);
  }

  /**
   * One container.
   *
   * @param label its name
   * @param cycle its last collection
   */
  record Row(String label, CycleFigures cycle) {}
}
