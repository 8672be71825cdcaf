package dev.gctrace.cli.console;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Size of the terminal in characters.
 *
 * @param rows height; 0 when not known
 * @param columns width; 0 when not known
 */
public record TerminalSize(int rows, int columns) {

  private static final Pattern ANSWER = Pattern.compile("(\\d{1,5}) (\\d{1,5})");

  /** Asks about the terminal that controls the process. */
  static TerminalSize read() {
    return of(Tty.stty("size").orElse(""));
  }

  /** Reads what {@code stty size} answers. */
  static TerminalSize of(String answer) {
    Matcher matcher = ANSWER.matcher(answer);
    return matcher.matches()
        ? new TerminalSize(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)))
        : new TerminalSize(0, 0);
  }
}
