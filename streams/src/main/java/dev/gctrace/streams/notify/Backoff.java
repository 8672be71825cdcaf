package dev.gctrace.streams.notify;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait after a failure: twice as long each time, and never all at the same moment. */
final class Backoff {

  /** Longest wait that a receiver may ask for. */
  static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

  private final Duration first;
  private final Duration longest;
  private final RandomGenerator random;
  private int failures;

  Backoff(Duration first, Duration longest, RandomGenerator random) {
    this.first = first;
    this.longest = longest;
    this.random = random;
  }

  /** It went well: the next wait is the first one again. */
  void reset() {
    failures = 0;
  }

  /**
   * The next wait, within a fifth of its length by chance.
   *
   * @param asked what the receiver asked for; it is never told sooner
   */
  Duration next(Optional<Duration> asked) {
    double millis =
        Math.min((double) first.toMillis() * Math.pow(2, failures), (double) longest.toMillis());
    failures++;
    Duration wait = Duration.ofMillis((long) (millis * random.nextDouble(0.8, 1.2)));
    if (asked.isPresent() && asked.get().compareTo(wait) > 0) {
      wait = asked.get().compareTo(LONGEST_ASKED) < 0 ? asked.get() : LONGEST_ASKED;
    }
    return wait;
  }
}
