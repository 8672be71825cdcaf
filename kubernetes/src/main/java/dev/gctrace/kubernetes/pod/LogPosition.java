package dev.gctrace.kubernetes.pod;

import java.time.Instant;
import java.util.Optional;

/**
 * How far a log was read, for somebody who goes on later.
 *
 * @param time time of the last line that was read
 * @param podUid the pod that printed it
 * @param restarts how often the container had been started again by then
 * @param runtimeId id of that run at the container runtime; empty when not known
 */
public record LogPosition(Instant time, String podUid, int restarts, Optional<String> runtimeId) {

  /**
   * The position behind a line.
   *
   * @param container the container when it printed the line
   * @param time time of the line
   * @return a position
   */
  public static LogPosition in(ContainerFacts container, Instant time) {
    return new LogPosition(time, container.podUid(), container.restarts(), container.runtimeId());
  }
}
