package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.ClusterProblem.Kind;
import java.time.Duration;

/**
 * The rest before something is tried again: twice as long each time, from one second to half a
 * minute, and short again after it went well.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class GrowingRest {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Pause pause;
  private Duration next = FIRST;

  GrowingRest(Pause pause) {
    this.pause = pause;
  }

  /** It goes well: the next rest is a short one. */
  void shorten() {
    next = FIRST;
  }

  void take() throws ClusterProblem {
    try {
      pause.of(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ClusterProblem(Kind.FAILED, "interrupted");
    }
    Duration twice = next.multipliedBy(2);
    next = twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
  }
}
