package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Ended;

/**
 * Told what happens to a log while it is followed, by the thread that reads it, between the bytes
 * from before and the bytes from after.
 */
public interface LogListener {

  /**
   * A run of the container has ended, and all of its log was read that can be had.
   *
   * @param container the container as it was
   * @param end how it ended
   * @return lines to put into the log behind its last one, each with its time and its break: what
   *     the container itself cannot tell; may be empty
   */
  String ended(ContainerFacts container, Ended end);

  /**
   * The container was looked at again: it was started again, or resized.
   *
   * @param container as it is now
   */
  void changed(ContainerFacts container);

  /**
   * Something a person should know: a connection that broke, lines that are lost, what the node
   * wrote where a log was expected.
   *
   * @param text one line
   */
  void note(String text);
}
