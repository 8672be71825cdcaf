package dev.gctrace.cli.watch;

/**
 * What waits to be written, between the thread that reads a log and the one that writes. Putting
 * something in never waits: a reader that waits makes the pipe full, and a full pipe stops the
 * program that is watched.
 *
 * <p>For use by any number of threads that put in and one that takes out.
 */
interface Outbox {

  /** How much a line matters when not all can be kept. */
  enum Weight {
    /** One of many. */
    LINE,
    /** An alert. */
    ALERT
  }

  /** Puts a line in, its line break included. The bytes are kept. */
  void put(byte[] line, Weight weight);

  /**
   * Takes out some lines, and waits until there are any.
   *
   * @return the next bytes; null when there are none left and there will be none
   */
  byte[] take() throws InterruptedException;

  /** Whether {@link #take} would wait now. */
  boolean isEmpty();

  /** There will be no more. What is put in from now on is ignored. */
  void end();
}
