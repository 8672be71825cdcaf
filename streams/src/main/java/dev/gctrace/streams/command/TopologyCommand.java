package dev.gctrace.streams.command;

import dev.gctrace.streams.topology.GctraceTopology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gctrace-streams topology}. */
@Command(
    name = "topology",
    header = "Shows the nodes, stores and topics of the topology.",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    sortOptions = false)
final class TopologyCommand implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Override
  public void run() {
    spec.commandLine().getOut().print(GctraceTopology.of(options.settings()).describe());
    spec.commandLine().getOut().flush();
  }
}
