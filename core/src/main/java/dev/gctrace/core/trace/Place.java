package dev.gctrace.core.trace;

import dev.gctrace.core.trace.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in the grammar of the gctrace records: behind one token, before those that may follow.
 * The places of all versions form a tree; its root stands before a record.
 *
 * <p>The tokens are those of {@code gcMarkTermination} (mgc.go; {@code gc} in Go 1.5) and of {@code
 * runtime·gc} (mgc0.c, until Go 1.4). In Go 1.26 the colon behind the percentage became a token of
 * its own; for older versions that is one place more than there is, and does no harm.
 */
final class Place {

  /** Before a record. */
  static final Place START = new Place("");

  /** Of a line that is no record at all. */
  static final Place NOWHERE = new Place("");

  static {
    String begin = "gc |N| @|T|s |U|%";
    for (String gc : new String[] {"gc #", "gc "}) {
      for (String colon : new String[] {"|: ", "| (checking for goroutine leaks)|: "}) {
        String clock = begin.replace("gc ", gc) + colon + "|c1|+|c2|+|c3";
        String marked = "a|/|b|/|i|+|pz| ms cpu, ";
        String three = clock + "| ms clock, |p1|+|" + marked;
        String five = clock + "|+|c4|+|c5| ms clock, |p1|+|p2|+|p3|+|" + marked;
        String heap = "|h0|->|h1|->|h2| MB, |G| MB goal, |";
        String roots = "S| MB stacks, |F| MB globals, |";
        for (String line : new String[] {three + heap + roots, three + heap, five + heap}) {
          add(line + "P| P");
          add(line + "P| P| (forced)");
        }
      }
    }
    String early = "gc|N|(|n|): |n|+|n|+|n| ms |n| -> |n| MB |n| -> |n| (|n|-|n|) objects |";
    add(early + "n| handoff");
    add(early + "n| pointer lookups (|n| size, |n| addr) |n| handoff");
    String steals = "n|(|n|) handoff, |n|(|n|) steal, |n|/|n|/|n| yields";
    add("gc|N|(|n|): |n|+|n|+|n| ms, |n| -> |n| MB |n| -> |n| (|n|-|n|) objects, |" + steals);
    String micros = "gc|N|(|n|): |n|+|n|+|n|+|n| us, |n| -> |n| MB, |n| (|n|-|n|) objects, |";
    add(micros + "n|/|n|/|n| sweeps, |" + steals);
    add(micros + "n| goroutines, |n|/|n|/|n| sweeps, |" + steals);
  }

  private final String text;
  private final Token token;
  private final Field field;
  private final List<Place> next = new ArrayList<>();
  private boolean last;

  private Place(String text) {
    this.text = text;
    this.field = field(text);
    this.token = token(text, field);
  }

  /** The token that was written last. */
  Token token() {
    return token;
  }

  /** What the token says. */
  Field field() {
    return field;
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
    return first.token.isNumber() ? "a number" : "'" + first.text + "'";
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
    Place child = new Place(text);
    next.add(child);
    return child;
  }

  private static Field field(String text) {
    return switch (text) {
      case "N" -> Field.CYCLE;
      case "T" -> Field.START_SECONDS;
      case "U" -> Field.PERCENT;
      case "c1" -> Field.CLOCK_1;
      case "c2" -> Field.CLOCK_2;
      case "c3" -> Field.CLOCK_3;
      case "c4" -> Field.CLOCK_4;
      case "c5" -> Field.CLOCK_5;
      case "p1" -> Field.CPU_1;
      case "p2" -> Field.CPU_2;
      case "p3" -> Field.CPU_3;
      case "a" -> Field.ASSIST;
      case "b" -> Field.BACKGROUND;
      case "i" -> Field.IDLE;
      case "pz" -> Field.CPU_LAST;
      case "h0" -> Field.HEAP_START;
      case "h1" -> Field.HEAP_END;
      case "h2" -> Field.LIVE;
      case "G" -> Field.GOAL;
      case "S" -> Field.STACKS;
      case "F" -> Field.GLOBALS;
      case "P" -> Field.PROCS;
      default -> Field.OTHER;
    };
  }

  private static Token token(String text, Field field) {
    return switch (field) {
      case CYCLE -> Token.number(Kind.CYCLE);
      case START_SECONDS -> Token.number(Kind.SECONDS);
      case PERCENT -> Token.number(Kind.PERCENT);
      case HEAP_START, HEAP_END, LIVE, GOAL, STACKS, GLOBALS -> Token.number(Kind.COUNT);
      case PROCS -> Token.number(Kind.PROCS);
      case OTHER -> text.equals("n") ? Token.number(Kind.COUNT) : Token.literal(text);
      default -> Token.number(Kind.MILLIS);
    };
  }
}
