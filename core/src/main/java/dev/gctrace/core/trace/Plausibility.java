package dev.gctrace.core.trace;

import java.util.OptionalDouble;

/**
 * How much speaks against a figure of a torn record, beside those that were read before it and the
 * collections before: a digit more or less, or the figure of another record, does not fit.
 *
 * <p>A cost is a negative logarithm of a likelihood, but for a constant; {@link #IMPOSSIBLE} is
 * what contradicts what the runtime computes: the CPU time of a phase during which the world is
 * stopped is its wall time × the stopped processors, and these are the same in both such phases;
 * the heap at the start is not larger than at the end, nor the live heap.
 */
final class Plausibility {

  static final double IMPOSSIBLE = Double.POSITIVE_INFINITY;

  private static final double ROUNDING = 1e-9;
  private static final double LIKELY = 0;

  /** Cost of each factor of e by which a figure is beyond what is usual. */
  private static final double STEEP = 6;

  private final Neighbours neighbours;

  Plausibility(Neighbours neighbours) {
    this.neighbours = neighbours;
  }

  /**
   * The cost of a figure.
   *
   * @param figures those before it and itself, those to come are not asked for
   */
  double cost(Field field, Figures figures) {
    double value = figures.get(field);
    GcEvent last = neighbours.lastBefore(figures.get(Field.CYCLE));
    return switch (field) {
      case CYCLE -> cycle(value);
      case START_SECONDS ->
          last != null && value * 1000 + 1 < Math.floor(last.endMillis()) ? IMPOSSIBLE : LIKELY;
      case PERCENT -> last == null ? LIKELY : share(value, figures, last);
      case CPU_1 -> stopped(value, figures.get(Field.CLOCK_1), procs(last));
      case IDLE -> marking(figures, procs(last));
      case CPU_LAST -> lastPhase(figures, value, procs(last));
      case HEAP_START -> heapStart(value, last);
      case HEAP_END -> heapEnd(value, figures.get(Field.HEAP_START));
      case LIVE -> live(value, figures.get(Field.HEAP_END), last);
      case GOAL -> goal(figures, value, last);
      case STACKS -> same(value, last == null ? 0 : (double) last.stacksMiB().orElse(0), 3);
      case GLOBALS -> globals(value, last);
      case PROCS -> processors(figures, value, last);
      default -> LIKELY;
    };
  }

  private double cycle(double value) {
    GcEvent newest = neighbours.newest();
    if (newest == null) {
      return value == 1 ? LIKELY : 3;
    }
    if (value == newest.cycle() + 1) {
      return LIKELY;
    }
    if (neighbours.lastBefore(value) != null) {
      return 2;
    }
    return value == 1 || (value > newest.cycle() && value < newest.cycle() + 100) ? 5 : 7;
  }

  /** The share since the start of the program changes the less the longer it runs. */
  private static double share(double percent, Figures figures, GcEvent last) {
    double millis = 1000 * figures.get(Field.START_SECONDS);
    double passed = (millis + 1 - last.startMillis()) / (millis + 1);
    return Math.max(0, Math.abs(percent - last.gcCpuPercent()) - 3 - 100 * passed);
  }

  private static double procs(GcEvent last) {
    return last == null ? Double.NaN : last.procs();
  }

  /** A phase during which the world is stopped. */
  private static double stopped(double cpu, double clock, double procs) {
    double least = least(cpu, clock);
    double most = most(cpu, clock);
    if (Math.max(1, Math.ceil(least - ROUNDING)) > Math.floor(most)) {
      return IMPOSSIBLE;
    }
    if (Double.isNaN(procs)) {
      return LIKELY;
    }
    return least > procs + ROUNDING ? 5 : most < procs ? 2 : LIKELY;
  }

  private static double lastPhase(Figures figures, double cpu, double procs) {
    double clock1 = figures.get(Field.CLOCK_1);
    double cpu1 = figures.get(Field.CPU_1);
    double clock = figures.get(Field.CLOCK_5);
    clock = Double.isNaN(clock) ? figures.get(Field.CLOCK_3) : clock;
    double least = Math.max(least(cpu1, clock1), least(cpu, clock));
    double most = Math.min(most(cpu1, clock1), most(cpu, clock));
    if (Math.max(1, Math.ceil(least - ROUNDING)) > Math.floor(most)) {
      return IMPOSSIBLE;
    }
    return stopped(cpu, clock, procs);
  }

