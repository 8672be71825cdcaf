package dev.gctrace.cli.input;

/** The head of a tar archive (POSIX.1-1988 and later, and GNU's): a name, and a mark behind it. */
final class TarHead {

  private static final String MARK = "ustar";
  private static final int MARK_AT = 257;
  private static final int NAME_BYTES = 100;

  /** Bytes that are needed to know. */
  static final int BYTES = MARK_AT + MARK.length();

  private TarHead() {}

  /** Whether what begins with the bytes is an archive. */
  static boolean isOne(byte[] bytes, int length) {
    if (length < BYTES) {
      return false;
    }
    for (int i = 0; i < MARK.length(); i++) {
      if (bytes[MARK_AT + i] != MARK.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether more bytes are needed to know: a name that ends in a zero stands there. */
  static boolean isUndecided(byte[] bytes, int length) {
    if (length >= BYTES || bytes[0] <= ' ') {
      return false;
    }
    for (int i = 1; i < Math.min(length, NAME_BYTES); i++) {
      if (bytes[i] == 0) {
        return true;
      }
    }
    return false;
  }
}
