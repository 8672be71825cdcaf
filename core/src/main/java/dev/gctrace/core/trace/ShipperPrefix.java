package dev.gctrace.core.trace;

/**
 * What stands before the text of a line when whoever carried the log put it there, of the kinds
 * that can be told from a program's own text:
 *
 * <ul>
 *   <li>blanks and tabs, a {@code //} of someone who pasted the log into a source file;
 *   <li>a time as RFC 3339 writes it, date and clock joined by {@code T} (kubectl, docker, CRI), or
 *       as syslog does, {@code Feb 26 13:58:33.201};
 *   <li>{@code stdout F}, {@code stderr P} and the like (CRI);
 *   <li>{@code [pod/…]} (kubectl) and the kernel's clock {@code [248.448]};
 *   <li>{@code name |} (docker compose), {@code host kernel:} (syslog).
 * </ul>
 *
 * <p>What loggers inside programs write, such as {@code 2009/11/10 23:00:00} of Go's {@code log} or
 * a level in brackets, is not among them: behind it stands a message of the program, not a line of
 * the runtime.
 */
final class ShipperPrefix {

  private static final Literal COMMENT = Literal.of("//");
  private static final Literal POD = Literal.of("[pod/");
  private static final Literal STDOUT = Literal.of("stdout ");
  private static final Literal STDERR = Literal.of("stderr ");
  private static final Literal KERNEL = Literal.of("kernel:");
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";

  private ShipperPrefix() {}

  /** Offset where the text of a line begins; {@code to} when there is none. */
  static int end(byte[] buffer, int from, int to) {
    int at = blanksEnd(buffer, from, to);
    int next = item(buffer, at, to);
    while (next > at) {
      at = blanksEnd(buffer, next, to);
      next = item(buffer, at, to);
    }
    return at;
  }

  /** Offset after the item that stands at {@code at}; {@code at} itself when there is none. */
  private static int item(byte[] buffer, int at, int to) {
    if (at == to) {
      return at;
    }
    byte first = buffer[at];
    if (first == '/') {
      return COMMENT.isAt(buffer, at, to) ? at + COMMENT.length() : at;
    }
    if (first == '[') {
      return bracket(buffer, at, to);
    }
    if (Cursor.isDigit(first)) {
      return isRfc3339(buffer, at, to) ? wordEnd(buffer, at, to) : named(buffer, at, to);
    }
    if (STDOUT.isAt(buffer, at, to) || STDERR.isAt(buffer, at, to)) {
      return stream(buffer, at, to);
    }
    int syslog = syslogTime(buffer, at, to);
    return syslog > at ? syslog : named(buffer, at, to);
  }

  /** {@code [pod/…]} or {@code [ 248.448]}. */
  private static int bracket(byte[] buffer, int at, int to) {
    if (POD.isAt(buffer, at, to)) {
      int end = wordEnd(buffer, at, to);
      return buffer[end - 1] == ']' ? end : at;
    }
    int seconds = blanksEnd(buffer, at + 1, to);
    int point = Cursor.digitsEnd(buffer, seconds, to);
    if (point == seconds || point == to || buffer[point] != '.') {
      return at;
    }
    int end = Cursor.digitsEnd(buffer, point + 1, to);
    return end < to && buffer[end] == ']' ? end + 1 : at;
  }

  /** Whether {@code dddd-dd-ddT} stands here. */
  private static boolean isRfc3339(byte[] buffer, int at, int to) {
    return to - at > 11
        && Cursor.digitsEnd(buffer, at, to) == at + 4
        && buffer[at + 4] == '-'
        && Cursor.digitsEnd(buffer, at + 5, to) == at + 7
        && buffer[at + 7] == '-'
        && Cursor.digitsEnd(buffer, at + 8, to) == at + 10
        && buffer[at + 10] == 'T';
  }

  private static int stream(byte[] buffer, int at, int to) {
    int tag = at + STDOUT.length();
    if (tag == to || !(buffer[tag] == 'F' || buffer[tag] == 'P')) {
      return at;
    }
    boolean single = tag + 1 == to || buffer[tag + 1] == ' ' || buffer[tag + 1] == ':';
    return single ? wordEnd(buffer, tag, to) : at;
  }

  /** {@code Feb 26 13:58:33.201}. */
  private static int syslogTime(byte[] buffer, int at, int to) {
    if (to - at < 4 || buffer[at + 3] != ' ') {
      return at;
    }
    int month = MONTHS.indexOf(buffer[at]);
    while (month >= 0
        && (month % 3 != 0
            || MONTHS.charAt(month + 1) != buffer[at + 1]
            || MONTHS.charAt(month + 2) != buffer[at + 2])) {
      month = MONTHS.indexOf(buffer[at], month + 1);
    }
    if (month < 0) {
      return at;
    }
    int day = blanksEnd(buffer, at + 3, to);
    int dayEnd = Cursor.digitsEnd(buffer, day, to);
    int clock = blanksEnd(buffer, dayEnd, to);
    int clockEnd = wordEnd(buffer, clock, to);
    if (dayEnd == day || clock == dayEnd || clockEnd - clock < "0:00:00".length()) {
      return at;
    }
    for (int i = clock; i < clockEnd; i++) {
      if (!Cursor.isDigit(buffer[i]) && buffer[i] != ':' && buffer[i] != '.') {
        return at;
      }
    }
    return clockEnd;
  }

  /** {@code name |}, {@code host kernel:} or {@code kernel:}. */
  private static int named(byte[] buffer, int at, int to) {
    if (KERNEL.isAt(buffer, at, to)) {
      return at + KERNEL.length();
    }
    int name = at;
    while (name < to && isNameByte(buffer[name])) {
      name++;
    }
    int mark = blanksEnd(buffer, name, to);
    if (name == at || mark == name || mark == to) {
      return at;
    }
    if (buffer[mark] == '|') {
      return mark + 1;
    }
    return KERNEL.isAt(buffer, mark, to) ? mark + KERNEL.length() : at;
  }

  private static boolean isNameByte(byte b) {
    return Cursor.isLetter(b) || Cursor.isDigit(b) || b == '-' || b == '_' || b == '.';
  }

  private static int blanksEnd(byte[] buffer, int at, int to) {
    int i = at;
    while (i < to && (buffer[i] == ' ' || buffer[i] == '\t')) {
      i++;
    }
    return i;
  }

  private static int wordEnd(byte[] buffer, int at, int to) {
    int i = at;
    while (i < to && buffer[i] != ' ' && buffer[i] != '\t') {
      i++;
    }
    return i;
  }
}
