package dev.gctrace.core.forecast;

/**
 * The end of a cycle, when the heap is largest. In MiB.
 *
 * @param heap the most likely heap
 * @param memory the container's memory then
 * @param shallow how much more that is where goroutines wait with next to nothing on their stacks
 */
record Peak(double heap, Band memory, double shallow) {

  /** Tenths of the distribution beyond which there is no chance to speak of: 1 in 6,000. */
  private static final double FAR = 4;

  /** What stacks have to add to be worth a second look. */
  private static final double NOTABLE_STACKS_MIB = 5;

  /** The peak when a goal is met as this process meets its goals. */
  static Peak at(NextGoal goal, Observation o, Overshoot overshoot, ContainerMemory memory) {
    double ratio = overshoot.median();
    double heap = goal.expected() * ratio;
    return of(
        o,
        memory,
        heap,
        square(goal.expected() * (ratio - overshoot.low()))
            + square(ratio * (goal.expected() - goal.low())),
        square(goal.expected() * (overshoot.high() - ratio))
            + square(ratio * (goal.high() - goal.expected())));
  }

  /** The peak of a heap whose last tenths begin {@code less} below and {@code more} above it. */
  static Peak of(Observation o, ContainerMemory memory, double heap, double less, double more) {
    double least = Math.max(heap, o.live());
    double middle = memory.of(least, o.stacks());
    double other = memory.squaredTenth(least);
    double k = square(memory.k());
    return new Peak(
        least,
        new Band(
            Math.max(0, middle - Math.sqrt(k * less + other)),
            middle,
            middle + Math.sqrt(k * more + other)),
        (ContainerMemory.STACKS_AT_MOST - ContainerMemory.STACKS) * o.stacks());
  }

  /**
   * The band of the container's memory: what is needed, and up to what it has stood at lately, for
   * free pages are given back slowly. What stands already kills nobody, so that it is not over the
   * limit.
   *
   * @param stands the highest of the latest heaps
   * @param limit the limit; NaN when not known
   */
  Band memory(double stands, Observation o, ContainerMemory container, double limit) {
    double retained = container.high(stands, o.stacks());
    double most = Double.isNaN(limit) ? retained : Math.min(limit, retained);
    double more = memory.high() - memory.expected();
    double high = memory.expected() + (shallow == 0 ? more : Math.hypot(more, shallow));
    return new Band(memory.low(), memory.expected(), Math.max(high, most));
  }

  /** The same peak when the heap will most likely not pass {@code most}, though it can. */
  Peak atMost(double most, Observation o, ContainerMemory container) {
    return most >= heap ? this : lowered(most, o, container);
  }

  private Peak lowered(double most, Observation o, ContainerMemory container) {
    Peak lower = of(o, container, most, 0, 0);
    return new Peak(
        lower.heap,
        new Band(
            Math.min(memory.low(), lower.memory.low()),
            lower.memory.expected(),
            Math.max(memory.high(), lower.memory.high())),
        shallow);
  }

  /** The same peak when the heap is sure to come to {@code least}. */
  Peak atLeast(double least, Observation o, ContainerMemory container) {
    return least <= heap ? this : of(o, container, least, 0, square(least - heap));
  }

  /**
   * The chance that it does not fit into a limit: that of a distribution with these tenths, halves
   * of different width; divided by the peaks of this size that the process lived through, and one.
   */
  double chanceOver(double limit, ContainerMemory container, Survivals survivals) {
    double deep = over(limit, memory.expected(), container);
    double chance =
        shallow > NOTABLE_STACKS_MIB
            ? deep
                + ContainerMemory.SHALLOW
                    * (over(limit, memory.expected() + shallow, container) - deep)
            : deep;
    return chance == 0 ? 0 : chance / (1 + survivals.at(heap));
  }

  private double over(double limit, double expected, ContainerMemory container) {
    double margin = limit - expected;
    double tenth =
        margin > 0 ? memory.high() - memory.expected() : memory.expected() - memory.low();
    return margin > FAR * tenth ? 0 : container.chanceOver(limit, heap, expected, tenth);
  }

  private static double square(double value) {
    return value * value;
  }
}
