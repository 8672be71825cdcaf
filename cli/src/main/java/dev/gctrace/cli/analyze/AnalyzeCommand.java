package dev.gctrace.cli.analyze;

import dev.gctrace.cli.analysis.Analysis;
import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.input.LogFeed;
import dev.gctrace.cli.input.LogFinder;
import dev.gctrace.cli.input.LogSource;
import dev.gctrace.cli.options.CommonOptions;
import dev.gctrace.cli.options.ExitCode;
import dev.gctrace.logs.InputCounts;
import dev.gctrace.logs.TraceReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code gctrace analyze}. */
@Command(
    name = "analyze",
    description = "Reads logs to their end and reports on each process in them.",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80)
public final class AnalyzeCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "Logs to read; - is standard input, the default.")
  private List<String> files = List.of();

  @Mixin private CommonOptions options;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      description = "text or json.")
  private ReportFormat format = ReportFormat.TEXT;

  /** The command on the given streams. */
  public AnalyzeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (files.isEmpty() && console.screen().inputIsTerminal()) {
      throw new ParameterException(
          spec.commandLine(),
          "nothing to read: name a FILE, or pipe a log in, as in kubectl logs POD | gctrace analyze");
    }
    options.tellNotes(console);
    LogFinder.Found found = LogFinder.find(files);
    List<String> problems = new ArrayList<>(found.problems());
    if (format == ReportFormat.TEXT) {
      Analysis analysis = new Analysis(options.settings(), who -> true, (process, cycle) -> {});
      InputCounts counts = read(found.sources(), analysis, problems);
      List<ContainerReport> reports = reports(analysis);
      TextReport.write(reports, console.text());
      console.text().flush();
      return exitCode(counts, reports, problems);
    }
    try (JsonReport json = new JsonReport()) {
      Analysis analysis = new Analysis(options.settings(), who -> true, json);
      InputCounts counts = read(found.sources(), analysis, problems);
      List<ContainerReport> reports = reports(analysis);
      json.write(counts, reports, console.out());
      return exitCode(counts, reports, problems);
    }
  }

  private InputCounts read(List<LogSource> sources, Analysis analysis, List<String> problems) {
    LogFeed feed = new LogFeed(console.in(), problems::add, bytes -> {});
    InputCounts total = InputCounts.NONE;
    for (LogSource source : sources) {
      TraceReader reader = new TraceReader(analysis.sink(source.name(), source.who()));
      feed.read(source, reader);
      total = total.plus(reader.counts());
    }
    return total;
  }

  private static List<ContainerReport> reports(Analysis analysis) {
    return analysis.containers().stream()
        .filter(container -> !container.processes().isEmpty())
        .map(ContainerReport::of)
        .sorted(ContainerReport.WORST_FIRST)
        .toList();
  }

  private int exitCode(InputCounts counts, List<ContainerReport> reports, List<String> problems) {
    problems.forEach(console::error);
    if (reports.stream().anyMatch(report -> options.failsOn(report.severity()))) {
      return ExitCode.SEVERITY_REACHED;
    }
    if (!problems.isEmpty()) {
      return ExitCode.FAILURE;
    }
    if (counts.gcLines() == 0) {
      console.error("no gctrace line in the input");
      return ExitCode.NO_TRACE;
    }
    return ExitCode.FINE;
  }

  private enum ReportFormat {
    TEXT,
    JSON
  }

  private static final class FormatConverter implements ITypeConverter<ReportFormat> {
    @Override
    public ReportFormat convert(String text) {
      return switch (text) {
        case "text" -> ReportFormat.TEXT;
        case "json" -> ReportFormat.JSON;
        default ->
            throw new TypeConversionException("'" + text + "' is not a format; write text or json");
      };
    }
  }
}
