package dev.gctrace.core.forecast;

/**
 * A heap at the end of a cycle and the container's memory then, each with its band. In MiB.
 *
 * @param heapLow a heap that one case of ten is below
 * @param heap the most likely heap
 * @param heapHigh a heap that one case of ten is above
 * @param memory the container's memory
 */
record Peak(double heapLow, double heap, double heapHigh, Band memory) {

  /** Standard deviations from the middle of a normal distribution to its last tenth. */
  private static final double TENTH = 1.2816;

  /** Steepness at which the logistic curve is 1/10 where the normal distribution is. */
  private static final double LOGISTIC = Math.log(9);

  /** Tenths of the distribution beyond which there is no chance to speak of: 1 in 6,000. */
  private static final double FAR = 4;

  /** The peak of a heap, with stacks beside it. */
  static Peak of(double low, double heap, double high, double stacks) {
    double middle = ContainerMemory.of(heap, stacks);
    double other = TENTH * ContainerMemory.deviation(heap);
    double down = root(ContainerMemory.K * (heap - low), other);
    double up = root(ContainerMemory.K * (high - heap), other);
    return new Peak(low, heap, high, new Band(Math.max(0, middle - down), middle, middle + up));
  }

  /** The peak when a goal is met as this process meets its goals. */
  static Peak at(NextGoal goal, Observation o, Overshoot overshoot) {
    double ratio = overshoot.quantile(0.5);
    double heap = goal.expected() * ratio;
    double down =
        root(
            goal.expected() * (ratio - overshoot.quantile(0.1)),
            ratio * (goal.expected() - goal.low()));
    double up =
        root(
            goal.expected() * (overshoot.quantile(0.9) - ratio),
            ratio * (goal.high() - goal.expected()));
    return of(
        Math.max(o.live(), heap - down),
        Math.max(o.live(), heap),
        Math.max(o.live(), heap + up),
        o.stacks());
  }

  /** The same peak when the heap will most likely not pass {@code most}, though it can. */
  Peak atMost(double most, double stacks) {
    return most >= heap ? this : of(Math.min(heapLow, most), most, heapHigh, stacks);
  }

  /** The same peak when the heap is sure to pass {@code least}. */
  Peak atLeast(double least, double stacks) {
    return least <= heapLow
        ? this
        : of(least, Math.max(least, heap), Math.max(least, heapHigh), stacks);
  }

  /**
   * The chance that it does not fit into a limit: that of a normal distribution with these tenths,
   * halves of different width, the logistic curve standing for it; divided by the peaks of this
   * size that the process lived through, and one.
   */
  double chanceOver(double limit, Survivals survivals) {
    double margin = limit - memory.expected();
    double tenth =
        margin > 0 ? memory.high() - memory.expected() : memory.expected() - memory.low();
    return margin > FAR * tenth
        ? 0
        : 1 / (1 + Math.exp(LOGISTIC * margin / tenth)) / (1 + survivals.at(heap));
  }

  private static double root(double a, double b) {
    return Math.sqrt(a * a + b * b);
  }
}
