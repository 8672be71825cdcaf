package dev.gctrace.cli.analyze;

import dev.gctrace.cli.analysis.ContainerTrace;
import dev.gctrace.cli.analysis.ProcessTrace;
import dev.gctrace.cli.chart.ChartPart;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.ProcessReport;
import java.util.Comparator;
import java.util.List;

/**
 * What is said of one container.
 *
 * @param container the container
 * @param processes its processes, the worst first, of equals the last first; never empty
 */
record ContainerReport(ContainerTrace container, List<Entry> processes) {

  /**
   * What is said of one process.
   *
   * @param trace the process
   * @param report what is said of it
   */
  record Entry(ProcessTrace trace, ProcessReport report) {
    Severity severity() {
      return report.verdict().severity();
    }
  }

  /** The containers that have a process, the worst first, of equals in the order given. */
  static List<ContainerReport> worstFirst(List<ContainerTrace> containers) {
    return containers.stream()
        .filter(container -> !container.processes().isEmpty())
        .map(ContainerReport::of)
        .sorted(Comparator.comparing(ContainerReport::severity).reversed())
        .toList();
  }

  private static ContainerReport of(ContainerTrace container) {
    return new ContainerReport(
        container,
        container.processes().stream()
            .map(trace -> new Entry(trace, trace.report()))
            .sorted(
                Comparator.comparing(Entry::severity)
                    .thenComparing(entry -> entry.trace().number())
                    .reversed())
            .toList());
  }

  /** What of it goes into a chart. */
  ChartPart chartPart() {
    return new ChartPart(
        container.label(),
        processes.stream()
            .map(Entry::report)
            .sorted(Comparator.comparing(ProcessReport::process))
            .toList());
  }

  /** Severity of the worst process. */
  Severity severity() {
    return processes.get(0).severity();
  }
}
