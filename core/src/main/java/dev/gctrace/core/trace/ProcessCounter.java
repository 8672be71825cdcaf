package dev.gctrace.core.trace;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;

/**
 * The collections of one process, as far as a stream has shown them.
 *
 * <p>Beside its own clock it keeps the time of the stream at which the process was heard of last,
 * as an interval: a process that shows up may have been silent before, so that the two clocks are
 * only bound by what other processes say before and after.
 */
final class ProcessCounter {

  /** Collections that are kept to know them, or their place, again. */
  static final int KEPT = 32;

  /** Room for the first of them. */
  private static final int FIRST_KEPT = 4;

  /**
   * How far the times of two processes may contradict each other, in milliseconds: lines are
   * printed, and carried, a little later than the collections end.
   */
  private static final long SLACK = 1000;

  /** The runtime cuts the start to milliseconds, and the phases of the one before as well. */
  private static final long CUT = 1;

  private static final int MIN_GOAL_MIB = 4;

  private final int process;
  private final Format format;

  /* A ring once it is full; until then made longer as needed. */
  private long[] cycles = new long[FIRST_KEPT];
  private long[] starts = new long[FIRST_KEPT];
  private int[] figures = new int[FIRST_KEPT];

  private int last = -1;
  private int kept;
  private long end;
  private long liveMiB;

  /** What GOGC makes of a live heap; 100 until a pair of collections has told. */
  private double goalToLive = 2;

  private long earliest;
  private long latest;
  private int begunAtLast;

  /**
   * A process of which no collection was seen.
   *
   * @param collection the first that will {@linkplain #goOn go on} with it
   * @param now time of the stream that has passed at least
   */
  ProcessCounter(int process, Collection collection, long now) {
    this.process = process;
    this.format = collection.format();
    this.end = collection.end();
    this.earliest = now;
    this.latest = process == 1 ? 0 : Long.MAX_VALUE / 2;
  }

  int process() {
    return process;
  }

  /** How many processes had begun when it was heard of last. */
  int begunAtLast() {
    return begunAtLast;
  }

  /** Whether the other began after this one was heard of last. */
  boolean isSucceededBy(ProcessCounter other) {
    return begunAtLast < other.process;
  }

  /** Whether it has seen the collection, or misses it between two others that it has seen. */
  boolean holds(Collection collection) {
    if (last < 0 || collection.cycle() > cycles[last] || collection.format() != format) {
      return false;
    }
    for (int i = 0; i < kept; i++) {
      int at = (last - i + KEPT) % KEPT;
      if (cycles[at] == collection.cycle()) {
        return starts[at] == collection.start() && figures[at] == collection.figures();
      }
      if (cycles[at] < collection.cycle()) {
        return starts[at] <= collection.start() && collection.start() <= starts[(at + 1) % KEPT];
      }
    }
    return false;
  }

  /** Whether it has seen this very collection, among those that are kept. */
  boolean hasSeen(Collection collection) {
    for (int i = 0; i < kept; i++) {
      int at = (last - i + KEPT) % KEPT;
      if (cycles[at] == collection.cycle()) {
        return starts[at] == collection.start() && figures[at] == collection.figures();
      }
    }
    return false;
  }

  /** Whether the collection can come after what was seen. */
  boolean canGoOn(Collection next, long now) {
    return next.format() == format
        && next.cycle() > cycles[last]
        && next.start() + CUT >= end
        && (next.cycle() > cycles[last] + 1 || next.heapStartMiB() + 1 >= liveMiB)
        && latest + (next.end() - end) >= now - SLACK;
  }

  /** Numbers that are missing between what was seen and the collection. */
  long missing(Collection next) {
    return next.cycle() - cycles[last] - 1;
  }

  /**
   * How far the goal of the collection is from the one that follows from the live heap, as a share
   * of it: the runtime sets a goal at the end of a collection, and prints it with the next.
   */
  double goalMisfit(Collection next) {
    double expected = Math.max(MIN_GOAL_MIB, goalToLive * liveMiB);
    return next.goalMiB() == 0 ? 0 : Math.abs(next.goalMiB() - expected) / expected;
  }

  /**
   * Takes the collection as the next one.
   *
   * @param now time of the stream that has passed at least
   * @param begun how many processes have begun
   * @return time of the stream that has passed at least
   */
  long goOn(Collection next, long now, int begun) {
    earliest = Math.max(now, earliest + (next.end() - end));
    latest = Math.max(now, latest + (next.end() - end));
    if (last >= 0 && missing(next) == 0 && liveMiB >= MIN_GOAL_MIB && next.goalMiB() > 0) {
      goalToLive = next.goalMiB() / (double) liveMiB;
    }
    end = next.end();
    liveMiB = next.liveMiB();
    begunAtLast = begun;
    last = (last + 1) % KEPT;
    kept = Math.min(KEPT, kept + 1);
    makeRoom(kept);
    cycles[last] = next.cycle();
    starts[last] = next.start();
    figures[last] = next.figures();
    return earliest;
  }

  private void makeRoom(int collections) {
    if (collections > cycles.length) {
      int room = Math.min(KEPT, Math.max(collections, 2 * cycles.length));
      cycles = Arrays.copyOf(cycles, room);
      starts = Arrays.copyOf(starts, room);
      figures = Arrays.copyOf(figures, room);
    }
  }

  /** It was heard of last before the other process was. */
  void wasBefore(ProcessCounter other) {
    latest = Math.min(latest, other.latest);
  }

  /** Writes all that it knows. */
  void write(DataOutputStream out) throws IOException {
    Varints.write(out, process);
    out.writeUTF(format.name());
    out.writeByte(kept);
    long cycle = 0;
    long start = 0;
    for (int i = kept - 1; i >= 0; i--) {
      int at = (last - i + KEPT) % KEPT;
      Varints.write(out, cycles[at] - cycle);
      Varints.write(out, starts[at] - start);
      out.writeInt(figures[at]);
      cycle = cycles[at];
      start = starts[at];
    }
    Varints.write(out, end);
    Varints.write(out, liveMiB);
    out.writeDouble(goalToLive);
    Varints.write(out, earliest);
    Varints.write(out, latest);
    Varints.write(out, begunAtLast);
  }

  private ProcessCounter(int process, Format format) {
    this.process = process;
    this.format = format;
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is nothing of the kind
   */
  static ProcessCounter read(DataInputStream in) throws IOException {
    int process = Math.toIntExact(Varints.read(in));
    ProcessCounter counter = new ProcessCounter(process, Format.valueOf(in.readUTF()));
    counter.kept = Varints.below(KEPT + 1, in.readUnsignedByte());
    counter.last = counter.kept - 1;
    counter.makeRoom(counter.kept);
    long cycle = 0;
    long start = 0;
    for (int at = 0; at < counter.kept; at++) {
      cycle += Varints.read(in);
      start += Varints.read(in);
      counter.cycles[at] = cycle;
      counter.starts[at] = start;
      counter.figures[at] = in.readInt();
    }
    counter.end = Varints.read(in);
    counter.liveMiB = Varints.read(in);
    counter.goalToLive = in.readDouble();
    counter.earliest = Varints.read(in);
    counter.latest = Varints.read(in);
    counter.begunAtLast = Math.toIntExact(Varints.read(in));
    return counter;
  }
}
