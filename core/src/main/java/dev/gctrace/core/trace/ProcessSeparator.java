package dev.gctrace.core.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells the runs of a program in one stream apart. A process counts its collections from 1, by one,
 * and says when each began; so
 *
 * <ul>
 *   <li>a collection belongs to the process that it can come next of: its number is higher, it
 *       began after the end of the one before, and, when no number is missing between them, with at
 *       least the live heap of it. When it may belong to several, to the one with the fewest
 *       numbers missing, then to one that began after the others were heard of, then to the one
 *       with the nearest heap;
 *   <li>lost lines are a gap of a process, never a new one;
 *   <li>two counters that run on side by side are two processes, as {@code go run} and {@code go
 *       test} show them;
 *   <li>the number that falls begins a new process; not so the number of a line that was passed by
 *       the one behind it, or that was delivered twice: among the last 32 collections of a process
 *       it finds its place or its like, and belongs to that process;
 *   <li>a process that can only go on in the past, because others have counted more time since it
 *       was heard of, is dead.
 * </ul>
 *
 * <p>At most {@link #MAX_PROCESSES} processes are followed; the one that was silent for longest
 * makes room. What is kept of one is some 600 bytes.
 *
 * <p>Not for use by more than one thread at a time.
 */
public final class ProcessSeparator {

  /** Processes that are followed at a time. */
  public static final int MAX_PROCESSES = 16;

  /** Difference in the misfit of two goals that says nothing. */
  private static final double SAME_GOAL = 0.25;

  /** Processes that are followed, the one heard of last at the end. */
  private final List<ProcessCounter> counters = new ArrayList<>(1);

  private int begun;
  private boolean newest;

  /** Time of the stream, in milliseconds from its first collection, that has passed at least. */
  private long now;

  /** A separator that has seen no process. */
  public ProcessSeparator() {}

  /**
   * The process, from 1 in the order of appearance, that a collection belongs to. A collection that
   * is delivered twice belongs to the same process both times.
   */
  public int processOf(GcEvent event) {
    return processOf(Collection.of(event));
  }

  /** The same for a collection of Go 1.4 and earlier, which does not say when it began. */
  public int processOf(EarlyGcEvent event) {
    return processOf(Collection.of(event));
  }

  /**
   * Whether the collection given last was the newest of its process, not one delivered twice or too
   * late.
   */
  public boolean wasNewest() {
    return newest;
  }

  /**
   * Whether a process is followed still. The number of one that is not does not come again, nor
   * that of one that never was.
   */
  public boolean isFollowed(int process) {
    return find(process) != null;
  }

  /**
   * Whether another process began after the last collection of this one: as a rule because this one
   * has ended.
   */
  public boolean isSucceeded(int process) {
    ProcessCounter counter = find(process);
    return counter == null ? process > 0 && process < begun : counter.begunAtLast() < begun;
  }

  private int processOf(Collection collection) {
    ProcessCounter next = null;
    for (int i = counters.size() - 1; i >= 0; i--) {
      ProcessCounter counter = counters.get(i);
      if (counter.holds(collection)) {
        newest = false;
        return counter.process();
      }
      if (counter.canGoOn(collection, now)
          && (next == null || isNearer(collection, counter, next))) {
        next = counter;
      }
    }
    newest = true;
    if (next == null) {
      next = begin(collection);
    } else if (next != counters.get(counters.size() - 1)) {
      counters.remove(next);
      counters.add(next);
    }
    now = next.goOn(collection, now, begun);
    for (int i = 0; i < counters.size() - 1; i++) {
      counters.get(i).wasBefore(next);
    }
    return next.process();
  }

  private static boolean isNearer(Collection collection, ProcessCounter a, ProcessCounter b) {
    if (a.missing(collection) != b.missing(collection)) {
      return a.missing(collection) < b.missing(collection);
    }
    double misfit = a.goalMisfit(collection) - b.goalMisfit(collection);
    if (Math.abs(misfit) > SAME_GOAL) {
      return misfit < 0;
    }
    return b.isSucceededBy(a);
  }

  private ProcessCounter begin(Collection collection) {
    if (counters.size() == MAX_PROCESSES) {
      counters.remove(0);
    }
    ProcessCounter counter = new ProcessCounter(++begun, collection, now);
    counters.add(counter);
    return counter;
  }

  private ProcessCounter find(int process) {
    for (ProcessCounter counter : counters) {
      if (counter.process() == process) {
        return counter;
      }
    }
    return null;
  }
}