  /** Marking takes a quarter of the processors or more, and not more than there are. */
  private static double marking(Figures figures, double procs) {
    double assist = figures.get(Field.ASSIST);
    double wall = figures.get(Field.CLOCK_2);
    double clock4 = figures.get(Field.CLOCK_4);
    wall += Double.isNaN(clock4) ? 0 : clock4;
    double marked = assist + figures.get(Field.BACKGROUND) + figures.get(Field.IDLE);
    if (Double.isNaN(procs)) {
      return LIKELY;
    }
    if (marked > 4 * procs * (wall + 1)) {
      return IMPOSSIBLE;
    }
    double most = 1.1 * procs * (wall + 0.2);
    double least = wall / 8 - 0.2;
    return beyond(marked, most) + beyond(least, marked);
  }

  private static double heapStart(double value, GcEvent last) {
    if (last == null) {
      return beyond(value, 1 << 10) / STEEP;
    }
    if (value + 1 < last.liveMiB()) {
      return IMPOSSIBLE;
    }
    double goal = last.goalMiB().orElse(last.heapEndMiB());
    return beyond(value, 2 * Math.max(goal, 2 * (last.liveMiB() + 4.0)));
  }

  private static double heapEnd(double value, double start) {
    return value < start ? IMPOSSIBLE : beyond(value, 1.5 * start + 4);
  }

  private static double live(double value, double end, GcEvent last) {
    if (value > end) {
      return IMPOSSIBLE;
    }
    double usual = last == null ? end / 4 : Math.min(end, (double) last.liveMiB());
    return beyond(usual / 2 - 1, value);
  }

  private double goal(Figures figures, double value, GcEvent last) {
    if (last != null && last.goalMiB().isEmpty() && value >= GcEvent.NO_GOAL_MIB) {
      return LIKELY;
    }
    OptionalDouble expected = neighbours.expectedGoalMiB(figures.get(Field.CYCLE));
    if (expected.isPresent()) {
      return beyond(value, 1.2 * expected.getAsDouble() + 2)
          + beyond(expected.getAsDouble() / 1.2 - 2, value);
    }
    double end = figures.get(Field.HEAP_END);
    return beyond(value, 2 * end + 8) + beyond(end / 2 - 4, value);
  }

  private static double globals(double value, GcEvent last) {
    if (last == null) {
      return same(value, 0, 3);
    }
    return last.globalsMiB().orElse(0) == value ? LIKELY : 6;
  }

  private static double same(double value, double before, double slack) {
    return beyond(value, 1.5 * before + slack) + beyond(before / 4 - slack, value);
  }

  private static double processors(Figures figures, double value, GcEvent last) {
    if (value < 1) {
      return IMPOSSIBLE;
    }
    double clock1 = figures.get(Field.CLOCK_1);
    double cpu1 = figures.get(Field.CPU_1);
    if (!Double.isNaN(clock1) && value + ROUNDING < Math.ceil(least(cpu1, clock1) - ROUNDING)) {
      return IMPOSSIBLE;
    }
    if (last != null) {
      return last.procs() == value ? LIKELY : 5;
    }
    return most(cpu1, clock1) < value ? 3 : LIKELY;
  }

  /** By how much a figure is beyond what is usual. */
  private static double beyond(double value, double usual) {
    return value <= usual ? 0 : STEEP * Math.log((value + 1) / (Math.max(0, usual) + 1));
  }

  /** The fewest processors that make the CPU time of the wall time, as far as printed. */
  private static double least(double cpu, double clock) {
    return cpu / (clock + cutOff(clock));
  }

  /** The most processors that make the CPU time of the wall time, as far as printed. */
  private static double most(double cpu, double clock) {
    return clock == 0 ? Double.MAX_VALUE : (cpu + cutOff(cpu)) / clock + ROUNDING;
  }

  /** What printing may have cut off a time in milliseconds. */
  private static double cutOff(double millis) {
    if (millis < 0.1) {
      return 0.001;
    }
    return millis < 1 ? 0.01 : millis < 10 ? 0.1 : 1;
  }
}
