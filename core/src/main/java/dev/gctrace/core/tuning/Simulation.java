package dev.gctrace.core.tuning;

import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Pacer;
import dev.gctrace.core.tuning.Outcome.Fit;

/**
 * The pacer, run again over a {@link Workload} under other settings. A pure function; may be used
 * from any thread.
 */
public final class Simulation {

  /*
   * One cycle: the goal from what the last collection marked (Pacer; the smaller of GOGC's and
   * GOMEMLIMIT's, never below the live heap); the trigger below it by the slack of the recorded
   * cycle nearest in time, within the bounds of the runtime (gcControllerState.trigger, mgcpacer.go
   * 1.19.8: between 45/64 and 61/64 of the way, or 4 MiB below the goal); the collection begins when
   * the allocation curve gets there, when the program asks for one, or after two minutes; it marks
   * what the program keeps then, for a time that is proportional to it, and what is allocated
   * meanwhile counts as live.
   */

  /** A collection comes after so many seconds at the latest, unless GOGC is off (proc.go). */
  private static final double FORCED_AFTER_SECONDS = 120;

  /** The least part of the way to the goal where a collection begins, Go 1.19 and later. */
  private static final double EARLIEST = 45.0 / 64;

  /** The most of it, where that leaves 4 MiB at least. */
  private static final double LATEST = 61.0 / 64;

  /** The same for the pacer of Go 1.17 and earlier (mgcpacer.go 1.17: 0.6 and 0.95). */
  private static final double OLD_EARLIEST = 0.6;

  private static final double OLD_LATEST = 0.95;

  private static final double LATEST_MIB = 4;

  /** A goal so near above the live heap leaves no room: what a collection marks anew fills it. */
  private static final double NO_ROOM = 1.03;

  /** Live heap in MiB from which a goal next to it is no accident. */
  private static final double NOTABLE_LIVE_MIB = 16;

  /** Part of the collections from which having no room is how the program runs. */
  private static final double THRASHING = 0.1;

  /** The collector holds itself to half of the CPU (gcCPULimiter, mgclimit.go 1.19.8). */
  private static final double MOST_CPU = 0.5;

  /** More collections than any program makes between two lines of a log: the rest is the same. */
  private static final long MOST_CYCLES = 2_000_000;

  private final Workload workload;
  private final WhatIf settings;
  private final double gogc;
  private double heapPeak;
  private double memoryPeak;
  private double cpuSeconds;
  private long cycles;
  private long withoutRoom;
  private double untilSeconds;

  private Simulation(Workload workload, WhatIf settings) {
    this.workload = workload;
    this.settings = settings;
    this.gogc = settings.gogc().orElse(Double.POSITIVE_INFINITY);
  }

  /**
   * {@return what the program would have done}
   *
   * @param workload the program
   * @param settings the settings
   */
  public static Outcome run(Workload workload, WhatIf settings) {
    Simulation simulation = new Simulation(workload, settings);
    simulation.run();
    return simulation.outcome();
  }

  private void run() {
    Costs costs = workload.costs();
    double time = workload.begin();
    double marked = workload.liveAtBegin();
    double allocated = 0;
    while (cycles < MOST_CYCLES) {
      Sample then = workload.nearest(time);
      double goal = goal(marked, then.roots());
      double trigger = trigger(marked, goal, then.roots(), allocated);
      double start = Math.max(time, start(trigger - marked + allocated, time));
      if (start > workload.lastStart()) {
        leaveOpen(goal, marked + workload.allocatedAt(workload.end()) - allocated);
        return;
      }
      Sample now = workload.nearest(start);
      double seconds = costs.markSeconds() * Math.max(1, now.kept() + now.roots());
      // However fast, a collection takes a while: time has to go on.
      double end = start + Math.max(1e-6, seconds);
      double allocatedAtEnd = workload.allocatedAt(end);
      double heapEnd = marked + allocatedAtEnd - allocated;
      double black = allocatedAtEnd - workload.allocatedAt(start);
      reached(heapEnd, now.stacks());
      withoutRoom += goal <= NO_ROOM * marked + 1 && marked >= NOTABLE_LIVE_MIB ? 1 : 0;
      marked = Math.min(heapEnd, now.kept() + black);
      allocated = allocatedAtEnd;
      cpuSeconds += costs.stopCpuSeconds() + costs.markCpuSeconds() * (marked + now.roots());
      cycles++;
      time = end;
      untilSeconds = end;
    }
  }

