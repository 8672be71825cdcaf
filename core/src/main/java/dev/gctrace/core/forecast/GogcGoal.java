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

  private GogcGoal() {}

  /** The goal for the figures as printed. */
  static double expected(Observation o, double g) {
    return Math.max(HEAP_MINIMUM_MIB * g, o.live() + (o.live() + roots(o)) * g);
  }

  /**
   * Where the goal lies when every printed figure stands for an interval of 1 MiB and g for one of
   * its own. Go 1.18 and 1.19 count other stacks than they print, the printed ones being the most
   * that it can be, so that stacks are 0 at the low end.
   */
  static Interval bounds(Observation o, Interval g) {
    double low = o.live() + (o.live() + (o.roots() ? o.globals() : 0)) * g.low();
    double high = o.live() + 1 + (o.live() + 1 + (o.roots() ? roots(o) + 2 : 0)) * g.high();
    return new Interval(
        Math.max(HEAP_MINIMUM_MIB * g.low(), low), Math.max(HEAP_MINIMUM_MIB * g.high(), high));
  }

  /**
   * The g that leads from a collection to the goal printed on the next line: g·(live + roots) =
   * goal - live, every figure at the end of its interval that makes g smallest and largest.
   */
  static Interval factor(Observation o, double nextGoal) {
    double most = o.live() + 1 + (o.roots() ? roots(o) + 2 : 0);
    double least = o.live() + (o.roots() ? o.globals() : 0);
    return new Interval(
        Math.max(0, (nextGoal - (o.live() + 1)) / most),
        Math.max(0, (nextGoal + 1 - o.live()) / least));
  }

  /** The largest live heap whose goal is not above {@code goal}. */
  static double liveFor(double goal, Observation o, double g) {
    return (goal - roots(o) * g) / (1 + g);
  }

  private static double roots(Observation o) {
    return o.roots() ? o.stacks() + o.globals() : 0;
  }
}
