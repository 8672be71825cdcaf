package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Ended;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a listener is told once all bytes from before have been taken.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Announcements {

  private final LogListener listener;
  private final LogBuffer log;
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  /**
   * Nothing to tell yet.
   *
   * @param listener who is told
   * @param log where the lines go that the listener puts into the log
   */
  Announcements(LogListener listener, LogBuffer log) {
    this.listener = listener;
    this.log = log;
  }

  void note(String text) {
    waiting.add(() -> listener.note(text));
  }

  void changed(ContainerFacts now) {
    waiting.add(() -> listener.changed(now));
  }

  void ended(ContainerFacts was, Ended end) {
    waiting.add(
        () -> {
          byte[] lines = listener.ended(was, end).getBytes(StandardCharsets.UTF_8);
          log.add(lines, 0, lines.length);
        });
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Tells the next. */
  void tellNext() {
    waiting.remove().run();
  }

  void tellAll() {
    while (!isEmpty()) {
      tellNext();
    }
  }
}
