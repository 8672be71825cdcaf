package dev.gctrace.cli.console;

import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The terminal that controls the process, while single keys are read from it: standard input is the
 * log. Works through {@code stty}, which POSIX has everywhere.
 */
public final class Tty implements Closeable {

  private static final File DEVICE = new File("/dev/tty");

  private final InputStream keys;
  private final String before;

  private Tty(InputStream keys, String before) {
    this.keys = keys;
    this.before = before;
  }

  /**
   * Takes the terminal: keys come one by one and do not show. Ctrl-C stays what it is.
   *
   * @return the terminal; empty when there is none
   */
  public static Optional<Tty> open() {
    try {
      InputStream keys = new FileInputStream(DEVICE);
      Optional<String> before = stty("-g");
      if (before.isEmpty() || stty("-icanon", "-echo", "min", "1", "time", "0").isEmpty()) {
        keys.close();
        return Optional.empty();
      }
      return Optional.of(new Tty(keys, before.get()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * What is typed.
   *
   * @return bytes, each as it is typed
   */
  public InputStream keys() {
    return keys;
  }

  /**
   * The size now.
   *
   * @return rows and columns
   */
  public TerminalSize size() {
    return TerminalSize.read();
  }

  /** Leaves the terminal as it was. */
  @Override
  public void close() {
    // The stream is left open: closing it would wait for the thread that reads from it.
    stty(before);
  }

  /** What stty answers; empty when it fails. */
  static Optional<String> stty(String... arguments) {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(arguments));
    try {
      Process stty =
          new ProcessBuilder(command)
              .redirectInput(DEVICE)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(stty.getInputStream().readNBytes(4096), StandardCharsets.US_ASCII).strip();
      return stty.waitFor() == 0 ? Optional.of(answer) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
