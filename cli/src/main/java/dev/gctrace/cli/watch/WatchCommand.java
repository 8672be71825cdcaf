package dev.gctrace.cli.watch;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gctrace.cli.analysis.Analysis;
import dev.gctrace.cli.analysis.ContainerFilter;
import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.input.LogFeed;
import dev.gctrace.cli.input.LogFinder;
import dev.gctrace.cli.input.LogSource;
import dev.gctrace.cli.options.CommonOptions;
import dev.gctrace.cli.options.ExitCode;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.CycleJson;
import dev.gctrace.logs.TraceReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gctrace watch}. */
@Command(
    name = "watch",
    header = "Follows a log and tells each collection as it comes.",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  kubectl logs -f my-pod | gctrace watch --limit 400Mi",
      "",
      "Exit codes: 0 fine, 1 failure, 2 usage, 3 the severity of --fail-on reached,",
      "4 no gctrace line in the input."
    })
public final class WatchCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      description = "Log to follow; - is standard input, the default.")
  private String file = "-";

  @Mixin private CommonOptions options;

  @Option(names = "--format", paramLabel = "FORMAT", description = "ndjson.")
  private String format = "ndjson";

  /** The command on the given streams. */
  public WatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    options.tellNotes(console);
    JsonGenerator json =
        new JsonFactoryBuilder().rootValueSeparator("").build().createGenerator(console.out());
    Analysis analysis =
        new Analysis(
            options.settings(), ContainerFilter.ALL, (process, cycle) -> write(json, cycle));
    for (LogSource source : LogFinder.find(List.of(file)).sources()) {
      TraceReader reader = new TraceReader(analysis.input(source.name(), source.who()));
      new LogFeed(console.in(), console::error, bytes -> {}).read(source, reader);
      reader.end();
      return reader.counts().gcLines() == 0 ? ExitCode.NO_TRACE : ExitCode.FINE;
    }
    return ExitCode.FAILURE;
  }

  private static void write(JsonGenerator json, Cycle cycle) {
    try {
      CycleJson.write(json, cycle);
      json.writeRaw('\n');
      json.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
