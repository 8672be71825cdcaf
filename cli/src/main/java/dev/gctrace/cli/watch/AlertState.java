package dev.gctrace.cli.watch;

import dev.gctrace.core.forecast.Severity;
import java.util.Optional;

/**
 * Turns the severities of one process, line by line, into the few changes that somebody wants to be
 * told. A rise is told at once; a fall when it has lasted, so that a process that goes up and down
 * at each cycle does not fill the screen. A line without a statement changes nothing.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class AlertState {

  /** Lines that a fall has to last. */
  static final int LASTING = 3;

  private Severity told = Severity.OK;
  private Severity worstSince = Severity.OK;
  private int below;

  /** Takes the severity of the next line. */
  Optional<Alert> next(Severity severity) {
    if (severity == Severity.UNKNOWN) {
      return Optional.empty();
    }
    int change = severity.compareTo(told);
    if (change == 0) {
      below = 0;
      return Optional.empty();
    }
    if (change > 0) {
      Alert.Kind kind = told == Severity.OK ? Alert.Kind.RAISED : Alert.Kind.ESCALATED;
      return Optional.of(tell(kind, severity));
    }
    worstSince = below == 0 || severity.compareTo(worstSince) > 0 ? severity : worstSince;
    below++;
    if (below < LASTING) {
      return Optional.empty();
    }
    Alert.Kind kind = worstSince == Severity.OK ? Alert.Kind.RESOLVED : Alert.Kind.EASED;
    return Optional.of(tell(kind, worstSince));
  }

  private Alert tell(Alert.Kind kind, Severity severity) {
    told = severity;
    below = 0;
    return new Alert(kind, severity);
  }
}
