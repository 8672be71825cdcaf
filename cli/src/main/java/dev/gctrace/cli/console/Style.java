package dev.gctrace.cli.console;

import dev.gctrace.core.forecast.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * How text looks.
 *
 * @param columns width to write for
 * @param unicode whether more than ASCII may be written
 * @param colour whether ANSI colours may be
 */
public record Style(int columns, boolean unicode, boolean colour) {

  private static final String RESET = "\u001b[0m";

  /**
   * The style for a screen.
   *
   * @param screen what is known of the terminal
   * @return what it can show
   */
  public static Style of(Screen screen) {
    return new Style(screen.columns(), screen.unicode(), screen.colour());
  }

  /**
   * The style for a screen whose width was measured.
   *
   * @param screen what is known of the terminal
   * @param columns its width; 0 when it is not known
   * @return what it can show
   */
  public static Style of(Screen screen, int columns) {
    return new Style(columns == 0 ? screen.columns() : columns, screen.unicode(), screen.colour());
  }

  /**
   * Text in the colour of a severity.
   *
   * @param severity gives the colour
   * @param text what is painted
   * @return the text, plain where there is no colour
   */
  public String severity(Severity severity, String text) {
    return switch (severity) {
      case CRITICAL -> painted("1;31", text);
      case WARNING -> painted("1;33", text);
      case OK -> painted("32", text);
      case UNKNOWN -> painted("36", text);
    };
  }

  /**
   * Text that matters.
   *
   * @param text what is painted
   * @return the text, plain where there is no colour
   */
  public String strong(String text) {
    return painted("1", text);
  }

  /**
   * Text that matters less.
   *
   * @param text what is painted
   * @return the text, plain where there is no colour
   */
  public String faint(String text) {
    return painted("2", text);
  }

  /**
   * The name of a severity.
   *
   * @param severity the severity
   * @return as {@code critical}
   */
  public static String name(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }

  /**
   * The text as it may be shown: harmless, and in ASCII where nothing else can be shown.
   *
   * @param text any text
   * @return one line
   */
  public String shown(String text) {
    String safe = Printable.of(text);
    if (unicode || StandardCharsets.US_ASCII.newEncoder().canEncode(safe)) {
      return safe;
    }
    StringBuilder ascii = new StringBuilder(safe.length());
    safe.codePoints().forEach(c -> ascii.append(inAscii(c)));
    return ascii.toString();
  }

  /**
   * The text as it may be shown; what is too much is left out behind its begin.
   *
   * @param text any text
   * @param length the most characters
   * @return one line
   */
  public String shortened(String text, int length) {
    String shown = shown(text);
    if (shown.length() <= length) {
      return shown;
    }
    String gap = unicode ? "…" : "..";
    // What tells names apart is mostly at their end.
    int head = (length - gap.length()) / 4;
    int tail = length - gap.length() - head;
    return shown.substring(0, head) + gap + shown.substring(shown.length() - tail);
  }

  private String painted(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + RESET : text;
  }

  private static String inAscii(int codePoint) {
    if (codePoint < 0x80) {
      return Character.toString(codePoint);
    }
    return switch (codePoint) {
      case '→' -> "->";
      case '–', '−', '·', '—' -> "-";
      case '×' -> "x";
      case '≤' -> "<=";
      case '≥' -> ">=";
      case '…' -> "...";
      case '’', '‘' -> "'";
      case '“', '”' -> "\"";
      case '\u00a0', '\u202f' -> " ";
      default -> "?";
    };
  }
}
