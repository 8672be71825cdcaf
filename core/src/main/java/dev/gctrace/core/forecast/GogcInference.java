package dev.gctrace.core.forecast;

/**
 * GOGC as the trace shows it: each pair of lines holds GOGC to an interval, and what all pairs
 * allow is their intersection. Immutable.
 */
final class GogcInference {

  /*
   * GOGC does not change by itself. A pair that contradicts the others is more often a goal that
   * something else set (a sweep that was late, GOMEMLIMIT) than debug.SetGCPercent, so three in a
   * row have to contradict before they count; but no more than have agreed before, when what they
   * show is Go's default: a program that starts sets GOGC high for its first collection and then
   * back (Go's compiler does). Those that agree with each other are intersected; of
   * those that do not (a program that tunes GOGC before each collection) the highest counts, which
   * is the dangerous one.
   * Whether a low goal is GOMEMLIMIT's is for MemoryLimitGoal to say; then it tells only the least
   * that GOGC can be.
   */

  static final GogcInference NONE =
      new GogcInference(Interval.UNKNOWN, Interval.UNKNOWN, 0, 0, false, false);

  /** Pairs in a row after which what they say counts. */
  static final int PERSISTENT = 3;

  /**
   * Live heap in MiB below which a pair says nothing: 4g/(1 + g) is below 4 for every g, so that
   * from here on it is never the minimum heap that sets the goal.
   */
  static final double LEAST_LIVE_MIB = 4;

  /** From this factor on nobody sets GOGC: it is off, and GOMEMLIMIT alone sets the goal. */
  private static final double OFF_FROM = 10;

  /** An interval wider than this, high to low, says no more than Go's default does. */
  private static final double TELLING = 1.5;

  private static final double[] ROUND = {100, 50, 25, 10, 5};

  private static final Gogc OFF = new Gogc(0, true, Gogc.Source.INFERRED);

  private final Interval factor;
  private final Interval other;
  private final int against;
  private final int agreed;
  private final boolean tentative;
  private final boolean off;

  /** What the pairs show; null until somebody asks. An inference stands for hundreds of lines. */
  private Gogc shown;

  /** One that the accessors told. */
  GogcInference(
      Interval factor, Interval other, int against, int agreed, boolean tentative, boolean off) {
    this.factor = factor;
    this.other = other;
    this.against = against;
    this.agreed = agreed;
    this.tentative = tentative;
    this.off = off;
  }

  /** What the pairs so far allow for GOGC/100; {@link Interval#UNKNOWN} at first. */
  Interval factor() {
    return factor;
  }

  /** What the latest pairs allow that contradict {@link #factor}. */
  Interval other() {
    return other;
  }

  /** How many pairs in a row contradict {@link #factor}. */
  int against() {
    return against;
  }

  /** How many pairs have agreed with {@link #factor}, at most {@link #PERSISTENT}. */
  int agreed() {
    return agreed;
  }

  /** Whether {@link #factor} rests on the first collection alone. */
  boolean tentative() {
    return tentative;
  }

  /** Whether the last line had no goal: GOGC=off and no GOMEMLIMIT. */
  boolean off() {
    return off;
  }

  /** The inference after a line without a goal. */
  GogcInference withoutGoal() {
    return off ? this : of(Interval.UNKNOWN, true);
  }

  /** The inference after a line with a goal that cannot be compared with the line before it. */
  GogcInference withGoal() {
    return off ? NONE : this;
  }

  /**
   * The inference after a pair of lines.
   *
   * @param previous the collection that the goal follows from
   * @param next the collection that prints it
   * @param limited whether GOMEMLIMIT may have set it
   */
  GogcInference pair(Observation previous, Observation next, boolean limited) {
    if (previous.live() < LEAST_LIVE_MIB) {
      return withGoal();
    }
    Interval pair = GogcGoal.factor(previous, next.goal());
    if (limited) {
      pair = new Interval(pair.low(), Double.POSITIVE_INFINITY);
    } else if (next.goalMayBeRaised()) {
      pair = new Interval(0, pair.high());
    }
    return withGoal().narrowed(pair);
  }

  /**
   * The inference from the goal of the first collection of a process. Programs set GOGC when they
   * have started (the Go compiler does), so that the first pair may contradict it.
   */
  GogcInference first(Observation first, boolean limited) {
    Interval goal = GogcGoal.firstFactor(first);
    if (!limited && goal.low() >= OFF_FROM) {
      return NONE;
    }
    Interval shown = limited ? new Interval(goal.low(), Double.POSITIVE_INFINITY) : goal;
    return new GogcInference(shown, Interval.UNKNOWN, 0, 0, true, false);
  }

  /** Whether GOGC is off though goals are printed: so high it is that nobody sets it. */
  boolean offByGoals() {
    return factor.low() >= OFF_FROM;
  }

  private GogcInference narrowed(Interval pair) {
    Interval both = factor.intersect(pair);
    if (!both.isEmpty()) {
      int more = Math.min(PERSISTENT, agreed + 1);
      return against == 0 && !tentative && more == agreed && both.isSame(factor)
          ? this
          : new GogcInference(both, Interval.UNKNOWN, 0, more, false, false);
    }
    if (tentative) {
      return of(pair, false);
    }
    Interval common = other.intersect(pair);
    Interval higher = pair.high() > other.high() ? pair : other;
    return new GogcInference(
        factor, common.isEmpty() ? higher : common, against + 1, agreed, false, false);
  }

  /** Whether so many pairs contradict that they have to be believed. */
  boolean refuted() {
    return against >= (other.contains(1) ? Math.max(1, agreed) : PERSISTENT);
  }

  /** Believes the pairs that contradict. */
  GogcInference changed() {
    return of(other, false);
  }

  /** Forgets the pairs that contradict: it was not GOGC that set those goals. */
  GogcInference excused() {
    return against == 0
        ? this
        : new GogcInference(factor, Interval.UNKNOWN, 0, agreed, tentative, off);
  }

  private static GogcInference of(Interval factor, boolean off) {
    return new GogcInference(factor, Interval.UNKNOWN, 0, 1, false, off);
  }

  /**
   * GOGC to reckon with.
   *
   * @param given what the user gave, or null; it stands until the trace contradicts it
   */
  Gogc gogc(Gogc given) {
    return given != null && agreesWith(given) ? given : shown();
  }

  private boolean agreesWith(Gogc given) {
    if (off || offByGoals()) {
      return given.off();
    }
    return !isTelling() || (!given.off() && factor.contains(given.percent() / 100));
  }

  /** May be worked out by two threads at once, to the same end. */
  private Gogc shown() {
    Gogc known = shown;
    if (known == null) {
      known = inferred();
      shown = known;
    }
    return known;
  }

  private Gogc inferred() {
    if (off || offByGoals()) {
      return OFF;
    }
    return !isTelling() && factor.contains(1)
        ? Gogc.DEFAULT
        : new Gogc(rounded(), false, Gogc.Source.INFERRED);
  }

  private boolean isTelling() {
    return factor.low() > 0 && factor.high() <= TELLING * factor.low();
  }

  /** The roundest percentage that the pairs allow: people set GOGC to round values. */
  private double rounded() {
    double low = 100 * factor.low();
    double high = 100 * factor.high();
    if (high == Double.POSITIVE_INFINITY) {
      return low;
    }
    for (double step : ROUND) {
      double first = Math.ceil(low / step) * step;
      if (first <= high && first > 0) {
        return first;
      }
    }
    return (low + high) / 2;
  }
}
