package dev.gctrace.core.trace;

import java.util.List;
import java.util.stream.Stream;

/**
 * Pieces of records where none should stand. A piece in the middle of a line, or of another record,
 * may be the very rest that is waited for, or show that lines are lost: what comes then may be the
 * rest of another record. Of a line that is nothing but a number it cannot be told whose it is.
 */
final class Strays {

  /** What no other text than a record holds. */
  private static final List<Literal> UNITS =
      Stream.of(" ms clock, ", " ms cpu, ", " MB goal, ", " MB stacks, ", " MB globals, ")
          .map(Literal::of)
          .toList();

  private Strays() {}

  /** Whether text that counts as somebody else's holds one, or is nothing but a number. */
  static boolean standIn(byte[] text, int from, int to) {
    if (isNumber(text, from, to)) {
      return true;
    }
    for (int i = from; i < to - 1; i++) {
      if (text[i] == ' ' && (text[i + 1] == 'm' || text[i + 1] == 'M') && isUnit(text, i, to)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isNumber(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!Cursor.isDigit(text[i]) && text[i] != '.') {
        return false;
      }
    }
    return from < to;
  }

  private static boolean isUnit(byte[] text, int at, int to) {
    for (Literal unit : UNITS) {
      if (unit.isAt(text, at, to)) {
        return true;
      }
    }
    return false;
  }
}
