package dev.gctrace.core.forecast;

/**
 * The heap goal that GOGC sets for the next collection.
 *
 * <p>Go 1.18 and later ({@code gcControllerState.commit}, mgcpacer.go 1.19.8): max(4 MiB·g, live +
 * (live + stacks + globals)·g), g being GOGC/100. Go 1.5 to 1.17: live·(1 + g), at least 4 MiB·g.
 */
final class GogcGoal {

  /** {@code heapMinimum} at GOGC=100. */
  static final double HEAP_MINIMUM_MIB = 4;

  /** What stacks have to add to a goal to be told from its cut to whole MiB. */
  private static final double TELLING_STACKS_MIB = 8;

  private GogcGoal() {}

  /**
   * The goal for the figures as printed.
   *
   * @param stackShare how much of the stacks that are printed counts
   */
  static double expected(Observation o, double g, double stackShare) {
    return Math.max(HEAP_MINIMUM_MIB * g, o.live() + (o.live() + roots(o, stackShare)) * g);
  }

  /**
   * Where the goal lies when every printed figure stands for an interval of 1 MiB and g for one of
   * its own. Go 1.18 and 1.19 count other stacks than they print, the printed ones being the most
   * that it can be, so that stacks are 0 at the low end.
   */
  static Interval bounds(Observation o, Interval g) {
    double low = o.live() + (o.live() + o.globals()) * g.low();
    double high = o.live() + 1 + mostScanned(o) * g.high();
    return new Interval(
        Math.max(HEAP_MINIMUM_MIB * g.low(), low), Math.max(HEAP_MINIMUM_MIB * g.high(), high));
  }

  /**
   * The g that leads from a collection to the goal printed on the next line: g·(live + roots) =
   * goal - live, every figure at the end of its interval that makes g smallest and largest.
   */
  static Interval factor(Observation o, double nextGoal) {
    return new Interval(
        Math.max(0, (nextGoal - (o.live() + 1)) / mostScanned(o)),
        Math.max(0, (nextGoal + 1 - o.live()) / (o.live() + o.globals())));
  }

  /**
   * The g that the goal of the first collection shows: nothing was reachable before it, so that the
   * minimum heap set it, or the roots where they are larger.
   */
  static Interval firstFactor(Observation first) {
    double most = Math.max(HEAP_MINIMUM_MIB, first.stacks() + first.globals() + 2);
    double least = Math.max(HEAP_MINIMUM_MIB, first.globals());
    return new Interval(first.goal() / most, (first.goal() + 1) / least);
  }

  /**
   * How much of the printed stacks a goal has counted, 0 to 1: all from Go 1.20 on, the part in use
   * in 1.18 and 1.19, where those are printed that were allocated. NaN when they are too small to
   * tell.
   */
  static double stackShare(Observation o, double nextGoal, double g) {
    double all = o.stacks() * g;
    return all < TELLING_STACKS_MIB
        ? Double.NaN
        : Math.min(1, Math.max(0, (nextGoal - o.live() * (1 + g) - o.globals() * g) / all));
  }

  private static double roots(Observation o, double stackShare) {
    return stackShare * o.stacks() + o.globals();
  }

  private static double mostScanned(Observation o) {
    return o.live() + 1 + (o.roots() ? o.stacks() + o.globals() + 2 : 0);
  }
}
