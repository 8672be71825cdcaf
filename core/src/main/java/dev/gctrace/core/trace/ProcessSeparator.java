package dev.gctrace.core.trace;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
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

  /** Version of what {@link #write} writes. */
  private static final int VERSION = 1;

  /** Difference in the misfit of two goals that says nothing. */
  private static final double SAME_GOAL = 0.25;

  /** Processes that are followed, the one heard of last at the end. */
  private final List<ProcessCounter> counters = new ArrayList<>(1);

  private int begun;
  private boolean newest;
  private boolean repeated;

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

  /** Ways in which a collection stands to those that were seen. */
  public enum Arrival {
    /** The next one of a process. */
    NEXT,
    /** Of a process, and others are missing before it. */
    AHEAD,
    /** One that was seen. */
    AGAIN,
    /** Of a process that others were seen of which come after it. */
    LATE,
    /** The first one of a process. */
    FIRST
  }

  /**
   * Where a collection stands.
   *
   * @param arrival how it stands to those that were seen
   * @param process the process that it belongs to; for {@link Arrival#FIRST} the number that the
   *     process would get
   * @param missing numbers that are missing before it
   */
  public record Place(Arrival arrival, int process, long missing) {}

  /** Where a collection stands, without taking it. */
  public Place placeOf(GcEvent event) {
    Collection collection = Collection.of(event);
    ProcessCounter holder = holder(collection);
    if (holder != null) {
      Arrival arrival = holder.hasSeen(collection) ? Arrival.AGAIN : Arrival.LATE;
      return new Place(arrival, holder.process(), 0);
    }
    ProcessCounter next = next(collection);
    if (next == null) {
      return new Place(Arrival.FIRST, begun + 1, collection.cycle() - 1);
    }
    long missing = next.missing(collection);
    return new Place(missing == 0 ? Arrival.NEXT : Arrival.AHEAD, next.process(), missing);
  }

  /** The process that was heard of last; 0 when none was. */
  public int newest() {
    return counters.isEmpty() ? 0 : counters.get(counters.size() - 1).process();
  }

  /**
   * Whether the collection given last was the newest of its process, not one delivered twice or too
   * late.
   */
  public boolean wasNewest() {
    return newest;
  }

  /** Whether the collection given last is one that was seen, delivered once more. */
  public boolean wasRepeated() {
    return repeated;
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
    ProcessCounter holder = holder(collection);
    if (holder != null) {
      newest = false;
      repeated = holder.hasSeen(collection);
      return holder.process();
    }
    ProcessCounter next = next(collection);
    newest = true;
    repeated = false;
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

  /** The process that has seen the collection, or misses it between others; null when none does. */
  private ProcessCounter holder(Collection collection) {
    for (int i = counters.size() - 1; i >= 0; i--) {
      if (counters.get(i).holds(collection)) {
        return counters.get(i);
      }
    }
    return null;
  }

  /** The process that goes on with the collection; null when none can. */
  private ProcessCounter next(Collection collection) {
    ProcessCounter next = null;
    for (int i = counters.size() - 1; i >= 0; i--) {
      ProcessCounter counter = counters.get(i);
      if (counter.canGoOn(collection, now)
          && (next == null || isNearer(collection, counter, next))) {
        next = counter;
      }
    }
    return next;
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

  /** Stops to follow the process that was silent for longest. */
  public void forgetOldest() {
    if (!counters.isEmpty()) {
      counters.remove(0);
    }
  }

  /** How many processes are followed. */
  public int followed() {
    return counters.size();
  }

  /** Writes what is known, with a version: some 300 bytes a process. */
  public void write(DataOutputStream out) throws IOException {
    out.writeByte(VERSION);
    Varints.write(out, begun);
    Varints.write(out, now);
    out.writeByte(counters.size());
    for (ProcessCounter counter : counters) {
      counter.write(out);
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when the version is unknown, or it is nothing of the kind; the
   *     message says which
   */
  public static ProcessSeparator read(DataInputStream in) throws IOException {
    int version = in.readUnsignedByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "version " + version + " of the processes' state is not known, only " + VERSION);
    }
    ProcessSeparator separator = new ProcessSeparator();
    separator.begun = Math.toIntExact(Varints.read(in));
    separator.now = Varints.read(in);
    int count = Varints.below(MAX_PROCESSES + 1, in.readUnsignedByte());
    for (int i = 0; i < count; i++) {
      separator.counters.add(ProcessCounter.read(in));
    }
    return separator;
  }
}
