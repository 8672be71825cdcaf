package dev.gctrace.cli.analyze;

import dev.gctrace.cli.analysis.Analysis;
import dev.gctrace.cli.analysis.ContainerFilter;
import dev.gctrace.cli.analysis.ContainerTrace;
import dev.gctrace.cli.analysis.Reading;
import dev.gctrace.core.report.ProcessReport;
import java.util.ArrayList;
import java.util.List;

/** What somebody may have done wrong whose log holds less than there could be. */
final class Hints {

  /** What {@code kubectl logs -l} shows of each container. */
  private static final long SELECTOR_TAIL = 10;

  private Hints() {}

  /** Why there may be no gctrace line. */
  static List<String> withoutTrace(Reading reading, Analysis analysis, ContainerFilter filter) {
    if (!analysis.unwanted().isEmpty()) {
      return List.of(
          "no container matches "
              + filter
              + "; there are: "
              + String.join(", ", analysis.unwanted()));
    }
    if (reading.apiError().isPresent()) {
      return List.of("instead of a log Kubernetes wrote: " + reading.apiError().get());
    }
    if (reading.binary()) {
      return List.of("this is not text: a log is read as text, gzip or zstd");
    }
    List<String> hints = new ArrayList<>();
    hints.add("the Go runtime writes them when GODEBUG=gctrace=1 is in its environment");
    hints.add("it writes them to standard error: docker logs NAME 2>&1 | gctrace analyze");
    if (reading.counts().lines() <= 10 * SELECTOR_TAIL) {
      hints.add("kubectl logs -l shows the last 10 lines of a container; --tail=-1 shows all");
    }
    hints.add("what a killed container wrote is behind kubectl logs --previous");
    return hints;
  }

  /** What is odd about a log that was read. */
  static List<String> withTrace(Reading reading, List<ContainerReport> containers) {
    List<String> hints = new ArrayList<>();
    for (ContainerReport container : containers) {
      if (looksLikeSelectorTail(reading.counts().lines(), container)) {
        hints.add(
            container.container().label()
                + ": looks like kubectl logs -l, which shows the last 10 lines of each container;"
                + " --tail=-1 --prefix shows all, with their pods");
      }
    }
    return hints;
  }

  /** Lines of several programs without a name, none from its begin, no more than ten of each. */
  private static boolean looksLikeSelectorTail(long lines, ContainerReport report) {
    ContainerTrace container = report.container();
    int processes = container.processCount();
    return container.who().name().isEmpty()
        && lines <= SELECTOR_TAIL * processes
        && (processes > 1 || lines == SELECTOR_TAIL)
        && report.processes().stream().allMatch(entry -> beginsLate(entry.report()));
  }

  private static boolean beginsLate(ProcessReport report) {
    return report.summary().firstCycle() > 1;
  }
}
