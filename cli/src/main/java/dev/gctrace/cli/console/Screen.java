package dev.gctrace.cli.console;

import java.util.Locale;
import java.util.Map;

/**
 * What is known of the terminal.
 *
 * @param inputIsTerminal whether somebody types the standard input
 * @param outputIsTerminal whether somebody reads the standard output
 * @param errorIsTerminal whether somebody reads the standard error
 * @param environment environment variables, of which {@code COLUMNS}, {@code LC_ALL}, {@code
 *     LC_CTYPE}, {@code LANG}, {@code NO_COLOR} and {@code TERM} matter
 */
public record Screen(
    boolean inputIsTerminal,
    boolean outputIsTerminal,
    boolean errorIsTerminal,
    Map<String, String> environment) {

  /** No terminal at all. */
  public static final Screen NONE = new Screen(false, false, false, Map.of());

  private static final int DEFAULT_COLUMNS = 80;
  private static final int MIN_COLUMNS = 40;
  private static final int MAX_COLUMNS = 400;

  /**
   * Copies the environment.
   *
   * @param inputIsTerminal see the record
   * @param outputIsTerminal see the record
   * @param errorIsTerminal see the record
   * @param environment see the record
   */
  public Screen {
    environment = Map.copyOf(environment);
  }

  static Screen ofProcess() {
    return new Screen(
        FileDescriptors.isTerminal(0),
        FileDescriptors.isTerminal(1),
        FileDescriptors.isTerminal(2),
        System.getenv());
  }

  /**
   * Whether to write colours on the standard output: see no-color.org.
   *
   * @return false when there is no terminal or NO_COLOR is set
   */
  public boolean colour() {
    return isDrawable() && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  /**
   * Whether the standard output is a terminal on which a cursor can be moved.
   *
   * @return false when there is no terminal or it is a dumb one
   */
  public boolean isDrawable() {
    return outputIsTerminal && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  /**
   * Whether the user's locale can show more than ASCII.
   *
   * @return whether it is one in UTF-8
   */
  public boolean unicode() {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String locale = environment.getOrDefault(name, "");
      if (!locale.isEmpty()) {
        String upper = locale.toUpperCase(Locale.ROOT);
        return upper.contains("UTF-8") || upper.contains("UTF8");
      }
    }
    return false;
  }

  /**
   * Width in characters.
   *
   * @return between 40 and 400: the terminal's; 80 where there is none
   */
  public int columns() {
    int columns = number(environment.get("COLUMNS"));
    if (columns == 0 && outputIsTerminal) {
      columns = TerminalSize.read().columns();
    }
    return columns == 0 ? DEFAULT_COLUMNS : Math.min(MAX_COLUMNS, Math.max(MIN_COLUMNS, columns));
  }

  private static int number(String text) {
    if (text == null || !text.matches("[0-9]{1,5}")) {
      return 0;
    }
    return Integer.parseInt(text);
  }
}
