package dev.gctrace.cli.completion;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The completion for fish: a line for each command and each option. */
final class FishCompletion {

  private FishCompletion() {}

  static String of(CommandSpec gctrace) {
    StringBuilder script = new StringBuilder("# fish completion for gctrace\n");
    for (CommandLine command : gctrace.subcommands().values()) {
      CommandSpec spec = command.getCommandSpec();
      script
          .append("complete -c gctrace -n __fish_use_subcommand -a ")
          .append(spec.name())
          .append(" -d ")
          .append(quoted(first(spec.usageMessage().header())))
          .append('\n');
      for (OptionSpec option : spec.options()) {
        script
            .append("complete -c gctrace -n '__fish_seen_subcommand_from ")
            .append(spec.name())
            .append("'");
        option(script, option);
      }
    }
    return script.toString();
  }

  private static void option(StringBuilder script, OptionSpec option) {
    for (String name : option.names()) {
      script.append(
          name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
    }
    script
        .append(option.arity().max() > 0 ? " -r" : "")
        .append(" -d ")
        .append(quoted(first(option.description())))
        .append('\n');
  }

  private static String first(String[] lines) {
    return lines.length == 0 ? "" : lines[0];
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
