package dev.gctrace.streams.demo;

import dev.gctrace.core.forecast.Severity;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.Change;
import java.io.PrintWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Alerts as lines for people. */
final class AlertPrinter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String INDENT = " ".repeat(10);
  private static final int WIDTH = 100;
  private static final String RESET = "\u001b[0m";

  private final PrintWriter out;
  private final boolean colours;

  AlertPrinter(PrintWriter out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** Prints what has changed, and what to do where it became worse. */
  void print(Alert alert) {
    out.println(
        TIME.format(alert.updated())
            + "  "
            + painted(alert, String.format(Locale.ROOT, "%-9s", alert.change().key()))
            + "  "
            + alert.container());
    indented(alert.sentence());
    boolean worse = alert.change() == Change.RAISED || alert.change() == Change.KILLED;
    if (worse && !alert.advice().isEmpty()) {
      alert.advice().lines().forEach(this::indented);
    }
    out.flush();
  }

  private void indented(String text) {
    StringBuilder line = new StringBuilder(INDENT);
    for (String word : text.split(" ", -1)) {
      if (line.length() > INDENT.length() && line.length() + word.length() >= WIDTH) {
        out.println(line.toString().stripTrailing());
        line = new StringBuilder(INDENT);
      }
      line.append(word).append(' ');
    }
    out.println(line.toString().stripTrailing());
  }

  private String painted(Alert alert, String word) {
    if (!colours) {
      return word;
    }
    boolean bad = alert.change() == Change.KILLED || alert.severity() == Severity.CRITICAL;
    String colour = alert.change() == Change.RESOLVED ? "32" : bad ? "31" : "33";
    return "\u001b[1;" + colour + "m" + word + RESET;
  }
}
