package dev.gctrace.logs;

/**
 * A piece of prefix. A prefix is a chain of them: {@code [pod/a/b] } and a time, a time and a CRI
 * tag, the name of a compose service and a time and whatever comes next.
 */
enum Atom {
  /** Eight bytes that the Docker Engine puts before each chunk: stream, length. */
  FRAME,
  /** {@code <133>}, before what {@link #TIME} and {@link #PROGRAM} read. */
  PRIORITY,
  /** {@code <133>1 TIME HOST PROGRAM PID ID DATA } of RFC 5424. */
  SYSLOG,
  /** {@code [pod/POD/CONTAINER] }. */
  KUBECTL,
  /** {@code NAMESPACE/POD[CONTAINER]: }. */
  KAIL,
  /** {@code SERVICE-1 | }. */
  COMPOSE,
  /** {@code POD CONTAINER }. */
  STERN,
  /** {@code NAMESPACE POD CONTAINER }. */
  STERN_NAMESPACE,
  /** {@code KEY:} or {@code KEY}, tab. */
  KEY,
  /** One of the times of {@link TimeForm}, and a blank. */
  TIME,
  /** {@code stderr F }, after a time. */
  CRI,
  /** <code>{pod="a", container="b"} </code>, after a time. */
  LABELS,
  /** {@code app[web.1]: }, after a time. */
  DYNO,
  /** {@code HOST PROGRAM[PID]: } or {@code HOST PROGRAM: }, after a time. */
  PROGRAM,
  /** {@code a=b,c=d } of {@code docker logs --details}, after a time. */
  DETAILS,
  /** A host or a CloudWatch stream, after a time. */
  WORD,
  /** Blanks before a record. */
  BLANKS;

  /** Longest prefix that is looked for: 1 KiB; names have at most 253 bytes. */
  static final int MAX_BYTES = 1024;

  /** Whether it stands only directly behind a time. */
  boolean followsTime() {
    return switch (this) {
      case CRI, LABELS, DYNO, PROGRAM, DETAILS, WORD -> true;
      default -> false;
    };
  }

  /**
   * Offset after the atom that begins at {@code from}; -1 when none does. Not for {@link #TIME}.
   */
  int end(byte[] text, int from, int lineEnd) {
    int to = Math.min(lineEnd, from + MAX_BYTES);
    return switch (this) {
      case FRAME -> frameEnd(text, from, lineEnd);
      case PRIORITY -> priorityEnd(text, from, to);
      case SYSLOG -> SyslogHeader.end(text, from, to);
      case KUBECTL -> kubectlEnd(text, from, to);
      case KAIL -> kailEnd(text, from, to);
      case COMPOSE -> composeEnd(text, from, to);
      case STERN -> wordsEnd(text, from, to, 2);
      case STERN_NAMESPACE -> wordsEnd(text, from, to, 3);
      case KEY -> keyEnd(text, from, to);
      case CRI -> criEnd(text, from, to);
      case LABELS -> Labels.end(text, from, to);
      case DYNO -> dynoEnd(text, from, to);
      case PROGRAM -> programEnd(text, from, to);
      case DETAILS -> detailsEnd(text, from, to);
      case WORD -> wordEnd(text, from, to);
      case BLANKS -> blanksEnd(text, from, to);
      case TIME -> throw new IllegalArgumentException("read by TimeForm");
    };
  }

  private static int frameEnd(byte[] text, int from, int to) {
    int end = from + 8;
    if (end > to || text[from] < 0 || text[from] > 2) {
      return -1;
    }
    if ((text[from + 1] | text[from + 2] | text[from + 3]) != 0) {
      return -1;
    }
    int length =
        ((text[from + 4] & 0xff) << 24)
            | ((text[from + 5] & 0xff) << 16)
            | ((text[from + 6] & 0xff) << 8)
            | (text[from + 7] & 0xff);
    int cutBreak = length - (to - end);
    return cutBreak == 0 || cutBreak == 1 ? end : -1;
  }

  private static int priorityEnd(byte[] text, int from, int to) {
    if (from == to || text[from] != '<') {
      return -1;
    }
    int end = Bytes.digitsEnd(text, from + 1, to);
    boolean valid = end > from + 1 && end <= from + 4 && end < to && text[end] == '>';
    return valid ? end + 1 : -1;
  }

  private static int kubectlEnd(byte[] text, int from, int to) {
    if (!Bytes.startsWith(text, from, to, "[pod/")) {
      return -1;
    }
    int slash = nameEnd(text, from + 5, to);
    if (slash == from + 5 || slash == to || text[slash] != '/') {
      return -1;
    }
    int bracket = nameEnd(text, slash + 1, to);
    boolean valid = bracket > slash + 1 && bracket < to && text[bracket] == ']';
    return valid ? blankEnd(text, bracket + 1, to) : -1;
  }

