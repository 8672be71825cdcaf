package dev.gctrace.cli.pod;

import dev.gctrace.cli.analysis.Analysis;
import dev.gctrace.cli.analysis.AnalysisListener;
import dev.gctrace.cli.analysis.ContainerFilter;
import dev.gctrace.cli.analysis.Intake;
import dev.gctrace.cli.analysis.Measurement;
import dev.gctrace.cli.analysis.Reading;
import dev.gctrace.cli.chart.ChartFile;
import dev.gctrace.cli.cluster.FactsJson;
import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.console.Style;
import dev.gctrace.cli.input.LogFeed;
import dev.gctrace.cli.input.LogSource;
import dev.gctrace.cli.options.CommonOptions;
import dev.gctrace.cli.options.ExitCode;
import dev.gctrace.cli.report.ContainerReport;
import dev.gctrace.cli.report.Hints;
import dev.gctrace.cli.report.JsonReport;
import dev.gctrace.cli.report.TextReport;
import dev.gctrace.core.report.Amounts;
import dev.gctrace.core.report.CyclePoint;
import dev.gctrace.core.report.KnownEnd;
import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.MemoryUse;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Ended;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The report on one run of a container. */
final class PodReport {

  private static final double MILLIS = 1e3;

  private final Console console;
  private final CommonOptions options;
  private final boolean inJson;
  private final Path chart;

  /**
   * A report.
   *
   * @param console where it goes
   * @param options what is known, and when to fail
   * @param inJson whether to write it as JSON
   * @param chart the chart to draw beside it; null for none
   */
  PodReport(Console console, CommonOptions options, boolean inJson, Path chart) {
    this.console = console;
    this.options = options;
    this.inJson = inJson;
    this.chart = chart;
  }

  /** Reads the log and reports on it; the exit code. */
  int report(Cluster cluster, ContainerFacts facts, Optional<MemoryUse> use, boolean previous)
      throws IOException {
    Optional<Ended> end = previous ? facts.lastEnd() : facts.ended();
    List<String> odd = new ArrayList<>();
    try (JsonReport json = new JsonReport(true);
        InputStream log =
            previous
                ? cluster.previousLog(facts.who(), odd::add)
                : cluster.log(facts.who(), odd::add)) {
      AnalysisListener listener = inJson ? json : (process, cycle) -> {};
      Analysis analysis =
          new Analysis(options::settings, options.measurements(), ContainerFilter.ALL, listener);
      if (!previous && facts.run().state() == ContainerFacts.State.RUNNING) {
        use.map(one -> new Measurement(one.bytes(), one.at()))
            .ifPresent(options.measurements()::put);
      }
      List<String> problems = new ArrayList<>();
      Reading reading = new Reading(analysis, new LogFeed(log, problems::add, bytes -> {}, false));
      String name = facts.who().name().orElse("-");
      reading.read(new LogSource(name, facts.who(), List.of()));
      analysis.settle();
      odd.forEach(line -> console.note(name + ": the node wrote: " + line));
      problems.forEach(console::error);
      List<ContainerReport> reports = ContainerReport.worstFirst(analysis.containers(), known(end));
      if (inJson) {
        json.write(reports, reading.intake(), members(facts, use), console.out());
      } else if (!reports.isEmpty()) {
        writeText(reports, reading.intake());
      }
      if (!options.quiet()) {
        reading.notes().forEach(console::note);
        end.flatMap(Ended::finishedAt).ifPresent(at -> tellSilence(reports, at));
      }
      if (chart != null && !reports.isEmpty()) {
        console.out().flush();
        ChartFile.write(chart, reports.stream().map(ContainerReport::chartPart).toList());
      }
      return exitCode(facts, reading, analysis, reports, problems);
    }
  }

  /** What the cluster tells stands beside what the log does. */
  private static JsonReport.Members members(ContainerFacts facts, Optional<MemoryUse> use) {
    return json -> {
      json.writeObjectFieldStart("pod");
      json.writeStringField("container", facts.who().name().orElse(null));
      FactsJson.write(
          json, facts, use.map(one -> OptionalLong.of(one.bytes())).orElse(OptionalLong.empty()));
      json.writeEndObject();
    };
  }

  /** What Kubernetes tells of the end of the run, as the forecast understands it. */
  private static KnownEnd known(Optional<Ended> end) {
    return end.map(
            ended -> ended.how() == Ended.How.OOM_KILLED ? KnownEnd.OOM_KILLED : KnownEnd.ENDED)
        .orElse(KnownEnd.UNKNOWN);
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

  /** How long before its end the program last collected: what came then is not in the log. */
  private void tellSilence(List<ContainerReport> reports, Instant end) {
    reports.stream()
        .flatMap(report -> report.processes().stream())
        .flatMap(process -> process.report().points().stream())
        .map(CyclePoint::epochMillis)
        .filter(time -> time.isPresent())
        .mapToLong(time -> time.getAsLong())
        .max()
        .ifPresent(
            last ->
                console.note(
                    "the last gctrace line came "
                        + Amounts.seconds((end.toEpochMilli() - last) / MILLIS)
                        + " before the end at "
                        + end));
  }

  private int exitCode(
      ContainerFacts facts,
      Reading reading,
      Analysis analysis,
      List<ContainerReport> reports,
      List<String> problems) {
    if (reports.stream().anyMatch(report -> options.failsOn(report.severity()))) {
      return ExitCode.SEVERITY_REACHED;
    }
    if (!problems.isEmpty()) {
      return ExitCode.FAILURE;
    }
    if (!reports.isEmpty()) {
      return ExitCode.FINE;
    }
    console.error(
        Hints.nothingFound(
            facts.who().name().orElse("-"), reading.intake(), analysis, ContainerFilter.ALL));
    if (!options.quiet()) {
      console.tell("  " + hint(facts));
    }
    return ExitCode.NO_TRACE;
  }

  private static String hint(ContainerFacts facts) {
    return facts.environment().tracesGc()
        ? "GODEBUG asks for them: the program has not collected yet, the newest file of the log"
            + " does not reach back to a collection, or it is not a Go program"
        : "the pod does not set GODEBUG=gctrace=1: kubectl set env deploy/NAME GODEBUG=gctrace=1"
            + " starts it again with it";
  }
}
