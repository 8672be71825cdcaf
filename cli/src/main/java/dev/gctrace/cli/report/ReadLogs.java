package dev.gctrace.cli.report;

import dev.gctrace.cli.analysis.Analysis;
import dev.gctrace.cli.analysis.ContainerFilter;
import dev.gctrace.cli.analysis.Intake;
import dev.gctrace.cli.analysis.Reading;
import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.console.Progress;
import dev.gctrace.cli.input.LogFeed;
import dev.gctrace.cli.input.LogFinder;
import dev.gctrace.cli.input.LogSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Logs that were read to their end, and what could not be read of them.
 *
 * @param sources the logs
 * @param reading what was read
 * @param analysis what the events are
 * @param problems what could not be read, a line each
 */
public record ReadLogs(
    List<LogSource> sources, Reading reading, Analysis analysis, List<String> problems) {

  /**
   * Copies the lists.
   *
   * @param sources see the record
   * @param reading see the record
   * @param analysis see the record
   * @param problems see the record
   */
  public ReadLogs {
    sources = List.copyOf(sources);
    problems = List.copyOf(problems);
  }

  /**
   * Reads logs.
   *
   * @param names what the command line names; nothing means standard input
   * @param analysis where the events go
   * @param console where the progress is shown
   * @return what was read
   */
  public static ReadLogs of(List<String> names, Analysis analysis, Console console) {
    LogFinder.Found found = LogFinder.find(names);
    List<String> problems = new ArrayList<>(found.problems());
    Progress progress = new Progress(console, LogFinder.size(found.sources()));
    Reading reading =
        new Reading(analysis, new LogFeed(console.in(), problems::add, progress::advance, true));
    found.sources().forEach(reading::read);
    progress.clear();
    return new ReadLogs(found.sources(), reading, analysis, problems);
  }

  /**
   * Says on standard error that there is no gctrace line, and why that may be.
   *
   * @param console where to say it
   * @param filter which containers were to be read
   * @param hints whether to say why
   */
  public void sayNothingFound(Console console, ContainerFilter filter, boolean hints) {
    String where = sources.size() == 1 ? sources.get(0).name() : sources.size() + " logs";
    Intake intake = reading.intake();
    console.error(Hints.nothingFound(where, intake, analysis, filter));
    if (hints) {
      intake.malformed().forEach(line -> console.tell("  malformed: " + line));
      Hints.withoutTrace(intake, analysis).forEach(hint -> console.tell("  " + hint));
    }
  }
}
