package dev.gctrace.core.trace;

import dev.gctrace.core.trace.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in the grammar of the gctrace records: behind one token, before those that may follow.
 * The places of all versions form a tree; its root stands before a record.
 *
 * <p>The tokens are those of {@code gcMarkTermination} (mgc.go; {@code gc} in Go 1.5) and of {@code
 * runtime·gc} (mgc0.c, until Go 1.4). Since Go 1.26 the colon behind the percentage is a token of
 * its own; for older versions that is one place more than there is, and does no harm.
 */
final class Place {

  static final Place START = new Place(Token.literal(""), "");

  static {
    String begin = "gc |N| @|T|s |U|%";
    for (String gc : new String[] {"gc #", "gc "}) {
      for (String colon : new String[] {"|: ", "| (checking for goroutine leaks)|: "}) {
        String head = begin.replace("gc ", gc) + colon;
        String three = head + "|M|+|M|+|M| ms clock, |M|+|M|/|M|/|M|+|M";
        String five = head + "|M|+|M|+|M|+|M|+|M| ms clock, |M|+|M|+|M|+|M|/|M|/|M|+|M";
        String heap = "| ms cpu, |C|->|C|->|C| MB, |C| MB goal, |";
        String roots = "C| MB stacks, |C| MB globals, |";
        for (String line : new String[] {three + heap + roots, three + heap, five + heap}) {
          add(line + "P| P");
          add(line + "P| P| (forced)");
        }
      }
    }
    String steals = "C|(|C|) handoff, |C|(|C|) steal, |C|/|C|/|C| yields";
    add(
        "gc|N|(|P|): |C|+|C|+|C| ms |C| -> |C| MB |C| -> |C| (|C|-|C|) objects |"
            + "C| pointer lookups (|C| size, |C| addr) |C| handoff");
    add("gc|N|(|P|): |C|+|C|+|C| ms, |C| -> |C| MB |C| -> |C| (|C|-|C|) objects, |" + steals);
    String micros = "gc|N|(|P|): |C|+|C|+|C|+|C| us, |C| -> |C| MB, |C| (|C|-|C|) objects, |";
    add(micros + "C|/|C|/|C| sweeps, |" + steals);
    add(micros + "C| goroutines, |C|/|C|/|C| sweeps, |" + steals);
  }

  private final Token token;
  private final String text;
  private final List<Place> next = new ArrayList<>();
  private boolean last;

  private Place(Token token, String text) {
    this.token = token;
    this.text = text;
  }

  /** The token that was written last. */
  Token token() {
    return token;
  }

  /** Where a record may go on. */
  List<Place> next() {
    return next;
  }

  /** Whether a record may end here: but for its line break nothing is missing. */
  boolean isLast() {
    return last;
  }

  /** What has to follow, as a reader would say it. */
  String expected() {
    if (next.isEmpty()) {
      return "end of line";
    }
    Place first = next.get(0);
    return first.token.kind() == Kind.LITERAL ? "'" + first.text + "'" : "a number";
  }

  private static void add(String tokens) {
    Place place = START;
    for (String text : tokens.split("\\|", -1)) {
      place = place.child(text);
    }
    place.last = true;
  }

  private Place child(String text) {
    for (Place place : next) {
      if (place.text.equals(text)) {
        return place;
      }
    }
    Place child = new Place(token(text), text);
    // A longer literal first: "gc " is to be tried before "gc", " ms, " before " ms ".
    int at = 0;
    while (at < next.size()
        && next.get(at).token.literal().length() >= child.token.literal().length()) {
      at++;
    }
    next.add(at, child);
    return child;
  }

  private static Token token(String text) {
    return switch (text) {
      case "N" -> Token.number(Kind.CYCLE);
      case "T" -> Token.number(Kind.SECONDS);
      case "U" -> Token.number(Kind.PERCENT);
      case "M" -> Token.number(Kind.MILLIS);
      case "C" -> Token.number(Kind.COUNT);
      case "P" -> Token.number(Kind.PROCS);
      default -> Token.literal(text);
    };
  }
}
