package dev.gctrace.logs;

/**
 * Where the runtime's own text begins in a line: what stands left of it is prefix, whatever its
 * form.
 */
final class Anchor {

  private Anchor() {}

  /**
   * Whether a record of the runtime begins at an offset beyond doubt: {@code gc 15 @248.448s}, the
   * record of Go 1.4 {@code gc15(2): }, a scavenger's, a pacer's, or {@code GC forced}.
   */
  static boolean at(byte[] text, int at, int to) {
    if (to - at < 6) {
      return false;
    }
    return switch (text[at]) {
      case 'g' -> text[at + 1] == 'c' && isCycle(text, at + 2, to);
      case 's' -> isScavenger(text, at, to);
      case 'p' -> Bytes.startsWith(text, at, to, "pacer: ");
      case 'G' -> Bytes.startsWith(text, at, to, "GC forced");
      default -> false;
    };
  }

  /** Offset of the first record that begins in {@code text[from, limit)}; -1 when none does. */
  static int find(byte[] text, int from, int limit, int to) {
    for (int i = from; i < limit; i++) {
      byte b = text[i];
      if ((b == 'g' || b == 's' || b == 'p' || b == 'G') && at(text, i, to)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Whether a text begins as every record of a collection does, be it cut behind its first token.
   */
  static boolean beginsCycle(byte[] text, int from, int to) {
    return Bytes.startsWith(text, from, to, "gc ")
        && (to - from == 3 || Bytes.isDigit(text[from + 3]));
  }

  private static boolean isCycle(byte[] text, int from, int to) {
    boolean blank = text[from] == ' ';
    int start = blank ? from + 1 : from;
    int end = Bytes.digitsEnd(text, start, to);
    if (end == start || end == to) {
      return false;
    }
    if (!blank) {
      return text[end] == '(';
    }
    return end + 2 < to && text[end] == ' ' && text[end + 1] == '@' && Bytes.isDigit(text[end + 2]);
  }

  /** {@code scav 1176 KiB work}; up to Go 1.11 {@code scvg0: inuse: 5}. */
  private static boolean isScavenger(byte[] text, int from, int to) {
    if (Bytes.startsWith(text, from, to, "scav ")) {
      return Bytes.isDigit(text[from + 5]);
    }
    int end = Bytes.digitsEnd(text, from + 4, to);
    return Bytes.startsWith(text, from, to, "scvg") && Bytes.startsWith(text, end, to, ": ");
  }
}
