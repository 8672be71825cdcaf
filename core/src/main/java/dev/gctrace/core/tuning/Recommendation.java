package dev.gctrace.core.tuning;

import java.util.Locale;
import java.util.Optional;

/**
 * What to set.
 *
 * @param kind what changes
 * @param outcome what the program would do then; empty when nothing helps
 * @param reason why, with the numbers; no line break
 */
public record Recommendation(Kind kind, Optional<Outcome> outcome, String reason) {

  /** What changes. */
  public enum Kind {
    /** Nothing needs to. */
    KEEP,
    /** GOMEMLIMIT is set, or set to another value. */
    SET_GOMEMLIMIT,
    /** GOGC is lowered: the program's Go does not know GOMEMLIMIT. */
    LOWER_GOGC,
    /** The container gets a limit, or a higher one. */
    SET_LIMIT,
    /** No setting helps. */
    NOTHING_HELPS;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** {@return the name in JSON: {@code set-gomemlimit}} */
    public String code() {
      return code;
    }
  }
}
