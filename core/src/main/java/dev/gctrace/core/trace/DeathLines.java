package dev.gctrace.core.trace;

import dev.gctrace.core.trace.DeathEvent.Cause;
import java.util.List;

/**
 * The lines with which the runtime, the kernel or a shell tells that a process ends.
 *
 * <p>A program writes the same words into its own messages: they count only where the text of the
 * line begins, after what a {@linkplain ShipperPrefix shipper} put before it. So {@code panic: } in
 * a JSON string, behind the time of a logger or behind a level is no end of the process; the one
 * place inside a line that counts is the message of a shell, {@code run.sh: line 3: 7 Killed
 * ./app}.
 */
final class DeathLines {

  /** Words that begin a line, and what they tell. The first that fits counts. */
  private record Saying(Literal words, Cause cause) {

    static Saying of(String words, Cause cause) {
      return new Saying(Literal.of(words), cause);
    }
  }

  /*
   * The texts are those of throw() and print() in the runtime: malloc.go, mem_*.go, mheap.go,
   * mpagealloc_64bit.go, os_*.go, proc.go, stack.go, gcc_libinit.c. The signals are those of
   * sigtab_*.go that a Go program ends with and tells (_SigThrow, _SigPanic).
   */
  private static final List<Saying> RUNTIME =
      List.of(
          Saying.of("fatal error: failed to reserve page summary memory", Cause.OUT_OF_MEMORY),
          Saying.of("fatal error: runtime: cannot map pages in arena", Cause.OUT_OF_MEMORY),
          Saying.of("fatal error: runtime: cannot reserve arena", Cause.OUT_OF_MEMORY),
          Saying.of("fatal error: thread exhaustion", Cause.THREADS),
          Saying.of("fatal error: newosproc", Cause.THREADS),
          Saying.of("fatal error: runtime.newosproc", Cause.THREADS),
          Saying.of("fatal error: stack overflow", Cause.STACK_OVERFLOW),
          Saying.of("fatal error: ", Cause.FATAL),
          Saying.of("panic: ", Cause.PANIC),
          Saying.of("runtime: out of memory", Cause.OUT_OF_MEMORY),
          Saying.of("runtime: cannot allocate memory", Cause.OUT_OF_MEMORY),
          Saying.of("runtime: VirtualAlloc of ", Cause.OUT_OF_MEMORY),
          Saying.of("runtime: failed to create new OS thread", Cause.THREADS),
          Saying.of("runtime: may need to increase max user processes", Cause.THREADS),
          Saying.of("runtime: program exceeds ", Cause.THREADS),
          Saying.of("runtime/cgo: pthread_create failed", Cause.THREADS),
          Saying.of("runtime: goroutine stack exceeds ", Cause.STACK_OVERFLOW),
          Saying.of("SIGABRT: abort", Cause.SIGNAL),
          Saying.of("SIGBUS: bus error", Cause.SIGNAL),
          Saying.of("SIGEMT: emulate instruction executed", Cause.SIGNAL),
          Saying.of("SIGFPE: floating-point exception", Cause.SIGNAL),
          Saying.of("SIGILL: illegal instruction", Cause.SIGNAL),
          Saying.of("SIGQUIT: quit", Cause.SIGNAL),
          Saying.of("SIGSEGV: segmentation violation", Cause.SIGNAL),
          Saying.of("SIGSTKFLT: stack fault", Cause.SIGNAL),
          Saying.of("SIGSYS: bad system call", Cause.SIGNAL),
          Saying.of("SIGTRAP: trace trap", Cause.SIGNAL));

  private static final List<Literal> FATAL_FOR_MEMORY =
      List.of(Literal.of("out of memory"), Literal.of("cannot allocate memory"));

  private static final List<Literal> KERNEL =
      List.of(Literal.of("Memory cgroup out of memory: Kill"), Literal.of("Out of memory: Kill"));

  /** Words that count when nothing stands behind them. */
  private static final List<Literal> WHOLE =
      List.of(Literal.of("Killed"), Literal.of("Killed: 9"), Literal.of("signal: killed"));

  private static final List<Literal> REASON = List.of(Literal.of("Reason"), Literal.of("reason"));
  private static final Literal OOM_KILLED = Literal.of("OOMKilled");
  private static final Literal KILLED = Literal.of("Killed");
  private static final Literal PROCESS = Literal.of("Killed process ");
  private static final Literal NAME = Literal.of(" (");
  private static final Literal LINE = Literal.of(": line ");

  private DeathLines() {}

  /** What a text that begins at {@code at} tells; null when it is no end of a process. */
  static DeathEvent read(byte[] buffer, int at, int to) {
    Cause cause = cause(buffer, at, to);
    return cause == null ? null : event(cause, buffer, at, to);
  }

