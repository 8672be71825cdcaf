package dev.gctrace.cli.analyze;

import dev.gctrace.cli.analysis.Analysis;
import dev.gctrace.cli.analysis.AnalysisListener;
import dev.gctrace.cli.analysis.ContainerFilter;
import dev.gctrace.cli.analysis.Intake;
import dev.gctrace.cli.analysis.Reading;
import dev.gctrace.cli.analysis.Work;
import dev.gctrace.cli.chart.ChartFile;
import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.console.Interruption;
import dev.gctrace.cli.console.Progress;
import dev.gctrace.cli.console.Style;
import dev.gctrace.cli.input.LogFeed;
import dev.gctrace.cli.input.LogFinder;
import dev.gctrace.cli.input.LogSource;
import dev.gctrace.cli.options.ChartConverter;
import dev.gctrace.cli.options.CommonOptions;
import dev.gctrace.cli.options.ContainerOption;
import dev.gctrace.cli.options.ExitCode;
import dev.gctrace.cli.options.MemoryNow;
import dev.gctrace.cli.options.ReportFormat;
import dev.gctrace.cli.report.ContainerReport;
import dev.gctrace.cli.report.Hints;
import dev.gctrace.cli.report.JsonReport;
import dev.gctrace.cli.report.ReadLogs;
import dev.gctrace.cli.report.TextReport;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.report.KnownEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gctrace analyze}. */
@Command(
    name = "analyze",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    sortOptions = false,
    header = "Reads logs to their end and reports on every process in them.",
    footer = {
      "",
      "Ctrl-C ends the reading; the report is on what was read so far.",
      "",
      "Examples:",
      "  kubectl logs my-pod --previous | gctrace analyze --limit 400Mi --killed",
      "  docker logs my-container 2>&1 | gctrace analyze --limit 1Gi",
      "  gctrace analyze --limit 400Mi --chart run.png app.log.1.gz app.log",
      "  gctrace analyze --limit 400Mi --container 'orders-*' /var/log/pods",
      "  gctrace analyze --limit 400Mi --format json app.log | jq .containers",
      "",
      "Exit codes: 0 fine, 1 failure, 2 usage, 3 the severity of --fail-on reached,",
      "4 no gctrace line in the input."
    })
public final class AnalyzeCommand implements Callable<Integer> {

  private final Console console;

  /** All is read, or no more is to be. */
  private final CountDownLatch readingOver = new CountDownLatch(1);

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      description = {
        "Logs, packed with gzip or zstd or not; directories such as /var/log/pods; patterns."
            + " - is standard input, the default."
      })
  private List<String> files = List.of();

  @Mixin private CommonOptions options;

  @Mixin private MemoryNow memoryNow = new MemoryNow();

  @Mixin private ContainerOption container = new ContainerOption();

  @Option(
      names = "--killed",
      description = "The last process of each container was OOMKilled; see the post-mortem.")
  private boolean killed;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = ReportFormat.Converter.class,
      description = "text (the default) or json.")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      converter = ChartConverter.class,
      description = "Also draw a chart: FILE.png or FILE.svg.")
  private Path chart;

  /**
   * The command.
   *
   * @param console its streams
   */
  public AnalyzeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (files.isEmpty() && console.screen().inputIsTerminal()) {
      throw new ParameterException(
          spec.commandLine(),
          "nothing to read: name a FILE, or pipe a log in: kubectl logs POD | gctrace analyze");
    }
    options.tellNotes(console);
    Interruption interruption = Interruption.of(readingOver::countDown, () -> {});
    try {
      if (format == ReportFormat.JSON) {
        // Who writes into a pipe stands still when nobody reads it.
        boolean mayWait = !files.isEmpty() && !files.contains("-");
        try (JsonReport json = new JsonReport(mayWait)) {
          return analyze(json, json);
        }
      }
      return analyze((process, cycle) -> {}, null);
    } finally {
      interruption.over();
    }
  }

  /**
   * Reads and reports.
   *
   * @param listener told of every collection
   * @param json the report to write; null for text
   */
  private int analyze(AnalysisListener listener, JsonReport json) throws IOException {
    ContainerFilter filter = container.filter();
    MemorySettings settings = options.settings();
    Analysis analysis = new Analysis(() -> settings, options.measurements(), filter, listener);
    if (chart == null && (json != null || options.quiet())) {
      analysis.withoutDrawing();
    }
    LogFinder.Found found = LogFinder.find(files);
    List<String> problems = Collections.synchronizedList(new ArrayList<>(found.problems()));
    Reading reading = read(found.sources(), analysis, problems);
    Optional<String> leftOut = memoryNow.settle(analysis, options.measurements());
    List<ContainerReport> reports =
        ContainerReport.worstFirst(
            analysis.containers(), killed ? KnownEnd.OOM_KILLED : KnownEnd.UNKNOWN);
    problems.forEach(console::error);
    leftOut.ifPresent(console::note);
    if (json != null) {
      json.write(reports, reading.intake(), console.out());
      if (json.lost() > 0) {
        console.error(json.lost() + " cycles are left out: the disk is too slow to keep them all");
      }
    } else if (!reports.isEmpty()) {
      writeText(reports, reading.intake());
    }
    if (!options.quiet()) {
      tell(reading, reports);
    }
    if (chart != null && !reports.isEmpty()) {
      console.out().flush();
      ChartFile.write(chart, reports.stream().map(ContainerReport::chartPart).toList());
    }
    if (reports.stream().anyMatch(report -> options.failsOn(report.severity()))) {
      return ExitCode.SEVERITY_REACHED;
    }
    if (!problems.isEmpty() || (json != null && json.lost() > 0)) {
      return ExitCode.FAILURE;
    }
    if (reports.isEmpty()) {
      new ReadLogs(found.sources(), reading, analysis, problems)
          .sayNothingFound(console, filter, !options.quiet());
      return ExitCode.NO_TRACE;
    }
    return ExitCode.FINE;
  }

  private Reading read(List<LogSource> sources, Analysis analysis, List<String> problems) {
    Progress progress = new Progress(console, LogFinder.size(sources));
    Reading reading =
        new Reading(analysis, new LogFeed(console.in(), problems::add, progress::advance, true));
    Work work =
        Work.begin("gctrace-reader", () -> sources.forEach(reading::read), readingOver::countDown);
    awaitReading();
    work.check();
    if (!work.isDone()) {
      reading.stop();
    }
    progress.clear();
    if (!work.isDone() && !options.quiet()) {
      console.note("interrupted: this is what was read so far");
    }
    return reading;
  }

  private void awaitReading() {
    try {
      readingOver.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeText(List<ContainerReport> reports, Intake intake) throws IOException {
    Style style = Style.of(console.screen());
    if (options.quiet()) {
      TextReport.writeVerdicts(reports, style, console.text());
    } else {
      TextReport.write(reports, intake, style, console.text());
    }
    console.text().flush();
  }

  private void tell(Reading reading, List<ContainerReport> reports) {
    reading.notes().forEach(console::note);
    Hints.withTrace(reading.intake(), reports).forEach(console::note);
    reading.intake().leftOut().note().ifPresent(console::note);
  }
}
