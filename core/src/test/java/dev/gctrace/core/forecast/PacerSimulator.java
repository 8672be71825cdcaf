package dev.gctrace.core.forecast;

import dev.gctrace.core.trace.ClockMillis;
import dev.gctrace.core.trace.CpuMillis;
import dev.gctrace.core.trace.Format;
import dev.gctrace.core.trace.GcEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * The pacer as the Go source has it, in bytes, written without a look at the forecast: the live
 * heap is a function of time, goals follow from it, and lines cut every figure to whole MiB.
 */
final class PacerSimulator {

  private static final double MIB = 1 << 20;

  private final double gogc;
  private final double goMemLimit;
  private final double notHeapShare;
  private final Random random;

  /** GOGC as a factor (infinite: off) and GOMEMLIMIT in bytes (infinite: none). */
  PacerSimulator(double gogc, double goMemLimit, double notHeapShare, long seed) {
    this.gogc = gogc;
    this.goMemLimit = goMemLimit;
    this.notHeapShare = notHeapShare;
    this.random = new Random(seed);
  }

  static PacerSimulator gogc(double factor, long seed) {
    return new PacerSimulator(factor, Double.POSITIVE_INFINITY, 0, seed);
  }

  /**
   * Runs a program.
   *
   * @param cycles how many collections
   * @param liveMiB live heap at a time in seconds
   * @param mibPerSecond what it allocates
   */
  List<GcEvent> run(int cycles, DoubleUnaryOperator liveMiB, double mibPerSecond) {
    List<GcEvent> events = new ArrayList<>();
    double time = 0.003;
    double stacks = random.nextDouble() * MIB;
    double globals = random.nextDouble() * MIB;
    double live = 0;
    for (int n = 1; n <= cycles; n++) {
      double goal = goal(live, stacks, globals);
      double trigger = live + (goal - live) * (0.7 + 0.25 * random.nextDouble());
      time += Math.max(0.001, (trigger - live) / MIB / mibPerSecond);
      double end = goal * (0.95 + 0.06 * random.nextDouble());
      double found = Math.min(end, liveMiB.applyAsDouble(time) * MIB);
      events.add(event(n, time, Math.min(trigger, end), end, found, goal, stacks, globals));
      time += 0.01;
      live = found;
    }
    return events;
  }

  private double goal(double live, double stacks, double globals) {
    double byGogc = Math.max(4 * MIB * gogc, live + (live + stacks + globals) * gogc);
    double byLimit = (goMemLimit - MIB - 8 * MIB) / (1 + notHeapShare);
    return Math.max(live, Math.min(byGogc, byLimit));
  }

  private static GcEvent event(
      int cycle,
      double seconds,
      double start,
      double end,
      double live,
      double goal,
      double stacks,
      double globals) {
    return new GcEvent(
        Format.GO_1_18,
        cycle,
        (long) (seconds * 1000),
        1,
        new ClockMillis(0.02, OptionalDouble.empty(), OptionalDouble.empty(), 10, 0.004),
        new CpuMillis(0.04, OptionalDouble.empty(), OptionalDouble.empty(), 0, 5, 10, 0.008),
        cut(start),
        cut(end),
        cut(live),
        OptionalLong.of(cut(goal)),
        OptionalLong.of(cut(stacks)),
        OptionalLong.of(cut(globals)),
        2,
        false,
        false);
  }

  private static long cut(double bytes) {
    return (long) (bytes / MIB);
  }
}
