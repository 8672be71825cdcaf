package dev.gctrace.core.forecast;

/**
 * The figures that a judgement rests on: what is coming, in MiB and seconds. NaN where unknown.
 *
 * @param gogc GOGC as reckoned with
 * @param goal heap goal of the coming cycle
 * @param peak its peak; null when unknown
 * @param memory the container's memory until then; null when unknown
 * @param kill chance that this peak does not fit into the limit
 * @param hazard the same whatever peaks were lived through: what stands so near goes on doing so
 * @param killSoon the same one cycle or one second later, as the live heap grows; NaN when it does
 *     not
 * @param killAtGoal the same if nothing ends the coming cycle before the heap is at its goal
 * @param killByStep the same if the live heap makes one more step as large as the last
 * @param limitInBand whether the limit is below the high end of the peak
 * @param liveOver whether the live heap alone does not fit, whatever is collected
 * @param criticalLive the largest live heap whose next peak the limit carries
 * @param secondsToPeak until the heap fills what the limit carries at the rate of allocation;
 *     infinite when a collection comes first
 * @param leak until the live heap gets to {@code criticalLive}; null when it does not grow
 * @param hasHistory whether enough of its live heap is known to tell growth from chance by waiting
 * @param leakMayEnd whether a program that was seen to grow for so long may be killed for it before
 *     the next line, in one case of ten
 */
