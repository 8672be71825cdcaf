package dev.gctrace.cli.top;

import dev.gctrace.cli.cluster.ClusterArguments;
import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.console.Style;
import dev.gctrace.cli.console.Tty;
import dev.gctrace.cli.options.ExitCode;
import dev.gctrace.cli.options.ReportFormat;
import dev.gctrace.cli.options.RunOptions;
import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.PodQuery;
import dev.gctrace.kubernetes.Target;
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
import picocli.CommandLine.Parameters;
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
      "POD is a pod, or deploy/NAME, sts/NAME … for the pods of it; all pods without.",
      "Sizes are MiB. NOW is what the Metrics API tells, NEXT the next heap goal, IN",
      "the time to the limit; a ~ stands before a GOGC that was inferred. Containers",
      "count that set GODEBUG=gctrace=1 or have a gctrace line among the last of",
      "their log.",
      "",
      "Examples:",
      "  gctrace top -n prod",
      "  gctrace top -n prod deploy/api sts/db",
      "  gctrace top -A --watch",
      "  gctrace top -n prod -l app=orders --format json | jq .containers[0]",
      "",
      "Exit codes: 0 fine, 1 failure: a log cannot be read, 2 usage, 3 the severity of",
      "--fail-on reached, 4 no container prints gctrace lines."
    })
public final class TopCommand implements Callable<Integer> {

  /** Problems that are told one by one. */
  private static final int MAX_PROBLEMS = 20;

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "POD",
      description = "Only these pods, or the pods of deploy/NAME, sts/NAME …")
  private List<String> names = List.of();

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
      names = "--field-selector",
      paramLabel = "FIELDS",
      description = "Only pods with these fields: spec.nodeName=node-a.")
  private String fields;

  @Option(
      names = {"-w", "--watch"},
      description = {
        "Read again when a pod changes, and every 10 s; in place on a terminal. Until q or Ctrl-C."
      })
  private boolean watch;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = ReportFormat.Converter.class,
      description = "text (the default) or json: one object a round.")
  private ReportFormat format = ReportFormat.TEXT;

  @Mixin private RunOptions options = new RunOptions();

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
    List<Target> targets = targets();
    try (Cluster open = Cluster.open(cluster.options())) {
      PodQuery query = query(open, targets);
      try (Pods pods = watch ? new WatchedPods(open, query) : Pods.listed(open, query);
          Sweep sweep = new Sweep(open, pods, query)) {
        return exitCode(watch ? watched(open, sweep, pods) : shown(sweep.read()));
      }
    }
  }

  private Sweep.Round watched(Cluster open, Sweep sweep, Pods pods) throws IOException {
    Watch rounds = new Watch(console, sweep, pods, this::hasFailed);
    Optional<Tty> tty = format == ReportFormat.TEXT ? rounds.tty() : Optional.empty();
    if (tty.isEmpty()) {
      return rounds.inTurn(this::show);
    }
    Sweep.Round last =
        rounds.inPlace(tty.get(), allNamespaces ? "all namespaces" : open.namespace());
    return shown(last);
  }

  private boolean hasFailed(Sweep.Round round) {
    return round.standings().stream().anyMatch(one -> options.failsOn(one.severity()));
  }

  private int exitCode(Sweep.Round round) {
    if (hasFailed(round)) {
      return ExitCode.SEVERITY_REACHED;
    }
    if (!round.problems().isEmpty()) {
      return ExitCode.FAILURE;
    }
    if (round.standings().isEmpty()) {
      console.error(
          round.others() == 0
              ? "no pod was found: is it the right namespace (-n, -A), the right label (-l)?"
              : "none of "
                  + round.others()
                  + " containers prints gctrace lines; they do with GODEBUG=gctrace=1 in their"
                  + " environment");
      return ExitCode.NO_TRACE;
    }
    return ExitCode.FINE;
  }

  private List<Target> targets() {
    try {
      return names.stream().map(Target::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private PodQuery query(Cluster open, List<Target> targets) {
    return new PodQuery(
        allNamespaces ? Optional.empty() : Optional.of(open.namespace()),
        Optional.ofNullable(labels),
        Optional.ofNullable(fields),
        targets);
  }

  private Sweep.Round shown(Sweep.Round round) throws IOException {
    show(round);
    return round;
  }

  private void show(Sweep.Round round) throws IOException {
    if (format == ReportFormat.JSON) {
      new RoundJson().write(round, console.out());
    } else {
      for (String line : lines(round)) {
        console.text().append(line).append('\n');
      }
      console.text().append(watch ? "\n" : "");
      console.text().flush();
    }
    console.out().flush();
    problems(round.problems());
    if (!options.quiet()) {
      round.notes().forEach(console::note);
    }
  }

  private List<String> lines(Sweep.Round round) {
    Style style = Style.of(console.screen());
    List<String> lines = new ArrayList<>(new Table(style, Instant.now()).lines(round.standings()));
    if (options.quiet()) {
      return lines;
    }
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
}
