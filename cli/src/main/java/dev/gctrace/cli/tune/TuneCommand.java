package dev.gctrace.cli.tune;

import dev.gctrace.cli.analysis.Analysis;
import dev.gctrace.cli.analysis.ContainerFilter;
import dev.gctrace.cli.analysis.ContainerTrace;
import dev.gctrace.cli.analysis.Measurement;
import dev.gctrace.cli.analysis.Measurements;
import dev.gctrace.cli.cluster.ClusterArguments;
import dev.gctrace.cli.cluster.ContainerText;
import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.console.Style;
import dev.gctrace.cli.options.ExitCode;
import dev.gctrace.cli.options.MemoryNow;
import dev.gctrace.cli.options.ReportFormat;
import dev.gctrace.cli.options.RunOptions;
import dev.gctrace.cli.report.ReadLogs;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.ClusterProblem;
import dev.gctrace.kubernetes.MemoryUse;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.ContainerFacts.State;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code gctrace tune}. */
@Command(
    name = "tune",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    sortOptions = false,
    header = "What a program would do under other settings, and which to take.",
    footer = {
      "",
      "VALUES are one or more, with commas, the option repeated, or as a range",
      "FROM..TO/STEP. Every combination is a row of the table; without values the",
      "usual ones are tried.",
      "",
      "A name that is no file and has neither a dot nor a slash is a pod; so is pod/NAME,",
      "deploy/NAME and their like, and any one name with a cluster's option. Limit, GOGC",
      "and GOMEMLIMIT are then read from the pod, and so are the logs of its present run",
      "and of the run before. The patch is printed, never applied.",
      "",
      "Examples:",
      "  gctrace tune deploy/orders -n prod",
      "  kubectl logs my-pod --previous | gctrace tune --limit 400Mi",
      "  gctrace tune --limit 400Mi,512Mi,1Gi --gomemlimit off,90%% app.log",
      "  gctrace tune --limit 1Gi --gogc 50..200/50 --gomemlimit off app.log",
      "  gctrace tune --limit 400Mi --format json app.log |",
      "      jq -r '.containers[0].recommendation.patch' >patch.yaml",
      "",
      "Exit codes: 0 fine, 1 failure, 2 usage, 3 the severity of --fail-on reached,",
      "4 no gctrace line in the input."
    })
