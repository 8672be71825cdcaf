package dev.gctrace.cli.report;

import dev.gctrace.cli.analysis.ContainerTrace;
import dev.gctrace.cli.analysis.ProcessTrace;
import dev.gctrace.cli.chart.ChartPart;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.KnownEnd;
import dev.gctrace.core.report.ProcessReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is said of one container.
 *
 * @param container the container
 * @param processes its processes, the worst first, of equals the last first; never empty
 */
public record ContainerReport(ContainerTrace container, List<Entry> processes) {

  /** Reports that are kept; those of further processes are made each time they are asked for. */
  private static final int MAX_KEPT = 500;

  /**
   * What is said of one process.
   *
   * <p>Of ten thousand processes the reports would take more memory than all that was read: then
   * only what they are sorted by is kept of most.
   */
  public static final class Entry {

    private final ProcessTrace trace;
    private final KnownEnd lastEnd;
    private final Severity severity;

    /** Null where it is made each time. */
    private final ProcessReport kept;

    private Entry(ProcessTrace trace, KnownEnd lastEnd, boolean keep) {
      this.trace = trace;
      this.lastEnd = lastEnd;
      ProcessReport report = trace.report(lastEnd);
      this.severity = report.verdict().severity();
      this.kept = keep ? report : null;
    }

    /**
     * The process.
     *
     * @return the process, of which no more is to be read until all is said
     */
    public ProcessTrace trace() {
      return trace;
    }

    /**
     * What is said of it.
     *
     * @return the same at all times
     */
    public ProcessReport report() {
      return kept == null ? trace.report(lastEnd) : kept;
    }

    Severity severity() {
      return severity;
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
    List<ContainerReport> reports = new ArrayList<>();
    int processes = 0;
    for (ContainerTrace container : containers) {
      List<Entry> entries = new ArrayList<>();
      for (ProcessTrace process : container.processes()) {
        entries.add(new Entry(process, lastEnd, processes++ < MAX_KEPT));
      }
      if (!entries.isEmpty()) {
        entries.sort(
            Comparator.comparing(Entry::severity)
                .thenComparing(entry -> entry.trace().number())
                .reversed());
        reports.add(new ContainerReport(container, entries));
      }
    }
    reports.sort(Comparator.comparing(ContainerReport::severity).reversed());
    return List.copyOf(reports);
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
