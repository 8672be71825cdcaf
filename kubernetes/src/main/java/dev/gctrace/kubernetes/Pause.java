package dev.gctrace.kubernetes;

import java.time.Duration;

/** Waits. */
@FunctionalInterface
public interface Pause {

  /** Waits by the clock. */
  Pause BY_CLOCK = time -> Thread.sleep(time.toMillis());

  /**
   * Waits for so long.
   *
   * @param time how long
   * @throws InterruptedException when the thread is to end
   */
  void of(Duration time) throws InterruptedException;
}
