package dev.gctrace.cli.console;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * The streams of the command and the screen behind them. Text goes out in UTF-8, whatever the
 * platform's encoding: the output is data for the next program.
 *
 * <p>{@link #out} and {@link #text} are one buffered stream: what was written by one has to be
 * flushed before the other is used.
 */
public final class Console {

  private final InputStream in;
  private final OutputStream out;
  private final Writer text;
  private final PrintStream err;
  private final Screen screen;

  private Console(InputStream in, OutputStream out, PrintStream err, Screen screen) {
    this.in = in;
    this.out = out;
    this.text = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    this.err = err;
    this.screen = screen;
  }

  /**
   * The streams of this process.
   *
   * @return a console; there should be one
   */
  public static Console ofProcess() {
    OutputStream out =
        new StandardOutput(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16),
            FileDescriptors.isPipe(1));
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    return new Console(System.in, out, err, Screen.ofProcess());
  }

  /**
   * Streams none of which is a terminal.
   *
   * @param in standard input
   * @param out standard output
   * @param err standard error
   * @return a console
   */
  public static Console of(InputStream in, OutputStream out, OutputStream err) {
    return of(in, out, err, Screen.NONE);
  }

  /**
   * Streams with a screen of the caller's making.
   *
   * @param in standard input
   * @param out standard output
   * @param err standard error
   * @param screen what is known of the terminal
   * @return a console
   */
  public static Console of(InputStream in, OutputStream out, OutputStream err, Screen screen) {
    return new Console(
        in,
        new StandardOutput(new BufferedOutputStream(out), false),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        screen);
  }

  /**
   * The standard input.
   *
   * @return bytes as they come
   */
  public InputStream in() {
    return in;
  }

  /**
   * The standard output, buffered. Its errors are {@link ClosedOutputException} when nobody reads
   * it any more, and an IOException with a message for the user otherwise.
   *
   * @return a buffered stream
   */
  public OutputStream out() {
    return out;
  }

  /**
   * The same for text. Throws as {@link #out} does.
   *
   * @return a buffered writer
   */
  public Writer text() {
    return text;
  }

  /**
   * The standard error.
   *
   * @return a stream that flushes each line
   */
  public PrintStream err() {
    return err;
  }

  /**
   * What is known of the terminal.
   *
   * @return the screen
   */
  public Screen screen() {
    return screen;
  }

  /**
   * Says on standard error why the command fails.
   *
   * @param message one line
   */
  public void error(String message) {
    tell("gctrace: " + message);
  }

  /**
   * Says on standard error what the user has to know.
   *
   * @param message one line
   */
  public void note(String message) {
    tell("gctrace: " + message);
  }

  /**
   * Prints lines on standard error; what a terminal would obey is replaced.
   *
   * @param lines the lines
   */
  public void tell(String lines) {
    lines.lines().map(Printable::of).forEach(err::println);
  }
}
