package dev.gctrace.kubernetes.pod;

import dev.gctrace.core.report.Finding;
import java.util.Locale;

/**
 * A setting that does something else than was meant, seen from the pod's description alone.
 *
 * @param id stable name
 * @param sentence what is set and what it does, in one sentence
 * @param advice what to write instead
 */
public record Trap(Id id, String sentence, String advice) {

  /**
   * As a finding, as reports have them.
   *
   * @return the finding; critical where the program does not start, or does nothing but collect
   */
  public Finding finding() {
    Finding.Level level =
        switch (id) {
          case GOMEMLIMIT_MALFORMED, GOMEMLIMIT_TINY, MEMORY_IN_THOUSANDTHS ->
              Finding.Level.CRITICAL;
          case GOMEMLIMIT_IS_LIMIT, GOMEMLIMIT_OVER_LIMIT, GOMEMLIMIT_IS_NODE ->
              Finding.Level.WARNING;
        };
    return new Finding(
        id.name().toLowerCase(Locale.ROOT).replace('_', '-'), level, sentence, "", advice);
  }

  /** Kinds of traps. */
  public enum Id {
    /** {@code GOMEMLIMIT=512Mi}: the program does not start. */
    GOMEMLIMIT_MALFORMED,
    /** GOMEMLIMIT of less than 1 MiB, most often by a divisor: collections never stop. */
    GOMEMLIMIT_TINY,
    /** GOMEMLIMIT is the container's limit: no headroom for what is not Go's heap. */
    GOMEMLIMIT_IS_LIMIT,
    /** GOMEMLIMIT is above the container's limit: the kernel kills before it acts. */
    GOMEMLIMIT_OVER_LIMIT,
    /** GOMEMLIMIT is taken from a limit that is not set: it is what the node has. */
    GOMEMLIMIT_IS_NODE,
    /** {@code 512m} as memory: thousandths of a byte. */
    MEMORY_IN_THOUSANDTHS
  }
}
