package dev.gctrace.streams.command;

import dev.gctrace.streams.topology.GctraceTopology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.kafka.streams.TopologyDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gctrace-streams topology}. */
@Command(
    name = "topology",
    header = "Shows the nodes, stores and topics of the topology.",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    sortOptions = false)
final class TopologyCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Draw it into a file instead of printing it.")
  private Path svg;

  @Override
  public Integer call() throws IOException {
    TopologyDescription topology = GctraceTopology.of(options.settings()).describe();
    if (svg == null) {
      spec.commandLine().getOut().print(topology);
      spec.commandLine().getOut().flush();
    } else {
      Files.writeString(svg, TopologyPicture.svg(topology));
    }
    return 0;
  }
}