  private static int kailEnd(byte[] text, int from, int to) {
    int slash = nameEnd(text, from, to);
    if (slash == from || slash == to || text[slash] != '/') {
      return -1;
    }
    int open = nameEnd(text, slash + 1, to);
    if (open == slash + 1 || open == to || text[open] != '[') {
      return -1;
    }
    int close = nameEnd(text, open + 1, to);
    boolean valid = close > open + 1 && Bytes.startsWith(text, close, to, "]:");
    return valid ? blankEnd(text, close + 2, to) : -1;
  }

  private static int composeEnd(byte[] text, int from, int to) {
    int end = from;
    while (end < to && isServiceByte(text[end])) {
      end++;
    }
    int bar = Bytes.blanksEnd(text, end, to);
    boolean valid = end > from && bar > end && bar < to && text[bar] == '|';
    return valid ? blankEnd(text, bar + 1, to) : -1;
  }

  private static int wordsEnd(byte[] text, int from, int to, int words) {
    int at = from;
    for (int i = 0; i < words; i++) {
      int end = nameEnd(text, at, to);
      if (end == at || end == to || text[end] != ' ') {
        return -1;
      }
      at = end + 1;
    }
    return at;
  }

  private static int keyEnd(byte[] text, int from, int to) {
    int end = from;
    while (end < to && (isServiceByte(text[end]) || text[end] == '/')) {
      end++;
    }
    return end < to && (text[end] == ':' || text[end] == '\t') ? end + 1 : -1;
  }

  private static int criEnd(byte[] text, int from, int to) {
    if (to - from < 8 || !Bytes.startsWith(text, from, to, "std")) {
      return -1;
    }
    boolean stream =
        Bytes.startsWith(text, from + 3, to, "out ")
            || Bytes.startsWith(text, from + 3, to, "err ");
    int tag = from + 7;
    if (!stream || (text[tag] != 'F' && text[tag] != 'P')) {
      return -1;
    }
    boolean more = tag + 1 < to && text[tag + 1] == ':';
    int end = more ? Bytes.wordEnd(text, tag + 1, to) : tag + 1;
    return blankEnd(text, end, to);
  }

  private static int dynoEnd(byte[] text, int from, int to) {
    int open =
        Bytes.startsWith(text, from, to, "app[")
            ? from + 3
            : Bytes.startsWith(text, from, to, "heroku[") ? from + 6 : -1;
    if (open < 0) {
      return -1;
    }
    int close = nameEnd(text, open + 1, to);
    boolean valid = close > open + 1 && Bytes.startsWith(text, close, to, "]:");
    return valid ? blankEnd(text, close + 2, to) : -1;
  }

  private static int programEnd(byte[] text, int from, int to) {
    int host = from;
    while (host < to && isHostByte(text[host])) {
      host++;
    }
    if (host == from || host == to || text[host] != ' ') {
      return -1;
    }
    int end = host + 1;
    while (end < to && text[end] > ' ' && text[end] != ':' && text[end] != '[') {
      end++;
    }
    if (end == host + 1 || end == to) {
      return -1;
    }
    if (text[end] == '[') {
      int pid = Bytes.digitsEnd(text, end + 1, to);
      if (pid == end + 1 || pid == to || text[pid] != ']') {
        return -1;
      }
      end = pid + 1;
    }
    return end < to && text[end] == ':' ? blankEnd(text, end + 1, to) : -1;
  }

  private static int detailsEnd(byte[] text, int from, int to) {
    int end = Bytes.wordEnd(text, from, to);
    int sign = Bytes.indexOf(text, from, end, '=');
    return sign > from && end < to && text[from] != '{' ? end + 1 : -1;
  }

  private static int wordEnd(byte[] text, int from, int to) {
    int end = Bytes.wordEnd(text, from, to);
    boolean map = end > from && text[from] == '{';
    boolean valid = end > from && end < to && (map || Bytes.indexOf(text, from, end, '=') < 0);
    return valid ? end + 1 : -1;
  }

  private static int blanksEnd(byte[] text, int from, int to) {
    int end = from;
    while (end < to && (text[end] == ' ' || text[end] == '\t')) {
      end++;
    }
    return end > from ? end : -1;
  }

  /** After one blank, or at the end of the text: an empty line may have lost its last blank. */
  private static int blankEnd(byte[] text, int from, int to) {
    if (from == to) {
      return to;
    }
    return text[from] == ' ' ? from + 1 : -1;
  }

  private static int nameEnd(byte[] text, int from, int to) {
    int end = from;
    while (end < to && isNameByte(text[end])) {
      end++;
    }
    return end;
  }

  /** Of the names that Kubernetes allows. */
  private static boolean isNameByte(byte b) {
    return (b >= 'a' && b <= 'z') || Bytes.isDigit(b) || b == '-' || b == '.';
  }

  private static boolean isServiceByte(byte b) {
    return isNameByte(b) || (b >= 'A' && b <= 'Z') || b == '_';
  }

  private static boolean isHostByte(byte b) {
    return isServiceByte(b) || b == ':';
  }
}
