package dev.gctrace.cli.pod;

import dev.gctrace.cli.cluster.ClusterArguments;
import dev.gctrace.cli.cluster.ContainerLog;
import dev.gctrace.cli.cluster.ContainerText;
import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.console.Style;
import dev.gctrace.cli.options.ChartConverter;
import dev.gctrace.cli.options.CommonOptions;
import dev.gctrace.cli.options.ExitCode;
import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.ClusterProblem;
import dev.gctrace.kubernetes.MemoryUse;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.profile.ProfileStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

/** {@code gctrace pod}. */
@Command(
    name = "pod",
    header = "Reports on a pod's container, or follows it, as the cluster tells.",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    sortOptions = false,
    footer = {
      "",
      "Limit, GOGC and GOMEMLIMIT are read from the pod; the options stand above that.",
      "With --previous the report is a post-mortem of the run before.",
      "",
      "Examples:",
      "  gctrace pod orders-7d9f6c5b8-abcde",
      "  gctrace pod deploy/orders -n prod --follow --capture ./profiles",
      "  gctrace pod orders-7d9f6c5b8-abcde -c app --previous --chart killed.png",
      "",
      "Exit codes: 0 fine, 1 failure, 2 usage, 3 the severity of --fail-on reached,",
      "4 no gctrace line in the log."
    })
public final class PodCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "POD",
      description = "A pod, or deploy/NAME, sts/NAME …: the pod of it that runs longest.")
  private String pod;

  @Option(
      names = {"-c", "--container"},
      paramLabel = "NAME",
      description = "The container, where the pod has several.")
  private String container;

  @Option(
      names = {"-p", "--previous"},
      description = "The run before the present one.")
  private boolean previous;

  @Option(
      names = {"-f", "--follow"},
      description = "Follow the log, over restarts.")
  private boolean follow;

  @Mixin private ClusterArguments cluster;
  @Mixin private CommonOptions options;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      converter = FormatConverter.class,
      description = "text (the default); json; with --follow ndjson.")
  private Format format = Format.TEXT;

  @Option(
      names = "--chart",
      paramLabel = "FILE",
      converter = ChartConverter.class,
      description = "Also draw a chart: FILE.png or FILE.svg.")
  private Path chart;

  @Mixin private CaptureOptions capture;

  /**
   * The command.
   *
   * @param console its streams
   */
  public PodCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    requireSense();
    options.tellNotes(console);
    try (Cluster open = Cluster.open(cluster.options())) {
      ContainerFacts facts = choose(open);
      options.known(facts.settings());
      if (capture.isWantedNow()) {
        return captureNow(open, facts);
      }
      Optional<MemoryUse> use = open.memoryInUse(facts.who(), console::note);
      tell(ContainerText.lines(facts, bytes(use)));
      return follow
          ? new PodFollowing(console, options, format == Format.NDJSON, capture).follow(open, facts)
          : new PodReport(console, options, format == Format.JSON, chart)
              .report(open, facts, use, previous);
    }
  }

  /** Takes a profile, with the forecast of the last collection in the log beside it. */
  private int captureNow(Cluster open, ContainerFacts facts) throws IOException {
    ProfileStore store = capture.store();
    ContainerLog log = new ContainerLog(facts);
    log.read(open, facts, Optional.empty());
    String saved =
        SavedProfile.save(open.heapProfile(facts, capture.port()), facts.who(), log.last(), store);
    console.text().append(Style.of(console.screen()).shown(saved)).append('\n');
    console.text().flush();
    return ExitCode.FINE;
  }

  private static OptionalLong bytes(Optional<MemoryUse> use) {
    return use.map(one -> OptionalLong.of(one.bytes())).orElse(OptionalLong.empty());
  }

  private void requireSense() {
    String wrong = capture.misuse(follow);
    if (wrong != null) {
      throw misuse(wrong);
    }
    if (follow && previous) {
      throw misuse("--previous has ended: there is nothing to --follow");
    }
    if (follow && (chart != null || format == Format.JSON)) {
      throw misuse("with --follow there is no " + (chart != null ? "--chart" : "--format json"));
    }
    if (!follow && format == Format.NDJSON) {
      throw misuse("--format ndjson is for --follow");
    }
  }

  private ContainerFacts choose(Cluster open) throws ClusterProblem {
    try {
      return open.container(pod, Optional.ofNullable(container), console::note);
    } catch (IllegalArgumentException e) {
      throw misuse(e.getMessage());
    } catch (ClusterProblem e) {
      if (e.kind() == ClusterProblem.Kind.AMBIGUOUS) {
        throw misuse(e.getMessage());
      }
      throw e;
    }
  }

  /** Beside a report for people what is known stands above it; beside data on standard error. */
  private void tell(List<String> lines) throws IOException {
    if (options.quiet()) {
      return;
    }
    if (format != Format.TEXT) {
      lines.forEach(console::note);
      return;
    }
    Style style = Style.of(console.screen());
    for (String line : lines) {
      console.text().append(style.shown(line)).append('\n');
    }
    console.text().append('\n');
    console.text().flush();
    console.out().flush();
  }

  private ParameterException misuse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private enum Format {
    TEXT,
    JSON,
    NDJSON
  }

  private static final class FormatConverter implements ITypeConverter<Format> {
    @Override
    public Format convert(String text) {
      return switch (text) {
        case "text" -> Format.TEXT;
        case "json" -> Format.JSON;
        case "ndjson" -> Format.NDJSON;
        default ->
            throw new TypeConversionException(
                "'" + text + "' is not a format; write text, json or ndjson");
      };
    }
  }
}
