package dev.gctrace.core.forecast;

/**
 * The figures that a judgement rests on: what is coming, in MiB and seconds. NaN where unknown.
 *
 * @param goal heap goal of the coming cycle
 * @param heap heap at its peak, the most likely one
 * @param peak container memory at that peak; null when unknown
 * @param kill chance that this peak does not fit into the limit, the past of the process considered
 * @param killAtGoal the same if the heap is given the time to reach the goal
 * @param killAfterStep the same if the live heap makes one more step as large as the last
 * @param killByLive the same for the live heap alone
 * @param criticalLive the largest live heap whose next peak the limit carries
 * @param secondsToPeak until the heap fills what the limit carries at the rate of allocation;
 *     infinite when a collection comes first
 * @param leak until the live heap gets to {@code criticalLive}; null when it does not grow
 */
record Outlook(
    double goal,
    double heap,
    Band peak,
    double kill,
    double killAtGoal,
    double killAfterStep,
    double killByLive,
    double criticalLive,
    double secondsToPeak,
    Band leak) {

  /** A collection comes after so many seconds at the latest, unless GOGC is off (proc.go). */
  private static final double FORCED_AFTER_SECONDS = 120;

  /** Standard deviations from the middle of a normal distribution to its last tenth. */
  private static final double TENTH = 1.2816;

  /** A trend is carried on for so many times as long as it was seen. */
  private static final double EXTRAPOLATED = 3;

  static Outlook of(ProcessState state, Observation o, Given given) {
    double goal = state.pacing().nextGoal(o, given);
    double rate = state.allocation().rate();
    Band heap = Double.isNaN(goal) ? unpaced(state, o, rate) : paced(state, o, given);
    Band full = heap;
    if (heap != null && !Double.isNaN(goal) && !Double.isNaN(rate)) {
      heap = reached(heap, o.live() + rate * FORCED_AFTER_SECONDS);
    }
    Band peak = heap == null ? null : peak(heap);
    double limit = given.limit();
    if (Double.isNaN(limit)) {
      return new Outlook(
          goal,
          heap == null ? Double.NaN : heap.expected(),
          peak,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          null);
    }
    double carried = ContainerMemory.heapCarried(limit);
    double overshoot = state.overshoot().quantiles().expected();
    double critical =
        Math.max(0, state.pacing().liveFor(carried / Math.max(1, overshoot), o, given));
    double secondsToPeak = Double.NaN;
    if (rate > 0) {
      double seconds = Math.max(0, carried - o.live()) / rate;
      secondsToPeak =
          seconds <= FORCED_AFTER_SECONDS || Double.isNaN(goal)
              ? seconds
              : Double.POSITIVE_INFINITY;
    }
    double step = state.steps().coming(o.live());
    return new Outlook(
        goal,
        heap == null ? Double.NaN : heap.expected(),
        peak,
        heap == null ? Double.NaN : kill(heap, limit, state.survivals()),
        heap == null ? Double.NaN : kill(full, limit, state.survivals()),
        heap == null || Double.isNaN(step)
            ? Double.NaN
            : kill(atLeast(heap, step), limit, state.survivals()),
        kill(new Band(o.live(), o.live(), o.live() + 1), limit, state.survivals()),
        critical,
        secondsToPeak,
        leak(state.trend().growth(), critical - o.live()));
  }

  private static Band paced(ProcessState state, Observation o, Given given) {
    double goal = state.pacing().nextGoal(o, given);
    Interval bounds = state.pacing().nextGoalBounds(o, given);
    Band overshoot = state.overshoot().quantiles();
    double middle = goal * overshoot.expected();
    double low =
        middle
            - ContainerMemory.together(
                goal * (overshoot.expected() - overshoot.low()),
                overshoot.expected() * (goal - Math.min(goal, bounds.low())));
    double high =
        middle
            + ContainerMemory.together(
                goal * (overshoot.high() - overshoot.expected()),
                overshoot.expected() * (Math.max(goal, bounds.high()) - goal));
    return atLeast(new Band(low, middle, high), o.live());
  }

  /** Without a goal the next collection is one that the program asks for, as often as before. */
  private static Band unpaced(ProcessState state, Observation o, double rate) {
    double more = rate * state.interval();
    return Double.isNaN(more) || more > Double.MAX_VALUE
        ? null
        : new Band(o.live(), o.live() + more, o.live() + 2 * more);
  }

  private static Band reached(Band heap, double most) {
    double middle = Math.min(heap.expected(), most);
    return new Band(Math.min(heap.low(), middle), middle, heap.high());
  }

  private static Band atLeast(Band heap, double least) {
    return new Band(
        Math.max(least, heap.low()),
        Math.max(least, heap.expected()),
        Math.max(least, heap.high()));
  }

  private static Band peak(Band heap) {
    double middle = ContainerMemory.of(heap.expected());
    double other = TENTH * ContainerMemory.deviation(heap.expected());
    double down =
        ContainerMemory.together(ContainerMemory.K * (heap.expected() - heap.low()), other);
    double up =
        ContainerMemory.together(ContainerMemory.K * (heap.high() - heap.expected()), other);
    return new Band(Math.max(0, middle - down), middle, middle + up);
  }

  private static double kill(Band heap, double limit, Survivals survivals) {
    Band peak = peak(heap);
    double margin = limit - peak.expected();
    double tenth = margin > 0 ? peak.high() - peak.expected() : peak.expected() - peak.low();
    double chance = 1 / (1 + Math.exp(LOGISTIC * margin / tenth));
    return chance / (1 + survivals.at(heap.expected()));
  }

  /** Steepness at which the logistic curve is 1/10 where the normal distribution is. */
  private static final double LOGISTIC = Math.log(9);

  private static Band leak(Growth growth, double more) {
    if (growth == null) {
      return null;
    }
    double seconds = growth.secondsTo(more);
    if (!(seconds <= EXTRAPOLATED * growth.span())) {
      return null;
    }
    return new Band(
        Math.min(seconds, growth.leastSecondsTo(more)),
        seconds,
        Math.max(seconds, growth.mostSecondsTo(more)));
  }
}