record Outlook(
    Gogc gogc,
    double goal,
    Peak peak,
    Band memory,
    double kill,
    double hazard,
    double killSoon,
    double killAtGoal,
    double killByStep,
    boolean limitInBand,
    boolean liveOver,
    double criticalLive,
    double secondsToPeak,
    Band leak,
    boolean hasHistory,
    boolean leakMayEnd) {

  /** A collection comes after so many seconds at the latest, unless GOGC is off (proc.go). */
  private static final double FORCED_AFTER_SECONDS = 120;

  /** A trend is carried on for so many times as long as it was seen. */
  private static final double EXTRAPOLATED = 3;

  /** Seconds that count as one cycle where collections come faster. */
  private static final double LEAST_HORIZON_SECONDS = 1;

  /**
   * Heap at the end of marking over live heap before it in a death spiral. Measured: 1.03 to 1.1.
   */
  private static final double MARKED_OVER = 1.05;

  static Outlook of(ProcessState state, Observation o, Given given) {
    Gogc gogc = state.pacing().gogc(given);
    NextGoal goal = state.pacing().nextGoal(o, gogc, given);
    Peak atGoal = goal == null ? null : Peak.at(goal, o, state.overshoot(), state.memory());
    Peak peak = goal == null ? unpaced(state, o) : inTime(atGoal, state, o);
    double goalMiB = goal == null ? Double.NaN : goal.expected();
    double limit = given.limit();
    Band memory =
        peak == null ? null : peak.memory(state.survivals().resident(), o, state.memory(), limit);
    if (Double.isNaN(limit)) {
      double none = Double.NaN;
      return new Outlook(
          gogc, goalMiB, peak, memory, none, none, none, none, none, false, false, none, none, null,
          false, false);
    }
    double carried = state.memory().heapCarried(limit, o.stacks());
    double critical = critical(state, o, gogc, given, limit);
    Band leak = leak(state, o, gogc, given);
    boolean hasHistory = state.trend().hasHistory();
    double kill = chance(peak, limit, state);
    return new Outlook(
        gogc,
        goalMiB,
        peak,
        memory,
        kill,
        peak == null ? Double.NaN : peak.chanceOver(limit, state.memory(), Survivals.NONE),
        killSoon(state, o, gogc, given),
        atGoal == null || atGoal.heap() == peak.heap() ? kill : chance(atGoal, limit, state),
        killByStep(peak, state, o, limit),
        peak != null && peak.memory().high() > limit,
        state.memory().of(o.live(), o.stacks()) > limit,
        critical * o.liveShare(),
        secondsToPeak(state, o, carried, goal != null),
        leak,
        hasHistory,
        leak != null && hasHistory && leak.low() <= state.period());
  }

  private static double chance(Peak peak, double limit, ProcessState state) {
    return peak == null ? Double.NaN : peak.chanceOver(limit, state.memory(), state.survivals());
  }

  /** Without a goal the next collection is one that the program asks for, as often as before. */
  private static Peak unpaced(ProcessState state, Observation o) {
    double more = state.allocation().rate() * state.period();
    return Double.isNaN(more)
        ? null
        : Peak.of(o, state.memory(), o.live() + more, more * more, more * more);
  }

  /** A slow program does not get to its goal before a collection is forced. */
  private static Peak inTime(Peak peak, ProcessState state, Observation o) {
    double rate = state.allocation().rate();
    return Double.isNaN(rate)
        ? peak
        : peak.atMost(o.live() + rate * FORCED_AFTER_SECONDS, o, state.memory());
  }

  private static double killSoon(ProcessState state, Observation o, Gogc gogc, Given given) {
    Growth growth = state.trend().growth();
    if (growth == null) {
      return Double.NaN;
    }
    double period = Double.isNaN(state.period()) ? 0 : state.period();
    double more = growth.after(Math.max(LEAST_HORIZON_SECONDS, period));
    Observation later = o.withMore(more);
    NextGoal goal = state.pacing().nextGoal(later, gogc, given);
    return goal == null
        ? Double.NaN
        : chance(
            inTime(Peak.at(goal, later, state.overshoot(), state.memory()), state, later),
            given.limit(),
            state);
  }

  private static double killByStep(Peak peak, ProcessState state, Observation o, double limit) {
    double step = state.steps().coming(o.live());
    return peak == null || Double.isNaN(step)
        ? Double.NaN
        : chance(peak.atLeast(step, o, state.memory()), limit, state);
  }

  private static double secondsToPeak(
      ProcessState state, Observation o, double carried, boolean paced) {
    double rate = state.allocation().rate();
    if (!(rate > 0)) {
      return Double.NaN;
    }
    double seconds = Math.max(0, carried - o.live()) / rate;
    return seconds <= FORCED_AFTER_SECONDS || !paced ? seconds : Double.POSITIVE_INFINITY;
  }

  /**
   * The live heap and stacks whose next peak comes to {@code limit}, when they grow as they are
   * divided now: the peak is a linear function of their sum.
   */
  private static double critical(
      ProcessState state, Observation o, Gogc gogc, Given given, double limit) {
    return critical(state, o, gogc, given, limit, ContainerMemory.STACKS);
  }

  /** The same when a MiB of stacks as printed takes so many MiB. */
  private static double critical(
      ProcessState state, Observation o, Gogc gogc, Given given, double limit, double stacks) {
    double overshoot = state.overshoot().median();
    double heap = state.memory().heapCarried(limit, o.stacks());
    // A live heap that has filled what GOMEMLIMIT leaves is itself the peak, but for what is
    // allocated while it is marked.
    boolean limited = state.pacing().limits(heap, o, gogc, given);
    double perLive =
        limited ? Math.max(MARKED_OVER, overshoot) : overshoot * (1 + gogc.percent() / 100);
    double perStack = limited ? 0 : overshoot * state.pacing().stackShare() * gogc.percent() / 100;
    double live = o.liveShare();
    double perMiB =
        state.memory().k() * (perLive * live + perStack * (1 - live)) + stacks * (1 - live);
    return Math.max(0, (limit - state.memory().baseMiB()) / perMiB);
  }

  /**
   * Until the kill when the live heap goes on growing: it has to get to where its next peak does
   * not fit, a collection has to find that (half a cycle on average), and the heap has to get to
   * that peak (a cycle).
   */
  private static Band leak(ProcessState state, Observation o, Gogc gogc, Given given) {
    Growth growth = state.trend().growth();
    if (growth == null) {
      return null;
    }
    double limit = given.limit();
    double seconds = growth.secondsTo(critical(state, o, gogc, given, limit) - o.retained());
    if (!(seconds <= EXTRAPOLATED * growth.span())) {
      return null;
    }
    // A peak that ends above its goal as one in ten does is killed sooner, one below it later.
    Overshoot overshoot = state.overshoot();
    double known = state.memory().squaredTenth(limit / state.memory().k());
    double above = limit * (overshoot.high() / overshoot.median() - 1);
    double below = limit * (1 - overshoot.low() / overshoot.median());
    double soonest =
        critical(
                state,
                o,
                gogc,
                given,
                Math.max(0, limit - Math.sqrt(known + above * above)),
                ContainerMemory.STACKS_AT_MOST)
            - o.retained();
    double latest =
        critical(state, o, gogc, given, limit + Math.sqrt(known + below * below)) - o.retained();
    double cycle = Double.isNaN(state.period()) ? 0 : state.period();
    return new Band(
        Math.min(growth.leastSecondsTo(soonest), seconds),
        seconds + 1.5 * cycle,
        Math.max(growth.mostSecondsTo(latest), seconds) + 2 * cycle);
  }
}
