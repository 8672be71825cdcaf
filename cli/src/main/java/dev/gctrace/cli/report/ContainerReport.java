package dev.gctrace.cli.report;

import dev.gctrace.cli.analysis.ContainerTrace;
import dev.gctrace.cli.analysis.ProcessTrace;
import dev.gctrace.cli.chart.ChartPart;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.KnownEnd;
import dev.gctrace.core.report.ProcessReport;
import java.util.Comparator;
import java.util.List;

/**
 * What is said of one container.
 *
 * @param container the container
 * @param processes its processes, the worst first, of equals the last first; never empty
 */
public record ContainerReport(ContainerTrace container, List<Entry> processes) {

  /**
   * What is said of one process.
   *
   * @param trace the process
   * @param report what is said of it
   */
  public record Entry(ProcessTrace trace, ProcessReport report) {
    Severity severity() {
      return report.verdict().severity();
    }
  }

  /**
   * Copies the list.
   *
   * @param container see the record
   * @param processes see the record
   */
  public ContainerReport {
    processes = List.copyOf(processes);
  }

  /**
   * What is said of containers.
   *
   * @param containers containers
   * @return those that have a process, the worst first, of equals in the order given
   */
  public static List<ContainerReport> worstFirst(List<ContainerTrace> containers) {
    return worstFirst(containers, KnownEnd.UNKNOWN);
  }

  /**
   * What is said of containers.
   *
   * @param containers containers
   * @param lastEnd what is known of the end of the last process of each
   * @return those that have a process, the worst first, of equals in the order given
   */
  public static List<ContainerReport> worstFirst(
      List<ContainerTrace> containers, KnownEnd lastEnd) {
    return containers.stream()
        .filter(container -> !container.processes().isEmpty())
        .map(container -> of(container, lastEnd))
        .sorted(Comparator.comparing(ContainerReport::severity).reversed())
        .toList();
  }

  private static ContainerReport of(ContainerTrace container, KnownEnd lastEnd) {
    return new ContainerReport(
        container,
        container.processes().stream()
            .map(trace -> new Entry(trace, trace.report(lastEnd)))
            .sorted(
                Comparator.comparing(Entry::severity)
                    .thenComparing(entry -> entry.trace().number())
                    .reversed())
            .toList());
  }

  /**
   * What of it goes into a chart.
   *
   * @return all processes
   */
  public ChartPart chartPart() {
    return new ChartPart(
        container.label(),
        processes.stream()
            .map(Entry::report)
            .sorted(Comparator.comparing(ProcessReport::process))
            .toList());
  }

  /**
   * Severity of the worst process.
   *
   * @return a severity
   */
  public Severity severity() {
    return processes.get(0).severity();
  }
}