public final class TuneCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE|POD",
      description = {
        "Logs, packed with gzip or zstd or not; directories such as /var/log/pods; patterns."
            + " - is standard input, the default. Or a pod, deploy/NAME, sts/NAME …"
      })
  private List<String> names = List.of();

  @Option(
      names = "--limit",
      paramLabel = "VALUES",
      description = {
        "Memory limits of the container: 400Mi,1Gi. The first is the present one, but for a"
            + " pod that has one."
      })
  private List<String> limits = List.of();

  @Option(
      names = "--gogc",
      paramLabel = "VALUES",
      description = "Values of GOGC to try: 50,100,off.")
  private List<String> gogcs = List.of();

  @Option(
      names = "--gomemlimit",
      paramLabel = "VALUES",
      description = "Values of GOMEMLIMIT to try: 360MiB,off or parts of the limit: 80%%,90%%.")
  private List<String> goMemLimits = List.of();

  @Option(
      names = {"-c", "--container"},
      paramLabel = "PATTERN",
      description = {
        "Only containers whose name, pod or namespace matches: 'orders-*'. Of a pod: the name of"
            + " the container."
      })
  private String container;

  @Option(
      names = {"-p", "--previous"},
      description = "Of a pod: the run before the present one, and that alone.")
  private boolean previous;

  @Mixin private ClusterArguments cluster = new ClusterArguments();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = ReportFormat.Converter.class,
      description = "text (the default) or json.")
  private ReportFormat format = ReportFormat.TEXT;

  @Mixin private MemoryNow memoryNow = new MemoryNow();

  @Mixin private RunOptions options = new RunOptions();

  /**
   * The command.
   *
   * @param console its streams
   */
  public TuneCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Asked asked = asked();
    if (names.isEmpty() && console.screen().inputIsTerminal()) {
      throw misuse(
          "nothing to read: name a FILE or a POD, or pipe a log in: kubectl logs POD | gctrace"
              + " tune");
    }
    boolean clusterIsMeant = cluster.isGiven() || previous;
    if (clusterIsMeant && names.size() != 1) {
      throw misuse("with -n, --context, --kubeconfig or --previous: name one POD");
    }
    return clusterIsMeant || PodName.isMeant(names) ? tunePod(asked) : tuneFiles(asked);
  }

  private int tuneFiles(Asked asked) throws IOException {
    ContainerFilter filter =
        container == null ? ContainerFilter.ALL : new ContainerFilter(container);
    MemorySettings known = asked.known(MemorySettings.NONE);
    Workloads workloads = new Workloads();
    Measurements measurements = new Measurements();
    Analysis analysis = new Analysis(() -> known, measurements, filter, workloads).withoutDrawing();
    ReadLogs logs = ReadLogs.of(names, analysis, console);
    memoryNow.settle(analysis, measurements).ifPresent(console::note);
    return report(
        tuned(
            analysis, workloads, asked, known, found -> PatchTarget.ofLog(found.who().container())),
        workloads,
        logs,
        filter);
  }

  private int tunePod(Asked asked) throws IOException {
    try (Cluster open = Cluster.open(cluster.options())) {
      ContainerFacts facts = choose(open);
      MemorySettings known = asked.known(facts.settings());
      Optional<MemoryUse> use = open.memoryInUse(facts.who(), console::note);
      if (format == ReportFormat.TEXT && !options.quiet()) {
        Style style = Style.of(console.screen());
        OptionalLong bytes =
            use.map(one -> OptionalLong.of(one.bytes())).orElse(OptionalLong.empty());
        for (String line : ContainerText.lines(facts, bytes)) {
          console.text().append(style.shown(line)).append('\n');
        }
        console.text().append('\n');
      }
      Workloads workloads = new Workloads();
      Measurements measurements = new Measurements();
      Analysis analysis =
          new Analysis(() -> known, measurements, ContainerFilter.ALL, workloads).withoutDrawing();
      if (!previous && !memoryNow.isGiven() && facts.run().state() == State.RUNNING) {
        use.map(one -> new Measurement(one.bytes(), one.at())).ifPresent(measurements::put);
      }
      PodInput input = new PodInput(open, facts);
      ReadLogs logs = input.read(previous, analysis, console);
      analysis.settle();
      memoryNow.settle(analysis, measurements).ifPresent(console::note);
      return report(
          tuned(analysis, workloads, asked, known, found -> input.target(cluster)),
          workloads,
          logs,
          ContainerFilter.ALL);
    } catch (ClusterProblem e) {
      throw PodName.isSure(names.get(0)) || cluster.isGiven()
          ? e
          : PodName.neither(names.get(0), e);
    }
  }

  private ContainerFacts choose(Cluster open) throws ClusterProblem {
    try {
      return open.container(names.get(0), Optional.ofNullable(container), console::note);
    } catch (IllegalArgumentException e) {
      throw misuse(e.getMessage());
    } catch (ClusterProblem e) {
      if (e.kind() == ClusterProblem.Kind.AMBIGUOUS) {
        throw misuse(e.getMessage());
      }
      throw e;
    }
  }

  private static List<Tuned> tuned(
      Analysis analysis,
      Workloads workloads,
      Asked asked,
      MemorySettings known,
      Function<ContainerTrace, PatchTarget> target) {
    return analysis.containers().stream()
        .filter(found -> !found.processes().isEmpty())
        .map(found -> Tuned.of(found, workloads, asked, known, target.apply(found)))
        .toList();
  }

  private int report(List<Tuned> tuned, Workloads workloads, ReadLogs logs, ContainerFilter filter)
      throws IOException {
    logs.problems().forEach(console::error);
    write(tuned, logs);
    if (!options.quiet()) {
      logs.reading().notes().forEach(console::note);
      if (workloads.letGo() > 0) {
        console.note(
            "more than "
                + Workloads.MOST
                + " processes: "
                + workloads.letGo()
                + " of the shorter ones are left out; --container chooses");
      }
    }
    return exitCode(tuned, logs, filter);
  }

  private int exitCode(List<Tuned> tuned, ReadLogs logs, ContainerFilter filter) {
    if (tuned.stream().anyMatch(one -> options.failsOn(one.severity()))) {
      return ExitCode.SEVERITY_REACHED;
    }
    if (!logs.problems().isEmpty()) {
      return ExitCode.FAILURE;
    }
    if (tuned.isEmpty()) {
      logs.sayNothingFound(console, filter, !options.quiet());
      return ExitCode.NO_TRACE;
    }
    if (tuned.stream().allMatch(one -> one.workload().isEmpty())) {
      console.error("too few collections to simulate the program: a longer log is needed");
      return ExitCode.FAILURE;
    }
    return ExitCode.FINE;
  }

  private void write(List<Tuned> tuned, ReadLogs logs) throws IOException {
    if (format == ReportFormat.JSON) {
      TuneJson.write(tuned, logs.reading().intake(), console.out());
      return;
    }
    Style style = Style.of(console.screen());
    for (Tuned one : tuned) {
      for (String line : TuneText.of(one, options.quiet(), style)) {
        console.text().append(line.stripTrailing()).append('\n');
      }
    }
    console.text().flush();
  }

  private Asked asked() {
    Asked asked =
        new Asked(
            values("--limit", limits, Values::size),
            values("--gogc", gogcs, Values::gogc),
            values("--gomemlimit", goMemLimits, Values::goMemLimit));
    if (asked.size() > Asked.MOST) {
      throw misuse("that makes " + asked.size() + " combinations; " + Asked.MOST + " are the most");
    }
    if (asked.limits().isEmpty()
        && !cluster.isGiven()
        && !PodName.isMeant(names)
        && asked.goMemLimits().stream().anyMatch(value -> value < 0)) {
      throw misuse("--gomemlimit in percent is a part of the limit: give --limit too");
    }
    return asked;
  }

  private List<Double> values(String option, List<String> given, Function<String, Double> one) {
    try {
      return Values.of(given, one);
    } catch (TypeConversionException e) {
      throw misuse(option + ": " + e.getMessage());
    }
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
