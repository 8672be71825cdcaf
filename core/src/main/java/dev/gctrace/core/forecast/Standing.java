package dev.gctrace.core.forecast;

/**
 * The severity that stands, and why. It rises at once and falls only after a number of calmer
 * cycles, so that a program that stands still does not flap. Immutable.
 *
 * @param severity the one that stands
 * @param reason why
 * @param calm cycles in a row that were calmer; where nothing stands, cycles in a row that grew
 * @param heap the heap of the peak that it is about, in MiB; 0 when it is about none
 */
record Standing(Severity severity, Reason reason, int calm, double heap) {

  static final Standing NONE = new Standing(Severity.UNKNOWN, Reason.NOT_ENOUGH_DATA, 0, 0);

  /**
   * A chance from which a kill is called. More likely than not before the next line or the one
   * after it would be 0.38: p + (1 - p)·p/2 is one half, since who lived through a peak has half
   * the chance to die of the next that is as high. This is a little more: the most with which 95 %
   * of kills are caught when each shape of program is left out (docs/forecast.md).
   */
  private static final double LIKELY = 0.42;

  /** The chance of a program that grows to be killed before the next line or the one after it. */
  private static final double MORE_LIKELY_THAN_NOT = 0.5;

  /** One case of ten: the limit lies inside the band of the peak. */
  private static final double POSSIBLE = 0.1;

  /** What stands goes on standing down to this share of the chance that raised it. */
  private static final double HOLDS = 0.5;

  /** What stands as a hazard goes on standing down to this share of the chance that raised it. */
  private static final double HAZARD_HOLDS = 0.25;

  /**
   * Cycles in a row in which a program that has run for a while has to grow: chance makes a rise
   * for one or two now and then.
   */
  private static final int GROWS = 2;

  /** Calmer cycles after which a kill that did not come is not expected, the heap being smaller. */
  private static final int CALM_AFTER_CRITICAL = 3;

  /** Of the heap that was critical: a peak below that is another one. */
  private static final double SMALLER = 0.8;

  /** Calmer cycles after which a hazard is past; and a kill, when the heap comes as high again. */
  private static final int CALM_AFTER_HAZARD = 20;

  /** Calmer cycles after which growth that stopped is no leak: the trend itself is slow. */
  private static final int CALM_AFTER_LEAK = 5;

  boolean isSame(Standing other) {
    return severity == other.severity
        && reason == other.reason
        && calm == other.calm
        && heap == other.heap;
  }

  /** What stands after a cycle. */
  Standing after(Outlook outlook, boolean spiral, boolean limitKnown, boolean first) {
    if (!limitKnown) {
      return spiral
          ? new Standing(Severity.WARNING, Reason.DEATH_SPIRAL, 0, 0)
          : new Standing(Severity.UNKNOWN, Reason.NO_LIMIT, 0, 0);
    }
    Standing now = of(outlook, spiral);
    if (now.reason == Reason.LEAK
        && now.severity == Severity.WARNING
        && severity == Severity.OK
        && outlook.hasHistory()
        && calm + 1 < GROWS) {
      return new Standing(Severity.OK, Reason.WITHIN_LIMIT, calm + 1, 0);
    }
    if (now.severity.compareTo(severity) >= 0 && now.severity.compareTo(Severity.WARNING) >= 0) {
      return now;
    }
    if (severity.compareTo(Severity.WARNING) < 0) {
      return first ? NONE : now;
    }
    if (calm + 1 < patience(outlook)) {
      return new Standing(severity, reason, calm + 1, heap);
    }
    return severity == Severity.CRITICAL && now.severity != Severity.WARNING
        ? new Standing(Severity.WARNING, hazard(), 0, heap)
        : now;
  }

  private Reason hazard() {
    return reason == Reason.GC_OFF || reason == Reason.DEATH_SPIRAL ? reason : Reason.NEAR_LIMIT;
  }

  private int patience(Outlook o) {
    if (severity == Severity.CRITICAL) {
      boolean smaller = o.peak() != null && o.peak().heap() < SMALLER * heap;
      return smaller ? CALM_AFTER_CRITICAL : CALM_AFTER_HAZARD;
    }
    return reason == Reason.LEAK ? CALM_AFTER_LEAK : CALM_AFTER_HAZARD;
  }

  private Standing of(Outlook o, boolean spiral) {
    double holds = severity == Severity.CRITICAL ? HOLDS : 1;
    double likely = LIKELY * holds;
    double possible =
        severity.compareTo(Severity.WARNING) >= 0 ? POSSIBLE * HAZARD_HOLDS : POSSIBLE;
    if (o.kill() >= likely
        || (o.killSoon() >= likely * HOLDS && o.limitInBand())
        || o.killSoon() >= MORE_LIKELY_THAN_NOT * holds
        || (o.leakMayEnd() && isOfGrowth())) {
      boolean next = o.kill() >= (o.leak() == null ? likely : LIKELY);
      Reason cause = cause(o, next, spiral);
      return new Standing(Severity.CRITICAL, cause, 0, o.peak().heap());
    }
    if (spiral) {
      return warning(Reason.DEATH_SPIRAL);
    }
    if (Double.isNaN(o.goal())) {
      return warning(Reason.GC_OFF);
    }
    if (o.leak() != null) {
      return warning(Reason.LEAK);
    }
    if (o.killByStep() >= likely) {
      return warning(Reason.DOUBLING);
    }
    if (o.killAtGoal() >= LIKELY) {
      return warning(Reason.NEXT_GOAL_OVER_LIMIT);
    }
    return o.hazard() >= possible
        ? warning(Reason.NEAR_LIMIT)
        : new Standing(Severity.OK, Reason.WITHIN_LIMIT, 0, 0);
  }

  /** Whether the line before has said of the program that it grows. */
  private boolean isOfGrowth() {
    return severity.compareTo(Severity.WARNING) >= 0
        && (reason == Reason.LEAK || reason == Reason.DEATH_SPIRAL);
  }

  private static Reason cause(Outlook o, boolean next, boolean spiral) {
    if (spiral) {
      return Reason.DEATH_SPIRAL;
    }
    if (Double.isNaN(o.goal())) {
      return Reason.GC_OFF;
    }
    if (o.liveOver()) {
      return Reason.LIVE_OVER_LIMIT;
    }
    return next ? Reason.NEXT_GOAL_OVER_LIMIT : Reason.LEAK;
  }

  private static Standing warning(Reason reason) {
    return new Standing(Severity.WARNING, reason, 0, 0);
  }
}
