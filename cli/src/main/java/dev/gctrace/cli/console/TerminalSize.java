package dev.gctrace.cli.console;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * Size of the terminal in characters.
 *
 * @param rows height; 0 when not known
 * @param columns width; 0 when not known
 */
public record TerminalSize(int rows, int columns) {

  private static final TerminalSize UNKNOWN = new TerminalSize(0, 0);

  /**
   * Asks {@code stty}, which POSIX has everywhere, about the terminal that controls the process.
   */
  public static TerminalSize read() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(stty.getInputStream().readNBytes(64), StandardCharsets.US_ASCII).strip();
      stty.waitFor(1, TimeUnit.SECONDS);
      return answer.matches("[0-9]{1,5} [0-9]{1,5}")
          ? new TerminalSize(
              Integer.parseInt(answer.substring(0, answer.indexOf(' '))),
              Integer.parseInt(answer.substring(answer.indexOf(' ') + 1)))
          : UNKNOWN;
    } catch (IOException e) {
      return UNKNOWN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return UNKNOWN;
    }
  }
}
