package dev.gctrace.cli.analysis;

import dev.gctrace.core.trace.DeathEvent;
import dev.gctrace.logs.Cycle;
import dev.gctrace.logs.EarlyCycle;

/** Told of what is read as soon as it is judged, in the thread that reads. */
@FunctionalInterface
public interface AnalysisListener {

  /**
   * A collection was read.
   *
   * @param process the process that it belongs to; the same object for all of its collections
   * @param cycle the collection
   */
  void cycle(ProcessTrace process, Cycle cycle);

  /**
   * A collection of Go 1.4 or earlier was read.
   *
   * @param process the process that it belongs to; the same object for all of its collections
   * @param cycle the collection
   */
  default void early(ProcessTrace process, EarlyCycle cycle) {}

  /**
   * A program told why it ends.
   *
   * @param container the container it ran in
   * @param death what it told
   */
  default void death(ContainerTrace container, DeathEvent death) {}

  /**
   * What is read as it comes turns out to be written newest first: restarts and alerts told of it
   * are none.
   *
   * @param input name of the log
   */
  default void newestFirst(String input) {}

  /**
   * Whether {@link #text} wants to be called: reading is faster when it does not.
   *
   * @return the same answer at all times
   */
  default boolean wantsText() {
    return false;
  }

  /**
   * A program wrote something of its own.
   *
   * @param label name of the container, or of the input when it has none
   * @param buffer holds the line; valid during the call only
   * @param from offset of its first byte
   * @param to offset after its last byte
   */
  default void text(String label, byte[] buffer, int from, int to) {}
}
