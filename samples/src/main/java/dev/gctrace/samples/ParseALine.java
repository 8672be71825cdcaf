package dev.gctrace.samples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineParser;

/** Parses one line of text with the core alone. */
public final class ParseALine {

  private ParseALine() {}

  /**
   * Prints what the line holds.
   *
   * @param args the line
   */
  public static void main(String[] args) {
    System.out.println(describe(args[0]));
  }

  static String describe(String line) {
    byte[] text = line.getBytes(UTF_8);
    return LineParser.parse(text, 0, text.length)
        .map(
            parsed -> {
              if (parsed.event() instanceof GcEvent gc) {
                return "cycle " + gc.cycle() + " left " + gc.liveMiB() + " MiB alive";
              }
              if (parsed.malformed() != null) {
                return "column %d: expected %s but found %s"
                    .formatted(
                        parsed.malformed().column(),
                        parsed.malformed().expected(),
                        parsed.malformed().found());
              }
              return "the runtime says " + parsed.event();
            })
        .orElse("not ours");
  }
}
