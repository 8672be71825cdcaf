package dev.gctrace.cli.analysis;

import dev.gctrace.logs.Cycle;

/** Told of every collection as soon as it is judged, in the thread that reads. */
@FunctionalInterface
public interface CycleListener {

  /**
   * A collection was read.
   *
   * @param process the process that it belongs to; the same object for all of its collections
   * @param cycle the collection
   */
  void cycle(ProcessTrace process, Cycle cycle);
}
