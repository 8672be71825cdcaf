package dev.gctrace.cli.analysis;

/**
 * Work in a thread of its own, which does not keep the process alive: a read of standard input
 * cannot be interrupted. What it fails of is thrown again where it can be told.
 */
public final class Work {

  private volatile Throwable failure;
  private volatile boolean done;

  private Work() {}

  /**
   * Begins.
   *
   * @param name name of the thread
   * @param work what to do
   * @param ended called when it is done, or has failed
   * @return the work
   */
  public static Work begin(String name, Runnable work, Runnable ended) {
    Work begun = new Work();
    Thread thread = new Thread(() -> begun.run(work, ended), name);
    thread.setDaemon(true);
    thread.start();
    return begun;
  }

  /**
   * Whether it has come to its end, and not failed.
   *
   * @return whether all is done
   */
  public boolean isDone() {
    return done;
  }

  /** Throws what it failed of, if it did. */
  public void check() {
    if (failure instanceof RuntimeException mistake) {
      throw mistake;
    } else if (failure instanceof Error error) {
      throw error;
    }
  }

  private void run(Runnable work, Runnable ended) {
    try {
      work.run();
      done = true;
    } catch (RuntimeException | OutOfMemoryError e) {
      failure = e;
    } finally {
      ended.run();
    }
  }
}