  /**
   * What a shell tells with the {@code Killed} at {@code at}, {@code run.sh: line 3: 7 Killed
   * ./app}; null when it is another word.
   */
  static DeathEvent readShell(byte[] buffer, int at, int from, int to) {
    int end = at + KILLED.length();
    if (!KILLED.isAt(buffer, at, to) || (end < to && buffer[end] != ' ')) {
      return null;
    }
    int processEnd = blanksBegin(buffer, at, from);
    int process = digitsBegin(buffer, processEnd, from);
    int colon = blanksBegin(buffer, process, from) - 1;
    if (processEnd == at || process == processEnd || colon < from || buffer[colon] != ':') {
      return null;
    }
    int line = digitsBegin(buffer, colon, from) - LINE.length();
    boolean told = line >= from && line + LINE.length() < colon && LINE.isAt(buffer, line, to);
    return told ? event(Cause.KILLED, buffer, at, to) : null;
  }

  private static DeathEvent event(Cause cause, byte[] buffer, int at, int to) {
    int end = to;
    while (end > at && (buffer[end - 1] == ' ' || buffer[end - 1] == '\r')) {
      end--;
    }
    return new DeathEvent(cause, Excerpt.of(buffer, at, end, Excerpt.DEATH_CHARS));
  }

  private static Cause cause(byte[] buffer, int at, int to) {
    return switch (at < to ? buffer[at] : 0) {
      case 'K', 'M', 'O', 'R', 'S', 'f', 'p', 'r', 's', '"' -> toldCause(buffer, at, to);
      default -> null;
    };
  }

  private static Cause toldCause(byte[] buffer, int at, int to) {
    for (Saying saying : RUNTIME) {
      if (saying.words().isAt(buffer, at, to)) {
        return saying.cause() == Cause.FATAL && isForMemory(buffer, at, to)
            ? Cause.OUT_OF_MEMORY
            : saying.cause();
      }
    }
    return isKill(buffer, at, to) || isOomReason(buffer, at, to) ? Cause.KILLED : null;
  }

  /** Whether the text of a fatal error is about memory: it names the structure that had no room. */
  private static boolean isForMemory(byte[] buffer, int at, int to) {
    int end = Math.min(to, at + Excerpt.DEATH_CHARS);
    for (int i = at; i < end; i++) {
      for (Literal words : FATAL_FOR_MEMORY) {
        if (words.isAt(buffer, i, to)) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isKill(byte[] buffer, int at, int to) {
    for (Literal words : KERNEL) {
      if (words.isAt(buffer, at, to)) {
        return true;
      }
    }
    if (PROCESS.isAt(buffer, at, to)) {
      int number = at + PROCESS.length();
      int name = Cursor.digitsEnd(buffer, number, to);
      return name > number && NAME.isAt(buffer, name, to);
    }
    for (Literal words : WHOLE) {
      if (words.isAt(buffer, at, to) && isBlank(buffer, at + words.length(), to)) {
        return true;
      }
    }
    return false;
  }

  /** {@code OOMKilled}, {@code reason: OOMKilled} and {@code "reason": "OOMKilled"}. */
  private static boolean isOomReason(byte[] buffer, int at, int to) {
    int i = quoteEnd(buffer, at, to);
    for (Literal reason : REASON) {
      if (reason.isAt(buffer, i, to)) {
        int colon = quoteEnd(buffer, i + reason.length(), to);
        if (colon == to || buffer[colon] != ':') {
          return false;
        }
        int value = colon + 1;
        while (value < to && buffer[value] == ' ') {
          value++;
        }
        i = quoteEnd(buffer, value, to);
      }
    }
    int end = i + OOM_KILLED.length();
    return OOM_KILLED.isAt(buffer, i, to)
        && (end == to || !(Cursor.isLetter(buffer[end]) || Cursor.isDigit(buffer[end])));
  }

  private static int quoteEnd(byte[] buffer, int at, int to) {
    return at < to && buffer[at] == '"' ? at + 1 : at;
  }

  private static boolean isBlank(byte[] buffer, int at, int to) {
    for (int i = at; i < to; i++) {
      if (buffer[i] != ' ' && buffer[i] != '\t' && buffer[i] != '\r') {
        return false;
      }
    }
    return true;
  }

  private static int blanksBegin(byte[] buffer, int end, int from) {
    int i = end;
    while (i > from && buffer[i - 1] == ' ') {
      i--;
    }
    return i;
  }

  private static int digitsBegin(byte[] buffer, int end, int from) {
    int i = end;
    while (i > from && Cursor.isDigit(buffer[i - 1])) {
      i--;
    }
    return i;
  }
}
