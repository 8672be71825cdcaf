package dev.gctrace.core.trace;

import java.util.List;
import java.util.stream.Stream;

/** The words that a line of the runtime, of a shell or of the kernel may be known by. */
final class MarkWords {

  /** What such a line names before a colon: who speaks, or what has ended. */
  private static final List<String> SPEAKERS =
      List.of(
          "fatal error",
          "panic",
          "pacer",
          "runtime",
          "runtime/cgo",
          "checkfinalizers",
          "Killed",
          "Out of memory",
          "out of memory");

  private static final Literal[] BEFORE_COLON =
      SPEAKERS.stream().map(Literal::of).toArray(Literal[]::new);

  private static final Literal[] LINE_STARTS =
      Stream.concat(
              SPEAKERS.stream().map(speaker -> speaker + ": "),
              Stream.of("SIG", "signal: ", "Killed", "OOMKilled", "Memory cgroup out of "))
          .map(Literal::of)
          .toArray(Literal[]::new);

  /** A bit for each letter that one of them begins with. */
  private static final long FIRST_LETTERS =
      Stream.of(LINE_STARTS).mapToLong(word -> 1L << word.first()).reduce(0, (x, y) -> x | y);

  /** The same for the letters before the colon. */
  private static final long LAST_LETTERS =
      SPEAKERS.stream()
          .mapToLong(speaker -> 1L << speaker.charAt(speaker.length() - 1))
          .reduce(0, (x, y) -> x | y);

  private static final Literal SCAVENGER = Literal.of("vg");
  private static final Literal SCAVENGER_OF_TODAY = Literal.of("av ");
  private static final Literal FORCED = Literal.of(" forced");

  private MarkWords() {}

  /** Whether one of the words begins with this letter. */
  static boolean canBeginLine(byte letter) {
    return letter >= 'A' && (FIRST_LETTERS >>> letter & 1) != 0;
  }

  /** Whether one of the words stands at the begin of a line. */
  static boolean beginLine(byte[] text, int at, int to) {
    if (canBeginLine(text[at])) {
      for (Literal word : LINE_STARTS) {
        if (word.isAt(text, at, to)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether the bytes around the pair of letters that ends at {@code at} are those of a record. */
  static boolean standAround(byte[] text, int from, int at, int to) {
    byte first = text[at - 1];
    return switch (text[at]) {
      case 'c' -> first == 'g' ? isCollection(text, at, to) : first == 's' && isScav(text, at, to);
      case 'C' -> first == 'G' && FORCED.isAt(text, at + 1, to);
      case ' ' -> first == ':' && isSpeaker(text, from, at - 1);
      default -> false;
    };
  }

  /**
   * The runtime writes {@code "gc "} as one token, of which a shipper may strip the blank when a
   * line was torn behind it; {@code gc12(} is the record of Go 1.4 and earlier.
   */
  private static boolean isCollection(byte[] text, int at, int to) {
    return at + 1 == to
        || text[at + 1] == ' '
        || text[at + 1] == '\n'
        || Cursor.isDigit(text[at + 1]);
  }

  private static boolean isScav(byte[] text, int at, int to) {
    return SCAVENGER.isAt(text, at + 1, to) || SCAVENGER_OF_TODAY.isAt(text, at + 1, to);
  }

  private static boolean isSpeaker(byte[] text, int from, int colon) {
    if (colon == from) {
      return false;
    }
    byte last = text[colon - 1];
    if (last >= 'A' && (LAST_LETTERS >>> last & 1) != 0) {
      for (Literal word : BEFORE_COLON) {
        if (colon - word.length() >= from && word.isAt(text, colon - word.length(), colon)) {
          return true;
        }
      }
    }
    return isSignal(text, from, colon);
  }

  /** Whether {@code SIG} and two to eight capitals stand before a colon. */
  private static boolean isSignal(byte[] text, int from, int colon) {
    int i = colon;
    while (i > from && colon - i < 8 && text[i - 1] >= 'A' && text[i - 1] <= 'Z') {
      i--;
    }
    return colon - i > 3 && text[i] == 'S' && text[i + 1] == 'I' && text[i + 2] == 'G';
  }
}
