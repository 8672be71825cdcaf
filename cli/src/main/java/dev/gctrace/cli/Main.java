package dev.gctrace.cli;

import dev.gctrace.cli.analyze.AnalyzeCommand;
import dev.gctrace.cli.compare.CompareCommand;
import dev.gctrace.cli.completion.CompletionCommand;
import dev.gctrace.cli.console.ClosedOutputException;
import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.options.ExitCode;
import dev.gctrace.cli.pod.PodCommand;
import dev.gctrace.cli.top.TopCommand;
import dev.gctrace.cli.tune.TuneCommand;
import dev.gctrace.cli.watch.WatchCommand;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry of the command line. */
public final class Main {

  /** The commands in the order of the help. */
  private static final Map<String, Function<Console, Object>> COMMANDS = new LinkedHashMap<>();

  static {
    // A reference such as AnalyzeCommand::new would load the class at once.
    COMMANDS.put("analyze", console -> new AnalyzeCommand(console));
    COMMANDS.put("watch", console -> new WatchCommand(console));
    COMMANDS.put("tune", console -> new TuneCommand(console));
    COMMANDS.put("compare", console -> new CompareCommand(console));
    COMMANDS.put("top", console -> new TopCommand(console));
    COMMANDS.put("pod", console -> new PodCommand(console));
    COMMANDS.put("completion", console -> new CompletionCommand(console));
  }

  private Main() {}

  /**
   * Runs the command on the streams of the process and ends it with the exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    System.exit(run(args, Console.ofProcess()));
  }

  /**
   * Runs the command, none of whose streams is a terminal.
   *
   * @param args the command line
   * @param in standard input
   * @param out standard output
   * @param err standard error
   * @return the exit code, one of {@link ExitCode}
   */
  public static int run(String[] args, InputStream in, OutputStream out, OutputStream err) {
    return run(args, Console.of(in, out, err));
  }

  /**
   * Runs the command.
   *
   * @param args the command line
   * @param console its streams
   * @return the exit code, one of {@link ExitCode}
   */
  public static int run(String[] args, Console console) {
    int code = execute(args, console);
    try {
      console.out().flush();
    } catch (ClosedOutputException e) {
      return code;
    } catch (IOException e) {
      // A command that has failed for the same reason has said so.
      if (code != ExitCode.FAILURE) {
        console.error(e.getMessage());
      }
      return ExitCode.FAILURE;
    }
    return code;
  }

  private static int execute(String[] args, Console console) {
    try {
      return commandLine(console, args).execute(args);
    } catch (OutOfMemoryError e) {
      console.error(
          "out of memory: choose some of the containers with --container, or give it more than "
              + (Runtime.getRuntime().maxMemory() >> 20)
              + " MiB: GCTRACE_JAVA_OPTS=-Xmx1g");
      return ExitCode.FAILURE;
    }
  }

  private static CommandLine commandLine(Console console, String[] asked) {
    CommandLine gctrace = new CommandLine(new Gctrace());
    COMMANDS.forEach(
        (name, command) -> {
          if (mayBeAskedFor(name, asked)) {
            gctrace.addSubcommand(name, command.apply(console));
          }
        });
    return gctrace
        .setOut(new PrintWriter(console.text(), false))
        .setErr(new PrintWriter(console.err(), true, StandardCharsets.UTF_8))
        .setColorScheme(
            Help.defaultColorScheme(console.screen().colour() ? Help.Ansi.ON : Help.Ansi.OFF))
        .setUsageHelpAutoWidth(false)
        .setParameterExceptionHandler((problem, args) -> misuse(console, problem))
        .setExecutionExceptionHandler(
            (problem, command, parsed) ->
                failure(console, problem, parsed.originalArgs().contains("--debug")));
  }

  /**
   * Whether the command line is about a command, or about all of them. Reading the annotations of
   * one takes longer than reading a short log.
   */
  private static boolean mayBeAskedFor(String name, String[] args) {
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      return false;
    }
    return args.length == 0
        || !COMMANDS.containsKey(args[0])
        || args[0].equals(name)
        || args[0].equals("completion");
  }

  private static int misuse(Console console, ParameterException problem) {
    String command = problem.getCommandLine().getCommandSpec().qualifiedName();
    console.error(reason(problem));
    console.tell("See " + command + " --help.");
    return ExitCode.USAGE;
  }

  private static String reason(ParameterException problem) {
    if (problem.getCause() instanceof TypeConversionException wrong) {
      String name =
          problem.getArgSpec().isOption()
              ? ((CommandLine.Model.OptionSpec) problem.getArgSpec()).longestName() + ": "
              : "";
      return name + wrong.getMessage();
    }
    if (problem instanceof UnmatchedArgumentException unmatched) {
      String argument = unmatched.getUnmatched().get(0);
      return (unmatched.isUnknownOption() ? "there is no option " : "not expected here: ")
          + argument;
    }
    String message = problem.getMessage();
    int line = message.indexOf('\n');
    return line < 0 ? message : message.substring(0, line).strip();
  }

  private static int failure(Console console, Exception problem, boolean debug) {
    Exception cause = problem instanceof UncheckedIOException told ? told.getCause() : problem;
    if (cause instanceof ClosedOutputException) {
      return ExitCode.FINE;
    }
    if (debug) {
      StringWriter trace = new StringWriter();
      problem.printStackTrace(new PrintWriter(trace));
      console.tell(trace.toString().replace("\t", "    ").stripTrailing());
    }
    if (problem instanceof IOException || problem instanceof UncheckedIOException) {
      console.error(problem.getMessage());
    } else {
      console.error(
          "a mistake of gctrace itself: "
              + problem
              + (debug ? "" : "; --debug shows where it happened"));
    }
    return ExitCode.FAILURE;
  }
}
