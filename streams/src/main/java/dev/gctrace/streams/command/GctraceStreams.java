package dev.gctrace.streams.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand. */
@Command(
    name = "gctrace-streams",
    mixinStandardHelpOptions = true,
    versionProvider = GctraceStreams.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpWidth = 80,
    header = "Forecasts OOMKills from a Kafka topic of pod logs, for a whole fleet.",
    subcommands = {
      RunCommand.class,
      NotifyCommand.class,
      CollectCommand.class,
      DemoCommand.class,
      InitTopicsCommand.class,
      TopologyCommand.class
    },
    footer = {
      "",
      "Settings come from --config, then from the environment (GCTRACE_LIMIT,",
      "KAFKA_BOOTSTRAP_SERVERS), then from options; the later one counts.",
      "",
      "Exit codes: 0 fine, 1 failure, 2 usage."
    })
public final class GctraceStreams implements Runnable {

  @Spec private CommandSpec spec;

  /** Exit code of a command that failed. */
  static final int FAILURE = 1;

  /** The command line with its subcommands; what goes wrong is one line on standard error. */
  public static CommandLine commandLine() {
    return new CommandLine(new GctraceStreams())
        .setUsageHelpAutoWidth(false)
        .setParameterExceptionHandler(
            (problem, args) -> {
              CommandLine command = problem.getCommandLine();
              String message = String.valueOf(problem.getMessage()).lines().findFirst().orElse("");
              command.getErr().println("gctrace-streams: " + message);
              command
                  .getErr()
                  .println("See " + command.getCommandSpec().qualifiedName() + " --help.");
              return CommandLine.ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (problem, command, parsed) -> {
              command.getErr().println("gctrace-streams: " + Failures.sentence(problem));
              return FAILURE;
            });
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(),
        "a command is missing: run, notify, collect, demo, init-topics or topology");
  }

  /** Tells the version of the jar and of the JVM that runs it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = GctraceStreams.class.getPackage().getImplementationVersion();
      return new String[] {
        "gctrace-streams " + (version == null ? "(unpackaged)" : version),
        "Java " + Runtime.version() + " (" + System.getProperty("java.vm.vendor") + ")"
      };
    }
  }
}
