package dev.gctrace.cli.watch;

import dev.gctrace.cli.analysis.ContainerFilter;
import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.console.Style;
import dev.gctrace.cli.options.ExitCode;
import dev.gctrace.cli.report.ContainerReport;
import dev.gctrace.cli.report.Hints;
import dev.gctrace.cli.report.IntakeText;
import dev.gctrace.cli.report.TextReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What a watch says at its end, whatever ended it. */
final class LastWords {

  private final Console console;
  private final ContainerFilter filter;
  private final boolean quiet;
  private final boolean asText;

  /**
   * Last words.
   *
   * @param console where they go
   * @param filter which containers were to be read
   * @param quiet whether to say no more than is needed
   * @param asText whether standard output takes text, or objects
   */
  LastWords(Console console, ContainerFilter filter, boolean quiet, boolean asText) {
    this.console = console;
    this.filter = filter;
    this.quiet = quiet;
    this.asText = asText;
  }

  /**
   * Says them.
   *
   * @param name name of the log
   * @param state what was read of it
   * @param problems why it could not be read any further
   * @return the exit code
   */
  int say(String name, Watching.State state, List<String> problems) {
    List<ContainerReport> reports = ContainerReport.worstFirst(state.analysis().containers());
    problems.forEach(console::error);
    if (!quiet) {
      hints(name, state, reports).forEach(console::note);
    }
    if (!quiet && !reports.isEmpty()) {
      sumUp(state, reports);
    }
    if (state.reachedFailOn()) {
      return ExitCode.SEVERITY_REACHED;
    }
    if (!problems.isEmpty()) {
      return ExitCode.FAILURE;
    }
    if (!reports.isEmpty()) {
      return ExitCode.FINE;
    }
    console.error(Hints.nothingFound(name, state.intake(), state.analysis(), filter));
    if (!quiet) {
      Hints.withoutTrace(state.intake(), state.analysis())
          .forEach(hint -> console.tell("  " + hint));
    }
    return ExitCode.NO_TRACE;
  }

  private static List<String> hints(
      String name, Watching.State state, List<ContainerReport> reports) {
    return state.newestFirst()
        ? List.of(
            name
                + ": written newest first: restarts and alerts told of it are none; gctrace analyze reads it from its end")
        : reports.isEmpty() ? List.of() : Hints.withTrace(state.intake(), reports);
  }

  private void sumUp(Watching.State state, List<ContainerReport> reports) {
    if (!asText) {
      console.note(IntakeText.of(state.intake()));
      return;
    }
    try {
      console.text().append('\n');
      TextReport.writeSummary(reports, state.intake(), Style.of(console.screen()), console.text());
      console.text().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
