package dev.gctrace.core.trace;

/**
 * The collections read last, to judge a record that was put together: a wrong join shows in figures
 * that contradict each other or the collection before.
 *
 * <p>What is asked of a record holds without exception in the recorded and the published lines of
 * every version since Go 1.6: the CPU time of a phase during which the world is stopped is its wall
 * time × the stopped processors, and so equal in both such phases; the heap at the start is not
 * larger than at the end, nor the live heap; of two collections in sequence the second begins when
 * the first has ended, with at least its live heap, cut to MiB.
 */
final class Neighbours {

  private static final int COUNTERS = 4;

  /** The last collection of each counter, the newest first. */
  private final GcEvent[] last = new GcEvent[COUNTERS];

  /** Takes a collection that is beyond doubt. */
  void add(GcEvent event) {
    int at = 0;
    while (at < COUNTERS - 1 && last[at] != null && !continues(last[at], event)) {
      at++;
    }
    for (; at > 0; at--) {
      last[at] = last[at - 1];
    }
    last[0] = event;
  }

  /**
   * The number of the collection that comes next, if the newest counter goes on; 0 at the start.
   */
  long nextCycle() {
    return last[0] == null ? 0 : last[0].cycle() + 1;
  }

  /** Whether a record put together contradicts neither itself nor what was read before. */
  boolean allows(GcEvent event) {
    if (!isSound(event)) {
      return false;
    }
    boolean first = true;
    for (GcEvent before : last) {
      if (before == null) {
        break;
      }
      if (continues(before, event)) {
        return true;
      }
      first &= event.cycle() > before.cycle();
    }
    // A number that falls begins a process; one that rises has to go on with a known one.
    return !first || last[0] == null;
  }

  /** Whether it is the very next of a collection read before. */
  boolean follows(GcEvent event) {
    for (GcEvent before : last) {
      if (before != null
          && event.cycle() == before.cycle() + 1
          && event.procs() == before.procs()
          && continues(before, event)) {
        return true;
      }
    }
    return false;
  }

  private static boolean continues(GcEvent before, GcEvent event) {
    if (event.cycle() <= before.cycle()
        || event.startMillis() < before.startMillis()
        || event.startMillis() + 1 < before.startMillis() + Math.floor(before.clock().total())) {
      return false;
    }
    return event.cycle() > before.cycle() + 1 || event.heapStartMiB() + 1 >= before.liveMiB();
  }

  private static boolean isSound(GcEvent event) {
    return event.heapStartMiB() <= event.heapEndMiB()
        && event.liveMiB() <= event.heapEndMiB()
        && stoppedProcessorsAgree(event);
  }

  private static boolean stoppedProcessorsAgree(GcEvent event) {
    double low = 0;
    double high = event.procs();
    ClockMillis clock = event.clock();
    CpuMillis cpu = event.cpu();
    low = Math.max(low, least(cpu.sweepTermination(), clock.sweepTermination()));
    high = Math.min(high, most(cpu.sweepTermination(), clock.sweepTermination()));
    low = Math.max(low, least(cpu.markTermination(), clock.markTermination()));
    high = Math.min(high, most(cpu.markTermination(), clock.markTermination()));
    return Math.max(1, Math.ceil(low - 1e-9)) <= Math.floor(high + 1e-9);
  }

  private static double least(double cpu, double clock) {
    return cpu / (clock + cutOff(clock));
  }

  private static double most(double cpu, double clock) {
    return clock == 0 ? Double.MAX_VALUE : (cpu + cutOff(cpu)) / clock;
  }

  /** What printing may have cut off a time in milliseconds. */
  private static double cutOff(double millis) {
    if (millis < 0.1) {
      return 0.001;
    }
    return millis < 1 ? 0.01 : millis < 10 ? 0.1 : 1;
  }
}
