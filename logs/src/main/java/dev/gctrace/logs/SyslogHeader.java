package dev.gctrace.logs;

/**
 * The header of a syslog line as RFC 5424, section 6, has it: {@code <PRI>1 TIME HOST PROGRAM PID
 * MSGID DATA }, each field a word or {@code -}, the data in brackets.
 */
final class SyslogHeader {

  private static final int WORDS = 5;

  private SyslogHeader() {}

  /** Offset after the header that begins at {@code from}; -1 when none does. */
  static int end(byte[] text, int from, int to) {
    int at = firstWord(text, from, to);
    if (at < 0) {
      return -1;
    }
    for (int i = 0; i < WORDS; i++) {
      int end = Bytes.wordEnd(text, at, to);
      if (end == at || end == to) {
        return -1;
      }
      at = end + 1;
    }
    int end = dataEnd(text, at, to);
    if (end < 0 || (end < to && text[end] != ' ')) {
      return -1;
    }
    int message = Math.min(end + 1, to);
    return Bytes.isByteOrderMark(text, message, to) ? message + 3 : message;
  }

  /** Offset of the time in a header that {@link #end} found. */
  static int time(byte[] text, int from, int to) {
    return firstWord(text, from, to);
  }

  /** Offset of the host in a header that {@link #end} found; program and process follow. */
  static int host(byte[] text, int from, int to) {
    return Bytes.wordEnd(text, firstWord(text, from, to), to) + 1;
  }

  /** Offset of the blank after host, program and process that begin at {@code from}. */
  static int processEnd(byte[] text, int from, int to) {
    int program = Bytes.wordEnd(text, from, to) + 1;
    int process = Bytes.wordEnd(text, program, to) + 1;
    return Bytes.wordEnd(text, process, to);
  }

  private static int firstWord(byte[] text, int from, int to) {
    int priority = Atom.PRIORITY.end(text, from, to);
    return priority > 0 && Bytes.startsWith(text, priority, to, "1 ") ? priority + 2 : -1;
  }

  private static int dataEnd(byte[] text, int from, int to) {
    if (from == to) {
      return -1;
    }
    if (text[from] == '-') {
      return from + 1;
    }
    int at = from;
    while (at < to && text[at] == '[') {
      at = elementEnd(text, at + 1, to);
      if (at < 0) {
        return -1;
      }
    }
    return at > from ? at : -1;
  }

  /** Offset after the bracket that closes an element; one in quotes does not. */
  private static int elementEnd(byte[] text, int from, int to) {
    boolean quoted = false;
    for (int i = from; i < to; i++) {
      if (text[i] == '\\' && quoted) {
        i++;
      } else if (text[i] == '"') {
        quoted = !quoted;
      } else if (text[i] == ']' && !quoted) {
        return i + 1;
      }
    }
    return -1;
  }
}
