package dev.gctrace.core.trace;

/**
 * Tells the runs of a program in one stream apart, by the cycle number and the start: a number that
 * falls begins a new process; two counters that run on side by side are two processes.
 *
 * <p>Not for use by more than one thread at a time.
 */
public final class ProcessSeparator {

  /** A separator that has seen no process. */
  public ProcessSeparator() {}

  /** The process, from 1 in the order of appearance, that an event belongs to. */
  public int processOf(GcEvent event) {
    return 1;
  }
}
