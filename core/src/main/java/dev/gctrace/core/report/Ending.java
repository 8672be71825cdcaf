package dev.gctrace.core.report;

import dev.gctrace.core.trace.DeathEvent;
import java.util.Optional;

/** How the trace of a process ends. */
enum Ending {
  /** It stops; the process may be alive. */
  OPEN,
  /** Another process followed in its container; nothing says why. */
  FOLLOWED,
  /** A line says that it was killed. */
  KILLED,
  /** The runtime said that it got no more memory. */
  OUT_OF_MEMORY,
  /** It ended by itself: a panic, a fatal error, a signal that Go reports. */
  CRASHED;

  static Ending of(Optional<DeathEvent> death, boolean followed) {
    if (death.isEmpty()) {
      return followed ? FOLLOWED : OPEN;
    }
    return switch (death.get().cause()) {
      case KILLED -> KILLED;
      case OUT_OF_MEMORY -> OUT_OF_MEMORY;
      case THREADS, STACK_OVERFLOW, PANIC, FATAL, SIGNAL -> CRASHED;
    };
  }
}
