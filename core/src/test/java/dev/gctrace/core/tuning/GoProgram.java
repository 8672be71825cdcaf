package dev.gctrace.core.tuning;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * A Go program and its collector in steps of a millisecond, written apart from the simulation: the
 * oracle. What it keeps and how fast it allocates are functions of time.
 *
 * @param keptMiB what is reachable at a time in seconds
 * @param mibPerSecond what it allocates at a time
 * @param rootsMiB stacks and globals
 */
record GoProgram(DoubleUnaryOperator keptMiB, DoubleUnaryOperator mibPerSecond, int rootsMiB) {

  private static final double STEP = 0.001;

  /** MiB marked in a second of wall clock, by one of four processors. */
  private static final double MARKED_PER_SECOND = 1000;

  /** What happened, and the lines that tell it. */
  record Life(List<GcEvent> lines, double peakMiB, long cycles, double gcCpuPercent) {}

  /** Runs for so long; NaN for no GOGC or no goal by GOMEMLIMIT. */
  Life live(double seconds, double gogc, double goalByGoMemLimit) {
    List<GcEvent> lines = new ArrayList<>();
    double heap = 0;
    double marked = 0;
    double peak = 0;
    double cpu = 0;
    long steps = Math.round(seconds / STEP);
    double goal = goal(0, gogc, goalByGoMemLimit);
    double heapStart = 0;
    double keptAtStart = 0;
    long startStep = 0;
    boolean marking = false;
    double untilMarked = 0;
    for (long step = 0; step < steps; step++) {
      double now = step * STEP;
      heap += mibPerSecond.applyAsDouble(now) * STEP;
      peak = Math.max(peak, heap);
      if (!marking && heap >= trigger(now, marked, goal)) {
        marking = true;
        startStep = step;
        heapStart = heap;
        keptAtStart = Math.min(heap, keptMiB.applyAsDouble(now));
        untilMarked = (keptAtStart + rootsMiB) / MARKED_PER_SECOND;
      } else if (marking) {
        untilMarked -= STEP;
        if (untilMarked <= 0) {
          marking = false;
          double live = keptAtStart + heap - heapStart;
          double wall = (step - startStep) * STEP;
          cpu += wall;
          lines.add(line(lines.size() + 1, startStep, wall, heapStart, heap, live, goal));
          marked = live;
          heap = live;
          goal = goal(live, gogc, goalByGoMemLimit);
        }
      }
    }
    return new Life(lines, peak, lines.size(), 100 * cpu / (4 * seconds));
  }

  /** So early that what is allocated while marking just fills the goal, in the runtime's bounds. */
  private double trigger(double now, double marked, double goal) {
    double whileMarking = mibPerSecond.applyAsDouble(now) * (marked + rootsMiB) / MARKED_PER_SECOND;
    double room = goal - marked;
    double latest = goal - Math.min(4, 0.047 * room);
    double earliest = goal - 0.297 * room;
    return Math.max(earliest, Math.min(latest, goal - whileMarking));
  }

  private double goal(double live, double gogc, double goalByGoMemLimit) {
    double goal = Double.MAX_VALUE;
    if (!Double.isNaN(gogc)) {
      goal = live + gogc / 100 * (live + rootsMiB);
      goal = goal < 4 * gogc / 100 ? 4 * gogc / 100 : goal;
    }
    if (!Double.isNaN(goalByGoMemLimit) && goalByGoMemLimit < goal) {
      goal = goalByGoMemLimit;
    }
    return goal < live ? live : goal;
  }

  private GcEvent line(
      int cycle, long startStep, double wall, double start, double end, double live, double goal) {
    String text =
        String.format(
            Locale.ROOT,
            "gc %d @%d.%03ds 1%%: 0+%s+0 ms clock, 0+0/%s/0+0 ms cpu, %d->%d->%d MB, %d MB goal, 0"
                + " MB stacks, %d MB globals, 4 P",
            cycle,
            startStep / 1000,
            startStep % 1000,
            millis(wall),
            millis(wall),
            (long) start,
            (long) end,
            (long) live,
            (long) Math.min(goal, 1e12),
            rootsMiB);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return (GcEvent) LineParser.parse(bytes, 0, bytes.length).orElseThrow().event();
  }

  private static String millis(double seconds) {
    double millis = seconds * 1000;
    return millis >= 10
        ? Long.toString((long) millis)
        : String.format(Locale.ROOT, "%.1f", Math.max(1, Math.floor(millis * 10) / 10));
  }
}
