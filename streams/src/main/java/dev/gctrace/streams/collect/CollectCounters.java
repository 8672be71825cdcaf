package dev.gctrace.streams.collect;

/** Told of what the collector does; safe for use by several threads. */
public interface CollectCounters {

  /** Counts nothing. */
  CollectCounters NONE = new CollectCounters() {};

  /** What a record of {@code pod-memory} says. */
  enum Told {
    /** What is known of a container. */
    STATE,
    /** How a run of it ended. */
    END,
    /** It is gone. */
    GONE
  }

  /** A line of a log was read. */
  default void lineRead() {}

  /** A line of a log was sent, or a record of the runtime in one. */
  default void lineSent() {}

  /** A record of {@code pod-memory} was sent. */
  default void memory(Told told) {}

  /** Something a person may want to know happened to a log: a connection broke, lines are lost. */
  default void note() {}

  /** A term as the leader began. */
  default void term() {}

  /** A term as the leader ended because something went wrong. */
  default void failure() {}

  /**
   * How it stands.
   *
   * @param leader whether this replica is the leader
   * @param containers containers that are known
   * @param followed of these, whose log is followed
   * @param leftOut of these, whose log is not because too many are
   */
  default void state(boolean leader, int containers, int followed, int leftOut) {}
}
