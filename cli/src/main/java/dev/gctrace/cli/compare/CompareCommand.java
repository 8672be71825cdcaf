package dev.gctrace.cli.compare;

import dev.gctrace.cli.analysis.Analysis;
import dev.gctrace.cli.analysis.ContainerFilter;
import dev.gctrace.cli.analysis.LeftOut;
import dev.gctrace.cli.analysis.ProcessTrace;
import dev.gctrace.cli.chart.ChartFile;
import dev.gctrace.cli.chart.ChartPart;
import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.console.Style;
import dev.gctrace.cli.options.ChartConverter;
import dev.gctrace.cli.options.CommonOptions;
import dev.gctrace.cli.options.ContainerOption;
import dev.gctrace.cli.options.ExitCode;
import dev.gctrace.cli.options.ReportFormat;
import dev.gctrace.cli.report.ContainerReport;
import dev.gctrace.cli.report.ReadLogs;
import dev.gctrace.core.tuning.Comparison;
import dev.gctrace.core.tuning.RunFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gctrace compare}. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    sortOptions = false,
    header = "Two runs side by side, and what changed between them beyond noise.",
    footer = {
      "",
      "BEFORE and AFTER are logs as analyze reads them: a file, packed or not, a",
      "directory, - for standard input (one of them).",
      "",
      "Examples:",
      "  gctrace compare --limit 400Mi before.log after.log",
      "  kubectl logs new-pod | gctrace compare --limit 400Mi old-pod.log -",
      "  gctrace compare --limit 1Gi --chart both.png v1.log.gz v2.log.gz",
      "  gctrace compare --format json v1.log v2.log | jq .sentence",
      "",
      "Exit codes: 0 fine, 1 failure, 2 usage, 3 AFTER has reached the severity of",
      "--fail-on, 4 no gctrace line in BEFORE or in AFTER."
    })
public final class CompareCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "BEFORE", description = "The log of the one run.")
  private String before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "The log of the other.")
  private String after;

  @Mixin private CommonOptions options;

  @Mixin private ContainerOption container = new ContainerOption();

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
      description = "Also draw a chart of both: FILE.png or FILE.svg.")
  private Path chart;

  /**
   * The command.
   *
   * @param console its streams
   */
  public CompareCommand(Console console) {
    this.console = console;
  }

  /**
   * Numbers processes anew at each turn: what is recorded are pairs of collections that follow each
   * other. A number for each process would keep every process that ever was.
   */
  private static final class Turns {
    private ProcessTrace last;
    private int number;

    int numberOf(ProcessTrace process) {
      number += process == last ? 0 : 1;
      last = process;
      return number;
    }
  }

  /** One of the two runs. */
  private record Run(ReadLogs logs, List<ContainerReport> reports, RunFigures.Recorder recorder) {

    RunFigures figures() {
      return RunFigures.of(
          reports.stream()
              .map(r -> r.processes().stream().map(ContainerReport.Entry::report).toList())
              .toList());
    }

    LeftOut leftOut() {
      return logs.reading().intake().leftOut();
    }

    void tell(Console console) {
      logs.reading().notes().forEach(console::note);
      leftOut().note().ifPresent(console::note);
    }
  }

  @Override
  public Integer call() throws IOException {
    boolean json = format == ReportFormat.JSON;
    if (before.equals("-") && after.equals("-")) {
      throw misuse("only one of BEFORE and AFTER can be standard input");
    }
    options.tellNotes(console);
    ContainerFilter filter = container.filter();
    Run first = read(before, filter);
    Run second = read(after, filter);
    for (Run run : List.of(first, second)) {
      run.logs.problems().forEach(console::error);
    }
    boolean unread = !first.logs.problems().isEmpty() || !second.logs.problems().isEmpty();
    if (first.reports.isEmpty() || second.reports.isEmpty()) {
      for (Run run : List.of(first, second)) {
        if (run.reports.isEmpty() && run.logs.problems().isEmpty()) {
          run.logs.sayNothingFound(console, filter, !options.quiet());
        }
      }
      return unread ? ExitCode.FAILURE : ExitCode.NO_TRACE;
    }
    Comparison comparison =
        Comparison.of(first.figures(), first.recorder, second.figures(), second.recorder);
    if (json) {
      new CompareJson(first.leftOut(), second.leftOut())
          .write(before, after, comparison, console.out());
    } else {
      for (String line : CompareText.of(comparison, options.quiet(), Style.of(console.screen()))) {
        console.text().append(line.stripTrailing()).append('\n');
      }
      console.text().flush();
    }
    if (!options.quiet()) {
      first.tell(console);
      second.tell(console);
    }
    if (chart != null) {
      console.out().flush();
      ChartFile.write(chart, parts(first, second));
    }
    if (options.failsOn(comparison.after().severity())) {
      return ExitCode.SEVERITY_REACHED;
    }
    return unread ? ExitCode.FAILURE : ExitCode.FINE;
  }

  private Run read(String name, ContainerFilter filter) {
    RunFigures.Recorder recorder = new RunFigures.Recorder();
    Turns turns = new Turns();
    Analysis analysis =
        new Analysis(
            options.settings(),
            filter,
            (process, cycle) -> recorder.add(turns.numberOf(process), cycle.event()));
    if (chart == null) {
      analysis.withoutDrawing();
    }
    ReadLogs logs = ReadLogs.of(List.of(name), analysis, console);
    return new Run(logs, ContainerReport.worstFirst(analysis.containers()), recorder);
  }

  private static List<ChartPart> parts(Run first, Run second) {
    List<ChartPart> parts = new ArrayList<>();
    first.reports.stream().map(r -> named("before: ", r.chartPart())).forEach(parts::add);
    second.reports.stream().map(r -> named("after: ", r.chartPart())).forEach(parts::add);
    return parts;
  }

  private static ChartPart named(String which, ChartPart part) {
    return new ChartPart(which + part.label(), part.processes());
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
