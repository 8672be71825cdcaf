package dev.gctrace.cli;

import dev.gctrace.cli.console.Console;
import dev.gctrace.cli.console.Screen;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Runs the command as a user does. */
public final class Cli {

  private Cli() {}

  /** What a run left behind. */
  public record Result(int exitCode, String out, String err) {}

  /** Runs with nothing on standard input. */
  public static Result run(String... args) {
    return runWith(new byte[0], args);
  }

  /** Runs with a text on standard input. */
  public static Result runWith(String input, String... args) {
    return runWith(input.getBytes(StandardCharsets.UTF_8), args);
  }

  /** Runs with bytes on standard input. */
  public static Result runWith(byte[] input, String... args) {
    return runOn(Screen.NONE, input, args);
  }

  /** Runs on a screen. */
  public static Result runOn(Screen screen, byte[] input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = Main.run(args, Console.of(new ByteArrayInputStream(input), out, err, screen));
    return new Result(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
