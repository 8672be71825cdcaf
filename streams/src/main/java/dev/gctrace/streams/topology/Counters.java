package dev.gctrace.streams.topology;

import dev.gctrace.core.forecast.Severity;
import dev.gctrace.logs.LogFormat;
import dev.gctrace.streams.alert.Change;
import java.time.Duration;

/**
 * Told of what the topology does, to be counted. Called by several threads at a time. What is told
 * is not transactional: after a crash some of it is told again.
 */
public interface Counters {

  /** Counts nothing. */
  Counters NONE = new Counters() {};

  /** A record of the topic of logs was read. */
  default void record() {}

  /** Wrappings of a format were taken off. */
  default void format(LogFormat format, long count) {}

  /** A collection was judged and sent on. */
  default void event(boolean repaired) {}

  /** A line came too late to be put in its place, and was left out. */
  default void late() {}

  /** A line came again, and was left out. */
  default void duplicate() {}

  /** A line was read that no container is told of: it is judged as one of an unknown one. */
  default void unnamed() {}

  /** A line of the runtime was read that could not be made out. */
  default void malformed() {}

  /** A process was forgotten because its container has more of them than there is room for. */
  default void forgotten() {}

  /** Collections of a process never came. */
  default void gap(long cycles) {}

  /** A record was sent to the dead letters. */
  default void deadLetter(DeadLetter.Reason reason) {}

  /** An alert was sent. */
  default void alert(Change change, Severity severity) {}

  /** A collection was judged that long after its record was written to the topic of logs. */
  default void latency(Duration sinceRecord) {}

  /**
   * A container has another severity.
   *
   * @param before null when it was not known before
   * @param after null when it was forgotten, or has moved to another instance
   */
  default void container(Severity before, Severity after) {}
}