  private double goal(double marked, double roots) {
    double byGogc = Pacer.goalByGogc(marked, workload.rootsCount() ? roots : 0, gogc);
    double byLimit =
        settings.goMemLimitMiB().isPresent()
            ? Pacer.goalByGoMemLimit(settings.goMemLimitMiB().getAsDouble())
            : Double.POSITIVE_INFINITY;
    return Math.max(marked, Math.min(byGogc, byLimit));
  }

  private double trigger(double marked, double goal, double roots, double allocated) {
    if (goal == Double.POSITIVE_INFINITY) {
      return goal;
    }
    boolean old = !workload.rootsCount();
    double room = goal - marked;
    double earliest = marked + (old ? OLD_EARLIEST : EARLIEST) * room;
    double latest =
        old ? marked + OLD_LATEST * room : Math.max(marked + LATEST * room, goal - LATEST_MIB);
    double when = workload.whenAllocated((earliest + latest) / 2 - marked + allocated);
    double slack = workload.nearest(Math.min(when, workload.end())).slack();
    double below =
        (Double.isNaN(slack) ? workload.costs().slack() : slack) * Math.max(1, marked + roots);
    // A big object takes the heap past the goal: that is not the pacer's doing, nor in its bounds.
    return below < 0 ? goal - below : Math.min(Math.max(goal - below, earliest), latest);
  }

  private double start(double allocated, double time) {
    double byHeap =
        allocated == Double.POSITIVE_INFINITY ? allocated : workload.whenAllocated(allocated);
    double byTime =
        settings.gogc().isPresent() ? time + FORCED_AFTER_SECONDS : Double.POSITIVE_INFINITY;
    return Math.min(byHeap, Math.min(byTime, workload.nextForced(time)));
  }

  private void reached(double heap, double stacks) {
    heapPeak = Math.max(heapPeak, heap);
    memoryPeak = Math.max(memoryPeak, workload.memory().of(heap, stacks));
  }

  /**
   * The trace ends in the middle of a cycle. The heap was where the curve says; a program that goes
   * on takes it to the goal.
   */
  private void leaveOpen(double goal, double heap) {
    Sample last = workload.nearest(workload.end());
    reached(heap, last.stacks());
    if (goal < Double.POSITIVE_INFINITY) {
      memoryPeak = Math.max(memoryPeak, workload.memory().of(goal, last.stacks()));
    }
    untilSeconds = workload.end();
  }

  private Outcome outcome() {
    double seconds = untilSeconds - workload.begin();
    double share = Math.min(MOST_CPU, cpuSeconds / (seconds * workload.procs()));
    double low = memoryPeak * (1 - Outcome.UNCERTAINTY);
    double high = memoryPeak * (1 + Outcome.UNCERTAINTY);
    double whole = workload.seconds() / seconds;
    return new Outcome(
        settings,
        heapPeak,
        new Band(low, memoryPeak, high),
        Math.round(cycles * whole),
        60 * cycles / seconds,
        100 * share,
        fit(high));
  }

  private Fit fit(double high) {
    if (settings.limitMiB().isEmpty()) {
      return Fit.NO_LIMIT;
    }
    double limit = settings.limitMiB().getAsDouble();
    if (memoryPeak > limit || settings.isUnbounded()) {
      return Fit.KILLED;
    }
    if (withoutRoom > THRASHING * cycles) {
      return Fit.THRASHES;
    }
    return high > limit && !isHeldBelow(limit) ? Fit.TIGHT : Fit.FITS;
  }

  /** Whether GOMEMLIMIT holds memory down with the headroom that Go's guide asks for. */
  private boolean isHeldBelow(double limit) {
    return settings.goMemLimitMiB().isPresent()
        && settings.goMemLimitMiB().getAsDouble() <= Tuning.mostGoMemLimit(workload, limit) + 1;
  }
}
