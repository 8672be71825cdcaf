package dev.gctrace.streams.clients;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other processes and threads bring about, without taking their processor. */
public final class Await {

  /** A net only: what is slow is not wrong. */
  private static final Duration NET = Duration.ofMinutes(5);

  private static final long LOOK_NANOS = Duration.ofMillis(20).toNanos();

  private Await() {}

  /** Something that will be so. */
  public interface Condition {
    /** Whether it is. */
    boolean holds() throws Exception;
  }

  /** Waits until it is so; the story is told when it never is. */
  public static void until(Condition condition, Callable<String> story) throws Exception {
    long end = System.nanoTime() + NET.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never came: " + story.call());
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }
}
