package dev.gctrace.core.forecast;

import dev.gctrace.core.trace.Format;
import dev.gctrace.core.trace.GcEvent;

/**
 * What the forecast uses of one collection, and keeps of it until the next.
 *
 * <p>Sizes are in MiB as printed, so each stands for [v, v+1); times are in seconds since the
 * runtime was initialised.
 *
 * @param cycle number of the collection
 * @param start when it began
 * @param end when it ended
 * @param heapStart heap when it began
 * @param heapEnd heap when marking ended
 * @param live heap found reachable
 * @param goal the goal it tried to meet; NaN when it had none
 * @param stacks stacks as printed; 0 before Go 1.18
 * @param globals globals as printed; 0 before Go 1.18
 * @param roots whether stacks and globals count towards the goal: Go 1.18 and later
 */
record Observation(
    long cycle,
    double start,
    double end,
    double heapStart,
    double heapEnd,
    double live,
    double goal,
    double stacks,
    double globals,
    boolean roots) {

  /** Programs load themselves: in the first second every heap doubles a few times. */
  private static final double START_SECONDS = 1;

  /** What a thread can write of fresh memory: it is zeroed at 4 GiB/s at most. */
  private static final double WRITTEN_MIB_PER_SECOND = 4096;

  /** Threads that write fresh memory at once without waiting for each other in the kernel. */
  private static final int WRITERS = 4;

  private static final double NOTABLE_LEAP_MIB = 32;

  private static final double TIME_CUT_SECONDS = 0.002;

  static Observation of(GcEvent event) {
    return new Observation(
        event.cycle(),
        event.startMillis() / 1000.0,
        event.endMillis() / 1000.0,
        event.heapStartMiB(),
        event.heapEndMiB(),
        event.liveMiB(),
        event.goalMiB().isPresent() ? event.goalMiB().getAsLong() : Double.NaN,
        event.stacksMiB().orElse(0),
        event.globalsMiB().orElse(0),
        event.format() == Format.GO_1_18);
  }

  /** Whether the program has had the time to start: what grows before that is no trend. */
  boolean isUp() {
    return start >= START_SECONDS;
  }

  /**
   * Whether so much was allocated since the last collection, or the start, that it cannot have been
   * written: no kernel gives a thread pages faster than some GiB a second.
   *
   * @param previous the collection before; null when this is the first that is known
   * @param procs GOMAXPROCS
   */
  boolean leapt(Observation previous, long procs) {
    boolean known = previous == null ? cycle == 1 : follows(previous);
    if (!known) {
      return false;
    }
    double allocated = heapStart - (previous == null ? 0 : previous.live);
    // Times are cut to milliseconds, sizes to MiB.
    double seconds = start - (previous == null ? 0 : previous.end) + TIME_CUT_SECONDS;
    double most = WRITTEN_MIB_PER_SECOND * Math.max(1, Math.min(WRITERS, procs)) * seconds;
    return allocated > NOTABLE_LEAP_MIB && allocated - 1 > most;
  }

  /** What the program keeps: live heap and stacks. */
  double retained() {
    return live + stacks;
  }

  /** How much of that is live heap, 0 to 1. */
  double liveShare() {
    return stacks > 0 ? live / retained() : 1;
  }

  /** The same collection, had the program kept so many MiB more, divided as before. */
  Observation withMore(double mib) {
    return new Observation(
        cycle,
        start,
        end,
        heapStart,
        heapEnd,
        live + mib * liveShare(),
        goal,
        stacks + mib * (1 - liveShare()),
        globals,
        roots);
  }

  boolean hasGoal() {
    return !Double.isNaN(goal);
  }

  /**
   * Whether the goal may be what the heap had grown to when the collection began: until Go 1.17 a
   * goal is raised to 1 MiB above that; later ones are raised to the trigger, which a big object
   * can take with it.
   */
  boolean goalMayBeRaised() {
    return goal <= heapStart + 1 && (!roots || goal >= heapStart - 1);
  }

  /** Whether this is the collection after {@code previous}, so that the two can be compared. */
  boolean follows(Observation previous) {
    return previous != null && cycle == previous.cycle + 1 && start >= previous.start;
  }
}
