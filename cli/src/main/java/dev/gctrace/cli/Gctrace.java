package dev.gctrace.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand. */
@Command(
    name = "gctrace",
    mixinStandardHelpOptions = true,
    versionProvider = Gctrace.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    usageHelpWidth = 80,
    header =
        "Tells from the GODEBUG=gctrace=1 lines of a Go program whether, when and why"
            + " its container will be OOMKilled, and what to set instead.",
    footer = {
      "",
      "Examples:",
      "  kubectl logs my-pod --previous | gctrace analyze --limit 400Mi",
      "  kubectl logs -f my-pod | gctrace watch --limit 400Mi",
      "  kubectl logs my-pod --previous | gctrace tune --limit 400Mi",
      "  gctrace compare --limit 400Mi before.log after.log",
      "  gctrace top -n prod",
      "  gctrace pod my-pod --follow",
      "",
      "Exit codes:",
      "  0  fine",
      "  1  failure: an input cannot be read, an output cannot be written",
      "  2  the command line is wrong",
      "  3  the severity of --fail-on was reached",
      "  4  no gctrace line in the input"
    })
final class Gctrace implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing: analyze, watch, tune, compare, top or pod");
  }

  /** Tells the version of the jar and of the JVM that runs it. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Gctrace.class.getPackage().getImplementationVersion();
      return new String[] {
        "gctrace " + (version == null ? "(unpackaged)" : version),
        "Java "
            + System.getProperty("java.runtime.version")
            + " ("
            + System.getProperty("java.vm.vendor")
            + ")"
      };
    }
  }
}
