package dev.gctrace.cli.console;

import java.io.IOException;
import java.io.InputStream;

/** What somebody wants who presses a key. */
public enum Key {
  /** The line above. */
  UP,
  /** The line below. */
  DOWN,
  /** The first line. */
  FIRST,
  /** The last line. */
  LAST,
  /** Away for a while: Ctrl-Z. */
  SUSPEND,
  /** Enough. */
  QUIT,
  /** Nothing. */
  OTHER;

  private static final int ESCAPE = 0x1b;

  /** Reads the next key; {@link #QUIT} at the end of the stream. */
  static Key read(InputStream in) throws IOException {
    int first = in.read();
    return switch (first) {
      case -1, 'q', 'Q', 0x03, 0x04 -> QUIT;
      case 'k' -> UP;
      case 'j' -> DOWN;
      case 'g' -> FIRST;
      case 'G' -> LAST;
      case 0x1a -> SUSPEND;
      case ESCAPE -> afterEscape(in);
      default -> OTHER;
    };
  }

  /** Arrow keys are {@code ESC [ A} or {@code ESC O A}; the rest of others is read over. */
  private static Key afterEscape(InputStream in) throws IOException {
    int second = in.read();
    if (second != '[' && second != 'O') {
      return OTHER;
    }
    int last = in.read();
    while (last >= 0x20 && last < 0x40) {
      last = in.read();
    }
    return switch (last) {
      case 'A' -> UP;
      case 'B' -> DOWN;
      case 'H' -> FIRST;
      case 'F' -> LAST;
      default -> OTHER;
    };
  }
}
