package dev.gctrace.core.trace;

import java.util.OptionalDouble;

/**
 * The collections read last, of up to four processes: what a record that is put together has to go
 * on with.
 *
 * <p>What is asked of it holds without exception in the recorded and the published lines of every
 * version since Go 1.6: of two collections in sequence the second begins when the first has ended,
 * with at least its live heap, cut to MiB; the share of CPU that all took changes no faster than
 * time allows.
 */
final class Neighbours {

  private static final int COUNTERS = 4;
  private static final int MIN_GOAL = 4;

  /** Collections for which it counts that two processes took turns. */
  private static final int MIXED = 32;

  /** The last collection of a process, and what is needed of the one before it. */
  private static final class Counter {
    private GcEvent last;

    /** Whether the number before the last was seen. */
    private boolean paired;

    private long liveBeforeMiB;

    void add(GcEvent event) {
      paired = last != null && last.cycle() + 1 == event.cycle();
      liveBeforeMiB = paired ? last.liveMiB() : 0;
      last = event;
    }
  }

  /** The counters, the one that went on last first. */
  private final Counter[] counters = new Counter[COUNTERS];

  private int mixed;

  /**
   * Whether several processes write by turns: then a piece may be any one's, and figures of two
   * that do the same work do not tell.
   */
  boolean areMixed() {
    return mixed > 0;
  }

  /** Takes a collection that is beyond doubt. */
  void add(GcEvent event) {
    Counter newest = counters[0];
    mixed = Math.max(0, mixed - 1);
    if (newest != null && newest.last.cycle() + 1 == event.cycle()) {
      // All but every line is one of these.
      newest.add(event);
      return;
    }
    int at = place(event);
    Counter counter = counters[at];
    if (counter == null || !continues(counter.last, event)) {
      counter = new Counter();
    } else if (at > 0) {
      mixed = MIXED;
    }
    System.arraycopy(counters, 0, counters, 1, at);
    counters[0] = counter;
    counter.add(event);
  }

  /** Of the counter that it goes on with, one without a gap first; else of the one to replace. */
  private int place(GcEvent event) {
    int gap = -1;
    int i = 0;
    for (; i < COUNTERS && counters[i] != null; i++) {
      if (continues(counters[i].last, event)) {
        if (counters[i].last.cycle() + 1 == event.cycle()) {
          return i;
        }
        gap = gap < 0 ? i : gap;
      }
    }
    return gap >= 0 ? gap : Math.min(i, COUNTERS - 1);
  }

  /** Whether a record put together does not contradict what was read before. */
  boolean allows(GcEvent event) {
    boolean rises = true;
    for (int i = 0; i < COUNTERS && counters[i] != null; i++) {
      if (continues(counters[i].last, event)) {
        return true;
      }
      rises &= event.cycle() > counters[i].last.cycle();
    }
    // A number that falls begins a process; one that rises has to go on with a known one.
    return !rises || counters[0] == null;
  }

  /** The collection read last of the process whose next one has this number; null: none. */
  GcEvent lastBefore(double cycle) {
    Counter counter = counterBefore(cycle);
    return counter == null ? null : counter.last;
  }

  /** The goal that is to be expected next in the process whose next cycle has this number. */
  OptionalDouble expectedGoalMiB(double cycle) {
    Counter counter = counterBefore(cycle);
    if (counter == null || !counter.paired || counter.last.goalMiB().isEmpty()) {
      return OptionalDouble.empty();
    }
    GcEvent last = counter.last;
    double goal = last.goalMiB().getAsLong();
    return counter.liveBeforeMiB == 0
        ? OptionalDouble.of(goal)
        : OptionalDouble.of(Math.max(MIN_GOAL, goal / counter.liveBeforeMiB * last.liveMiB()));
  }

  /** The newest collection that was read; null when none was. */
  GcEvent newest() {
    return counters[0] == null ? null : counters[0].last;
  }

  private Counter counterBefore(double cycle) {
    for (int i = 0; i < COUNTERS && counters[i] != null; i++) {
      if (counters[i].last.cycle() + 1 == cycle) {
        return counters[i];
      }
    }
    return null;
  }

  private static boolean continues(GcEvent before, GcEvent event) {
    if (event.format() != before.format()
        || event.cycle() <= before.cycle()
        || event.startMillis() + 1 < Math.floor(before.endMillis())) {
      return false;
    }
    return event.cycle() > before.cycle() + 1
        || (event.heapStartMiB() + 1 >= before.liveMiB() && cpuGrows(before, event));
  }

  /** The time that all collections took cannot shrink, nor grow by more than the time there was. */
  private static boolean cpuGrows(GcEvent before, GcEvent event) {
    double least = event.gcCpuPercent() * event.endMillis();
    double most = (event.gcCpuPercent() + 1) * (event.endMillis() + 1);
    double leastBefore = before.gcCpuPercent() * before.endMillis();
    double mostBefore = (before.gcCpuPercent() + 1) * (before.endMillis() + 1);
    return most >= leastBefore
        && least - mostBefore <= 100 * (event.endMillis() + 1 - before.endMillis());
  }
}
