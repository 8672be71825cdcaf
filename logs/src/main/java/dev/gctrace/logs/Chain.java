package dev.gctrace.logs;

import java.util.Arrays;

/**
 * The chain of atoms that a line begins with, as offsets.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Chain {

  /** Longest chain: frame, priority, name, time, program, time, tag are seven. */
  private static final int MAX_ATOMS = 8;

  private static final Atom[] ATOMS = Atom.values();

  private final Names names;
  private final TimeForm[] times = new TimeForm[MAX_ATOMS];
  private final Atom[] atoms = new Atom[MAX_ATOMS];
  private final int[] starts = new int[MAX_ATOMS];
  private int length;
  private int end;

  /** A chain that believes a doubtful name when it is remembered. */
  Chain(Names names) {
    this.names = names;
    Arrays.setAll(times, unused -> new TimeForm());
  }

  /** Number of atoms. */
  int length() {
    return length;
  }

  Atom atom(int index) {
    return atoms[index];
  }

  int start(int index) {
    return starts[index];
  }

  /** Offset after an atom. */
  int end(int index) {
    return index + 1 < length ? starts[index + 1] : end;
  }

  /** The time that an atom is. */
  TimeForm time(int index) {
    return times[index];
  }

  /** Offset after the chain. */
  int end() {
    return end;
  }

  /** The kinds of the atoms, without blanks. */
  Atom[] shape() {
    return Arrays.stream(atoms, 0, length).filter(a -> a != Atom.BLANKS).toArray(Atom[]::new);
  }

  /**
   * Looks for a chain, of doubtful atoms too, that ends exactly where other words begin that nobody
   * doubts. The text is searched no further than that.
   */
  boolean reach(byte[] text, int from, int target) {
    length = 0;
    end = from;
    return reach(text, target);
  }

  /** Looks for a chain of a known shape; what is doubtful has to be a name that is remembered. */
  boolean follow(Atom[] shape, byte[] text, int from, int to) {
    length = 0;
    end = from;
    for (Atom atom : shape) {
      int next = end(atom, text, end, to);
      if (next < 0 || (isDoubtful(atom) && !names.knows(atom, text, end, next))) {
        length = 0;
        end = from;
        return false;
      }
      push(atom, next);
    }
    return true;
  }

  /**
   * Takes the atoms that a program does not write itself.
   *
   * @param timeIsPrefix whether a time that nothing follows is one of them
   */
  void takeEvident(byte[] text, int from, int to, boolean timeIsPrefix) {
    length = 0;
    end = from;
    take(Atom.FRAME, text, to);
    boolean mayTakeTime = timeIsPrefix;
    while (length < MAX_ATOMS - 2) {
      if (take(Atom.KUBECTL, text, to)
          || take(Atom.SYSLOG, text, to)
          || take(Atom.KAIL, text, to)) {
        continue;
      }
      int before = length;
      if (!takeTime(text, to, mayTakeTime)) {
        return;
      }
      mayTakeTime &= length > before + 1;
    }
  }

  private boolean reach(byte[] text, int target) {
    int at = end;
    if (at == target) {
      return true;
    }
    if (length == MAX_ATOMS) {
      return false;
    }
    for (Atom atom : ATOMS) {
      if (mayStandHere(atom)) {
        int next = end(atom, text, at, target);
        if (next > at) {
          push(atom, next);
          if (reach(text, target)) {
            return true;
          }
          length--;
          end = at;
        }
      }
    }
    return false;
  }

  private boolean mayStandHere(Atom atom) {
    if (length == 0) {
      return !atom.followsTime();
    }
    Atom before = atoms[length - 1];
    if (atom.followsTime()) {
      return before == Atom.TIME;
    }
    return switch (atom) {
      case FRAME -> false;
      case PRIORITY, SYSLOG, COMPOSE, STERN, STERN_NAMESPACE -> before == Atom.FRAME;
      case KEY -> before == Atom.TIME;
      case BLANKS -> before != Atom.BLANKS;
      default -> true;
    };
  }

  private int end(Atom atom, byte[] text, int from, int to) {
    if (atom != Atom.TIME) {
      return atom.end(text, from, to);
    }
    int timeEnd = times[length].read(text, from, to);
    if (timeEnd < 0 || timeEnd == to) {
      return timeEnd;
    }
    return text[timeEnd] == ' ' || text[timeEnd] == '\t' ? timeEnd + 1 : -1;
  }

  private boolean take(Atom atom, byte[] text, int to) {
    int next = end(atom, text, end, to);
    if (next < 0) {
      return false;
    }
    push(atom, next);
    return true;
  }

  /** Takes a time and what follows it, when together they are evident. */
  private boolean takeTime(byte[] text, int to, boolean alone) {
    int wasLength = length;
    int wasEnd = end;
    boolean priority = take(Atom.PRIORITY, text, to);
    if (take(Atom.TIME, text, to)) {
      TimeForm time = times[length - 1];
      boolean exact = time.selfEvident();
      boolean foreign = priority || time.ofSyslog();
      if (take(Atom.CRI, text, to)
          || takeLabels(text, to)
          || takePath(text, to)
          || (!exact && (take(Atom.DYNO, text, to) || takeProgram(text, to, foreign)))
          || (exact && alone)) {
        return true;
      }
    }
    length = wasLength;
    end = wasEnd;
    return false;
  }

  private boolean takeLabels(byte[] text, int to) {
    boolean empty = Bytes.startsWith(text, end, to, "{}");
    return !empty && take(Atom.LABELS, text, to);
  }

  private boolean takePath(byte[] text, int to) {
    int next = end(Atom.WORD, text, end, to);
    if (next < 0 || next - end < 40) {
      return false;
    }
    if (PathIdentity.of(Bytes.string(text, end, next - 1)).equals(ContainerId.NONE)) {
      return false;
    }
    push(Atom.WORD, next);
    return true;
  }

  /** Takes host and program; without a process number only behind a time that syslog writes. */
  private boolean takeProgram(byte[] text, int to, boolean foreignTime) {
    int next = end(Atom.PROGRAM, text, end, to);
    if (next < 0) {
      return false;
    }
    int colon = text[next - 1] == ' ' ? next - 2 : next - 1;
    if (text[colon - 1] != ']' && !foreignTime) {
      return false;
    }
    push(Atom.PROGRAM, next);
    return true;
  }

  private static boolean isDoubtful(Atom atom) {
    return switch (atom) {
      case COMPOSE, STERN, STERN_NAMESPACE, KEY, WORD -> true;
      default -> false;
    };
  }

  private void push(Atom atom, int next) {
    atoms[length] = atom;
    starts[length] = end;
    length++;
    end = next;
  }
}
