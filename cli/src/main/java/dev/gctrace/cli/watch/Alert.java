package dev.gctrace.cli.watch;

import dev.gctrace.core.forecast.Severity;

/**
 * A change of the severity of a process.
 *
 * @param kind which way
 * @param severity the severity from now on
 */
record Alert(Kind kind, Severity severity) {

  /** Ways in which a severity changes. */
  enum Kind {
    /** From calm to danger. */
    RAISED,
    /** From warning to critical. */
    ESCALATED,
    /** From critical to warning. */
    EASED,
    /** To calm. */
    RESOLVED
  }
}
