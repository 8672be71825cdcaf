package dev.gctrace.streams.notify;

import dev.gctrace.streams.alert.Change;

/** Told of what the notifier does, to be counted. Called by several threads at a time. */
public interface NotifyCounters {

  /** Counts nothing. */
  NotifyCounters NONE = new NotifyCounters() {};

  /** A receiver took an alert. */
  default void delivered(String receiver, Change change) {}

  /** A receiver will never take an alert, which was left out. */
  default void refused(String receiver) {}

  /** A request failed and will be made again. */
  default void failed(String receiver) {}

  /** A record is no alert and was left out. */
  default void unreadable(String receiver) {}

  /**
   * How a receiver stands.
   *
   * @param waiting alerts that were read and not taken yet
   * @param firing containers of which something fires
   */
  default void state(String receiver, int waiting, int firing) {}
}
