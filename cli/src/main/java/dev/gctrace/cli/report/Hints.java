package dev.gctrace.cli.report;

import dev.gctrace.cli.analysis.Analysis;
import dev.gctrace.cli.analysis.ContainerFilter;
import dev.gctrace.cli.analysis.ContainerTrace;
import dev.gctrace.cli.analysis.Intake;
import dev.gctrace.core.report.ProcessReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What somebody may have done wrong whose log holds less than there could be. */
public final class Hints {

  /** What {@code kubectl logs -l} shows of each container. */
  private static final long SELECTOR_TAIL = 10;

  private Hints() {}

  /**
   * That there is no gctrace line.
   *
   * @param name name of the input
   * @param intake what was read
   * @param analysis what was read of each container
   * @param filter which containers were to be read
   * @return one line
   */
  public static String nothingFound(
      String name, Intake intake, Analysis analysis, ContainerFilter filter) {
    long lines = intake.counts().lines();
    if (!analysis.unwanted().isEmpty()) {
      return name + ": no container matches '" + filter + "'";
    }
    return intake.counts().bytes() == 0
        ? name + ": empty"
        : name + ": no gctrace line in " + lines + (lines == 1 ? " line" : " lines");
  }

  /**
   * Why there may be no gctrace line.
   *
   * @param intake what was read
   * @param analysis what was read of each container
   * @return a line each
   */
  public static List<String> withoutTrace(Intake intake, Analysis analysis) {
    if (!analysis.unwanted().isEmpty()) {
      return List.of("there are: " + String.join(", ", analysis.unwanted()));
    }
    Optional<String> apiError = intake.formats().apiError();
    if (apiError.isPresent()) {
      return List.of("instead of a log Kubernetes wrote: " + apiError.get());
    }
    if (intake.binary()) {
      return List.of("this is not text: a log is read as text, gzip or zstd");
    }
    List<String> hints = new ArrayList<>();
    hints.add("the Go runtime writes them when GODEBUG=gctrace=1 is in its environment");
    hints.add("it writes them to standard error: docker logs NAME 2>&1 | gctrace analyze");
    if (intake.counts().lines() <= 10 * SELECTOR_TAIL) {
      hints.add("kubectl logs -l shows the last 10 lines of a container; --tail=-1 shows all");
    }
    hints.add("what a killed container wrote is behind kubectl logs --previous");
    return hints;
  }

  /**
   * What is odd about a log that was read.
   *
   * @param intake what was read
   * @param containers what is said of its containers
   * @return a line each
   */
  public static List<String> withTrace(Intake intake, List<ContainerReport> containers) {
    List<String> hints = new ArrayList<>();
    intake
        .formats()
        .apiError()
        .ifPresent(error -> hints.add("instead of a part of the log Kubernetes wrote: " + error));
    long lines = intake.counts().lines();
    for (ContainerReport container : containers) {
      if (looksLikeSelectorTail(lines, container)) {
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
