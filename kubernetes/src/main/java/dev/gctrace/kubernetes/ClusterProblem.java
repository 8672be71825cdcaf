package dev.gctrace.kubernetes;

import java.io.IOException;

/**
 * Why the cluster did not do what was asked. The message is one line for a person, and for {@link
 * Kind#FORBIDDEN} lines of YAML behind it: the rule that is missing.
 */
public final class ClusterProblem extends IOException {

  private static final long serialVersionUID = 1;

  private final Kind kind;

  ClusterProblem(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  ClusterProblem(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Kinds of problems. */
  public enum Kind {
    /** No cluster is configured, or the configuration cannot be used. */
    NO_CLUSTER,
    /** The cluster cannot be reached. */
    UNREACHABLE,
    /** The credentials are not accepted. */
    UNAUTHORIZED,
    /** The credentials are accepted and not allowed to do this. */
    FORBIDDEN,
    /** There is no such thing. */
    NOT_FOUND,
    /** It cannot be had now: a container that has not started, no previous one. */
    NOT_READY,
    /** Somebody else has changed it first. */
    CONFLICT,
    /** The cluster is too busy, or broken. */
    FAILED,
    /** What was asked for does not name one thing. */
    AMBIGUOUS
  }

  /**
   * Of which kind it is.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }
}
