package dev.gctrace.cli.top;

import dev.gctrace.cli.cluster.ClusterArguments;
import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.console.Style;
import dev.gctrace.cli.options.ExitCode;
import dev.gctrace.cli.options.ReportFormat;
import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.PodQuery;
import dev.gctrace.kubernetes.pod.Trap;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gctrace top}. */
@Command(
    name = "top",
    header = "Lists the Go containers of a cluster that print gctrace lines, by danger.",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    sortOptions = false,
    footer = {
      "",
      "Sizes are MiB. NOW is what the Metrics API tells, NEXT the next heap goal, IN",
      "the time to the limit; a ~ stands before a GOGC that was inferred. Containers",
      "count that set GODEBUG=gctrace=1 or have a gctrace line among the last of",
      "their log.",
      "",
      "Examples:",
      "  gctrace top -n prod",
      "  gctrace top -A --watch",
      "  gctrace top -n prod -l app=orders --format json | jq .containers[0]",
      "",
      "Exit codes: 0 fine, 1 failure: a log cannot be read, 2 usage,",
      "4 no container prints gctrace lines."
    })
public final class TopCommand implements Callable<Integer> {

  private static final long ROUND_MILLIS = 10_000;

  /** Problems that are told one by one. */
  private static final int MAX_PROBLEMS = 20;

  private static final String CLEAR = "\u001b[H\u001b[2J";

  private final Console console;

  @Spec private CommandSpec spec;

  @Mixin private ClusterArguments cluster;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "All namespaces.")
  private boolean allNamespaces;

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "LABELS",
      description = "Only pods with these labels: app=orders,tier!=batch.")
  private String labels;

  @Option(
      names = {"-w", "--watch"},
      description = "Read again every 10 s, until Ctrl-C.")
  private boolean watch;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = ReportFormat.Converter.class,
      description = "text (the default) or json: one object a round.")
  private ReportFormat format = ReportFormat.TEXT;

  @Option(names = "--debug", description = "Show the stack trace of a failure.")
  @SuppressWarnings("UnusedVariable") // it is looked for where a command has failed
  private boolean debug;

  /**
   * The command.
   *
   * @param console its streams
   */
  public TopCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (allNamespaces && cluster.hasNamespace()) {
      throw new ParameterException(
          spec.commandLine(), "--namespace and --all-namespaces do not go together");
    }
    try (Cluster open = Cluster.open(cluster.options());
        Sweep sweep = new Sweep(open, query(open))) {
      Sweep.Round round = sweep.read();
      show(round);
      while (watch && rest()) {
        round = sweep.read();
        show(round);
      }
      if (!round.problems().isEmpty()) {
        return ExitCode.FAILURE;
      }
      if (round.standings().isEmpty()) {
        console.error(
            "none of "
                + round.others()
                + " containers prints gctrace lines; they do with GODEBUG=gctrace=1 in their"
                + " environment");
        return ExitCode.NO_TRACE;
      }
      return ExitCode.FINE;
    }
  }

  private PodQuery query(Cluster open) {
    return new PodQuery(
        allNamespaces ? Optional.empty() : Optional.of(open.namespace()),
        Optional.ofNullable(labels),
        Optional.empty(),
        Optional.empty());
  }

  private void show(Sweep.Round round) throws IOException {
    if (format == ReportFormat.JSON) {
      new RoundJson().write(round, console.out());
    } else {
      boolean inPlace = watch && console.screen().isDrawable();
      console.text().append(inPlace ? CLEAR : "");
      for (String line : lines(round)) {
        console.text().append(line).append('\n');
      }
      console.text().append(watch && !inPlace ? "\n" : "");
      console.text().flush();
    }
    console.out().flush();
    problems(round.problems());
  }

  private List<String> lines(Sweep.Round round) {
    Style style = Style.of(console.screen());
    List<String> lines = new ArrayList<>(new Table(style, Instant.now()).lines(round.standings()));
    for (Standing standing : round.standings()) {
      for (Trap trap : standing.facts().traps()) {
        lines.add(style.shown(standing.name() + ": " + trap.sentence() + "; " + trap.advice()));
      }
    }
    return lines;
  }

  private void problems(List<String> problems) {
    problems.stream().limit(MAX_PROBLEMS).forEach(console::error);
    if (problems.size() > MAX_PROBLEMS) {
      console.error("and " + (problems.size() - MAX_PROBLEMS) + " more that cannot be read");
    }
  }

  private static boolean rest() {
    try {
      Thread.sleep(ROUND_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
