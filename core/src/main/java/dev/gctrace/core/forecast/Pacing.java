package dev.gctrace.core.forecast;

/**
 * What sets the heap goal: GOGC, GOMEMLIMIT, or both. Immutable.
 *
 * @param gogc GOGC as the trace shows it
 * @param limit GOMEMLIMIT as the trace shows it
 * @param stackShare how much of the printed stacks goals count, as the last one showed it
 */
record Pacing(GogcInference gogc, MemoryLimitGoal limit, double stackShare) {

  static final Pacing NONE = new Pacing(GogcInference.NONE, MemoryLimitGoal.NONE, 1);

  /** A live heap from which a goal next to it is no accident of cutting to whole MiB. */
  private static final double NOTABLE_LIVE_MIB = 16;

  private static final Interval DEFAULT_FACTOR = new Interval(1, 1);

  private static final Interval UNBOUNDED =
      new Interval(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

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
    double given = settings.goMemLimit(next);
    if (next.cycle() == 1 && next.roots()) {
      return first(next, given);
    }
    if (!next.follows(previous)) {
      return with(gogc.withGoal(), limit);
    }
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
    Pacing learned = low ? this : withStacks(previous, next, settings);
    if (!compared.refuted()) {
      return learned.with(compared, candidate);
    }
    // Low goals that stay where they are: the limit, also where a lower GOGC would explain them as
    // well. It is the more common, and of the two the one that allows more when the heap shrinks.
    return candidate.shows()
        ? learned.with(compared.excused(), candidate)
        : learned.with(compared.changed(), MemoryLimitGoal.NONE);
  }

  private Pacing first(Observation first, double given) {
    GogcInference shown = gogc.first(first, MemoryLimitGoal.canSet(given, first.goal()));
    return with(shown, shown.offByGoals() ? limit.surelySet(first.goal(), given) : limit);
  }

  private Pacing withStacks(Observation previous, Observation next, Given settings) {
    double share = GogcGoal.stackShare(previous, next.goal(), gogc(settings).percent() / 100);
    return Double.isNaN(share) ? this : new Pacing(gogc, limit, share);
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

  @SuppressWarnings("ReferenceEquality") // What has not changed is the same, as a rule.
  private Pacing with(GogcInference nextGogc, MemoryLimitGoal nextLimit) {
    return nextGogc == gogc && nextLimit == limit
        ? this
        : new Pacing(nextGogc, nextLimit, stackShare);
  }

  /** GOGC to reckon with. */
  Gogc gogc(Given settings) {
    return gogc.gogc(settings.gogc());
  }

  /** The goal of the cycle after {@code o}; null when there will be none. */
  NextGoal nextGoal(Observation o, Gogc used, Given settings) {
    double memory = settings.goMemLimit(o);
    double byLimit = limit.expected(memory);
    double expected = Math.min(gogcGoal(o, used), byLimit);
    if (expected == Double.POSITIVE_INFINITY) {
      return null;
    }
    Interval byGogc = used.off() ? UNBOUNDED : GogcGoal.bounds(o, factor(used));
    Interval bounds = byLimit == Double.POSITIVE_INFINITY ? UNBOUNDED : limit.bounds(memory);
    double goal = Math.max(o.live(), expected);
    return new NextGoal(
        goal,
        Math.min(goal, Math.max(o.live(), Math.min(byGogc.low(), bounds.low()))),
        Math.max(goal, Math.min(byGogc.high(), bounds.high())));
  }

  /** Whether GOMEMLIMIT keeps goals below {@code heap}, or GOGC is off. */
  boolean limits(double heap, Observation o, Gogc used, Given settings) {
    return used.off() || limit.expected(settings.goMemLimit(o)) <= heap;
  }

  private double gogcGoal(Observation o, Gogc used) {
    return used.off()
        ? Double.POSITIVE_INFINITY
        : GogcGoal.expected(o, used.percent() / 100, stackShare);
  }

  private Interval factor(Gogc used) {
    double g = used.percent() / 100;
    boolean inferred = used.source() == Gogc.Source.INFERRED && gogc.factor().contains(g);
    return inferred && gogc.factor().high() < Double.POSITIVE_INFINITY
        ? gogc.factor()
        : new Interval(g, g);
  }
}
