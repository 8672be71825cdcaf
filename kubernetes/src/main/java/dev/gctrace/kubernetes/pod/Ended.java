package dev.gctrace.kubernetes.pod;

import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How a run of a container ended, as Kubernetes tells.
 *
 * @param how in which way
 * @param exitCode the exit code; 0 for an eviction that has none
 * @param reason the word that Kubernetes has for it: {@code OOMKilled}, {@code Error}; may be empty
 * @param startedAt when it began; empty when not told
 * @param finishedAt when it ended; empty when not told
 * @param runtimeId id of the container at the runtime; empty when not told
 */
public record Ended(
    How how,
    int exitCode,
    String reason,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    Optional<String> runtimeId) {

  private static final int SIGKILL = 128 + 9;

  /** Ways in which a container ends. */
  public enum How {
    /** The kernel killed the main process for the memory of the container. */
    OOM_KILLED,
    /**
     * The kernel killed another process of the container for memory; the main process ended by
     * itself.
     */
    OTHER_OOM_KILLED,
    /**
     * Killed with SIGKILL and not for memory as far as is known: the end of a grace period, a
     * probe. The event of an OOM kill can be missed, though.
     */
    KILLED,
    /** Evicted from its node: the node ran out of something, not the container. */
    EVICTED,
    /** Ended by itself with an error. */
    FAILED,
    /** Ended by itself, as it wanted. */
    COMPLETED
  }

  static Ended of(ContainerStateTerminated state) {
    int code = state.getExitCode() == null ? 0 : state.getExitCode();
    String reason = state.getReason() == null ? "" : state.getReason();
    return new Ended(
        how(code, reason),
        code,
        reason,
        time(state.getStartedAt()),
        time(state.getFinishedAt()),
        Optional.ofNullable(state.getContainerID()));
  }

  /** That the pod was evicted; empty when it was not. */
  static Optional<Ended> ofEviction(Pod pod) {
    return pod.getStatus() != null && "Evicted".equals(pod.getStatus().getReason())
        ? Optional.of(
            new Ended(
                How.EVICTED, 0, "Evicted", Optional.empty(), Optional.empty(), Optional.empty()))
        : Optional.empty();
  }

  private static How how(int code, String reason) {
    if (reason.equals("OOMKilled")) {
      return code == SIGKILL ? How.OOM_KILLED : How.OTHER_OOM_KILLED;
    }
    if (code == SIGKILL) {
      return How.KILLED;
    }
    return code == 0 ? How.COMPLETED : How.FAILED;
  }

  /**
   * What happened, in words.
   *
   * @return a clause: {@code was OOMKilled (exit code 137) at 2026-01-05T10:07:01Z}
   */
  public String words() {
    String when = finishedAt.map(at -> " at " + at).orElse("");
    String code = " (exit code " + exitCode + ")" + when;
    return switch (how) {
      case OOM_KILLED -> "was OOMKilled" + code;
      case OTHER_OOM_KILLED ->
          "had another of its processes OOMKilled, and ended by itself with exit code "
              + exitCode
              + when;
      case KILLED ->
          "was killed with SIGKILL"
              + code
              + ", not for memory as far as Kubernetes knows: the end of a grace period, a probe,"
              + " or an OOM kill that was missed";
      case EVICTED -> "was evicted: the node ran short, not the container";
      case FAILED -> "ended with an error" + code;
      case COMPLETED -> "ended by itself" + code;
    };
  }

  static Optional<Instant> time(String text) {
    try {
      return Optional.ofNullable(text).map(Instant::parse);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
