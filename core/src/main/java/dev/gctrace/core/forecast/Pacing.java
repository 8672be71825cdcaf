package dev.gctrace.core.forecast;

/**
 * What sets the heap goal: GOGC, GOMEMLIMIT, or both. Immutable.
 *
 * @param gogc GOGC as the trace shows it
 * @param limit GOMEMLIMIT as the trace shows it
 */
record Pacing(GogcInference gogc, MemoryLimitGoal limit) {

  static final Pacing NONE = new Pacing(GogcInference.NONE, MemoryLimitGoal.NONE);

  /** A live heap from which a goal next to it is no accident of cutting to whole MiB. */
  private static final double NOTABLE_LIVE_MIB = 16;

  private static final Interval DEFAULT_FACTOR = new Interval(1, 1);

  /**
   * What is known after the next line.
   *
   * @param previous the collection before it; null when that is not known
   * @param next the collection that prints the goal
   * @param settings what was given
   */
  Pacing after(Observation previous, Observation next, Given settings) {
    if (!next.hasGoal()) {
      return with(gogc.withoutGoal(), MemoryLimitGoal.NONE);
    }
    if (!next.follows(previous)) {
      return with(gogc.withGoal(), limit);
    }
    double given = settings.goMemLimit(next);
    boolean atLive =
        next.roots() && next.goal() <= previous.live() + 1 && previous.live() >= NOTABLE_LIVE_MIB;
    boolean possible =
        atLive
            || MemoryLimitGoal.canSet(given, next.goal())
            || (limit.shows() && limit.isNear(next.goal()));
    boolean low = atLive || isLow(previous, next, settings, given);
    if (possible) {
      return with(
          gogc.pair(previous, next, true).excused(),
          low ? limit.set(next.goal(), given) : limit.notSet(next.goal()));
    }
    GogcInference compared = gogc.pair(previous, next, false);
    MemoryLimitGoal candidate =
        low && next.roots() ? limit.set(next.goal(), given) : limit.notSet(next.goal());
    if (!compared.refuted()) {
      return with(compared, candidate);
    }
    return compared.moving() && candidate.shows()
        ? with(compared.excused(), candidate)
        : with(compared.changed(), MemoryLimitGoal.NONE);
  }

  /** Whether a goal is lower than any that GOGC would have set. */
  private boolean isLow(Observation previous, Observation next, Given settings, double given) {
    Gogc known = settings.gogc();
    if (gogc.factor().low() > 0) {
      return isBelow(previous, next, gogc.factor());
    }
    if (known != null) {
      double g = known.percent() / 100;
      return known.off() || isBelow(previous, next, new Interval(g, g));
    }
    return !Double.isNaN(given) && isBelow(previous, next, DEFAULT_FACTOR);
  }

  private static boolean isBelow(Observation previous, Observation next, Interval factor) {
    return next.goal() + 1 < GogcGoal.bounds(previous, factor).low();
  }

  private Pacing with(GogcInference nextGogc, MemoryLimitGoal nextLimit) {
    Pacing next = new Pacing(nextGogc, nextLimit);
    return next.equals(this) ? this : next;
  }

  /** GOGC to reckon with. */
  Gogc gogc(Given settings) {
    return gogc.gogc(settings.gogc());
  }

  /** The goal of the cycle after {@code o}, for the figures as printed; NaN when there is none. */
  double nextGoal(Observation o, Given settings) {
    return orNone(
        Math.max(
            o.live(), Math.min(gogcGoal(o, settings), limit.expected(settings.goMemLimit(o)))));
  }

  /** Where that goal lies; null when there is none. */
  Interval nextGoalBounds(Observation o, Given settings) {
    Gogc used = gogc(settings);
    Interval byLimit = limit.bounds(settings.goMemLimit(o));
    Interval byGogc =
        used.off()
            ? new Interval(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)
            : GogcGoal.bounds(o, factor(used));
    return new Interval(
        Math.max(o.live(), Math.min(byGogc.low(), byLimit.low())),
        Math.max(o.live() + 1, Math.min(byGogc.high(), byLimit.high())));
  }

  /** The largest live heap whose next goal is not above {@code heap}. */
  double liveFor(double heap, Observation o, Given settings) {
    if (limit.expected(settings.goMemLimit(o)) <= heap || gogc(settings).off()) {
      return heap;
    }
    return GogcGoal.liveFor(heap, o, gogc(settings).percent() / 100);
  }

  /** Whether the limit, and not GOGC, sets the next goal. */
  boolean limited(Observation o, Given settings) {
    return limit.expected(settings.goMemLimit(o)) < gogcGoal(o, settings);
  }

  private double gogcGoal(Observation o, Given settings) {
    Gogc used = gogc(settings);
    return used.off() ? Double.POSITIVE_INFINITY : GogcGoal.expected(o, used.percent() / 100);
  }

  private Interval factor(Gogc used) {
    double g = used.percent() / 100;
    boolean inferred = used.source() == Gogc.Source.INFERRED && gogc.factor().contains(g);
    return inferred && gogc.factor().high() < Double.POSITIVE_INFINITY
        ? gogc.factor()
        : new Interval(g, g);
  }

  private static double orNone(double goal) {
    return goal == Double.POSITIVE_INFINITY ? Double.NaN : goal;
  }
}
