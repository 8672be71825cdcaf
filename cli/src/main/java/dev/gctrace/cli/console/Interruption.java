package dev.gctrace.cli.console;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, and any other signal that ends the process, as an end that leaves time for the last
 * words: until it is over, the process waits, though not for long.
 */
public final class Interruption {

  private static final long PATIENCE_SECONDS = 5;
  private static final long LAST_PATIENCE_SECONDS = 5;

  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook;

  private Interruption(Runnable stop, Runnable stuck) {
    hook =
        new Thread(
            () -> {
              stop.run();
              if (!awaitOver(PATIENCE_SECONDS)) {
                stuck.run();
                awaitOver(LAST_PATIENCE_SECONDS);
              }
            },
            "gctrace-interruption");
  }

  /**
   * Begins to listen.
   *
   * @param stop called when the process shall end; has to lead to the end
   * @param stuck called when it does not within seconds, because the output is not taken
   * @return what has to be told when it is over
   */
  public static Interruption of(Runnable stop, Runnable stuck) {
    Interruption interruption = new Interruption(stop, stuck);
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** The last words are said. */
  public void over() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs, and has just been told.
      return;
    }
  }

  private boolean awaitOver(long seconds) {
    try {
      return over.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
