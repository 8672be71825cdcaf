package dev.gctrace.cli.chart;

import dev.gctrace.core.report.ProcessReport;
import java.util.List;

/**
 * What is drawn under one heading: the processes of one container, on one axis of time.
 *
 * @param label the container or the file; may hold any text, as it came from the log
 * @param processes the earliest first
 */
public record ChartPart(String label, List<ProcessReport> processes) {

  /**
   * Copies the list.
   *
   * @param label see the record
   * @param processes see the record
   */
  public ChartPart {
    processes = List.copyOf(processes);
  }
}
