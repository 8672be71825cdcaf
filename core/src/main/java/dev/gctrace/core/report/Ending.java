package dev.gctrace.core.report;

import dev.gctrace.core.trace.DeathEvent;
import java.util.Optional;

/** How the trace of a process ends. */
enum Ending {
  /** It stops; the process may be alive. */
  OPEN,
  /** Another process followed in its container; nothing says why. */
  FOLLOWED,
  /** A line, or somebody who knows, says that it was killed. */
  KILLED,
  /** The runtime said that it got no more memory. */
  OUT_OF_MEMORY,
  /** It ended by itself: a panic, a fatal error, a signal that Go reports. */
  CRASHED;

  static Ending of(Optional<DeathEvent> death, KnownEnd known) {
    if (known == KnownEnd.OOM_KILLED) {
      return KILLED;
    }
    if (death.isEmpty()) {
      return known == KnownEnd.ENDED ? FOLLOWED : OPEN;
    }
    return switch (death.get().cause()) {
      case KILLED -> KILLED;
      case OUT_OF_MEMORY -> OUT_OF_MEMORY;
      case THREADS, STACK_OVERFLOW, PANIC, FATAL, SIGNAL -> CRASHED;
    };
  }

  /** Whether a line told that memory was the reason, or may have been. */
  boolean isByMemory() {
    return this == KILLED || this == OUT_OF_MEMORY;
  }
}
