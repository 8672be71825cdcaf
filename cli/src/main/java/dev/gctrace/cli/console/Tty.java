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
   * Takes the terminal: keys come one by one and do not show, and Ctrl-Z is one of them, so that
   * the screen can be tidied first. Ctrl-C stays what it is.
   *
   * @return the terminal; empty when there is none
   */
  public static Optional<Tty> open() {
    try {
      InputStream keys = new FileInputStream(DEVICE);
      Optional<String> before = stty("-g");
      if (before.isPresent()) {
        Tty tty = new Tty(keys, before.get());
        if (tty.take()) {
          return Optional.of(tty);
        }
      }
      keys.close();
      return Optional.empty();
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

  /**
   * Takes the terminal again, after somebody else has had it.
   *
   * @return whether that worked
   */
  public boolean take() {
    return stty("-icanon", "-echo", "min", "1", "time", "0", "susp", "undef").isPresent();
  }

  /** Stops this process and those it shares a pipe with, as Ctrl-Z does, until they go on. */
  public void suspend() {
    run("sh", "-c", "kill -s TSTP 0");
  }

  /**
   * Makes a terminal go on that somebody has stopped with Ctrl-S, so that what waits for it ends.
   */
  public void release() {
    // Without -drain the command would wait for the terminal itself; not every system has it.
    if (stty("-drain", "-ixon").isEmpty()) {
      stty("-ixon");
    }
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
    return run(command.toArray(String[]::new));
  }

  private static Optional<String> run(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(DEVICE)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer =
          new String(process.getInputStream().readNBytes(4096), StandardCharsets.US_ASCII).strip();
      return process.waitFor() == 0 ? Optional.of(answer) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
