package dev.gctrace.core.forecast;

/**
 * The severity that stands, and why. It rises at once and falls only after a number of calmer
 * cycles, so that a program that stands still does not flap. Immutable.
 *
 * @param severity the one that stands
 * @param reason why
 * @param calm cycles in a row that were calmer
 */
record Standing(Severity severity, Reason reason, int calm) {

  static final Standing NONE = new Standing(Severity.UNKNOWN, Reason.NOT_ENOUGH_DATA, 0);

  /** More likely than not. */
  private static final double LIKELY = 0.5;

  /** One case of ten: the limit lies inside the band of the peak. */
  private static final double POSSIBLE = 0.1;

  /** What stands goes on standing down to this share of the chance that raised it. */
  private static final double HOLDS = 0.5;

  /** Calmer cycles after which a kill that did not come is not expected any more. */
  private static final int CALM_AFTER_CRITICAL = 3;

  /** Calmer cycles after which a hazard is past. */
  private static final int CALM_AFTER_WARNING = 20;

  /** Calmer cycles after which growth that stopped is no leak: the trend itself is slow. */
  private static final int CALM_AFTER_LEAK = 5;

  boolean isSame(Standing other) {
    return severity == other.severity && reason == other.reason && calm == other.calm;
  }

  /** What stands after a cycle. */
  Standing after(Outlook outlook, boolean spiral, boolean limitKnown, boolean first) {
    if (!limitKnown) {
      return spiral
          ? new Standing(Severity.WARNING, Reason.DEATH_SPIRAL, 0)
          : new Standing(Severity.UNKNOWN, Reason.NO_LIMIT, 0);
    }
    Standing now = of(outlook, spiral, first);
    if (now.severity.compareTo(severity) >= 0 && now.severity.compareTo(Severity.WARNING) >= 0) {
      return now;
    }
    if (severity.compareTo(Severity.WARNING) < 0) {
      return first ? NONE : now;
    }
    if (calm + 1 < patience()) {
      return new Standing(severity, reason, calm + 1);
    }
    return severity == Severity.CRITICAL && now.severity != Severity.WARNING
        ? new Standing(Severity.WARNING, hazard(), 0)
        : now;
  }

  private Reason hazard() {
    return reason == Reason.GC_OFF || reason == Reason.DEATH_SPIRAL ? reason : Reason.NEAR_LIMIT;
  }

  private int patience() {
    return severity == Severity.CRITICAL
        ? CALM_AFTER_CRITICAL
        : reason == Reason.LEAK ? CALM_AFTER_LEAK : CALM_AFTER_WARNING;
  }

  private Standing of(Outlook o, boolean spiral, boolean first) {
    double likely = severity == Severity.CRITICAL ? LIKELY * HOLDS : LIKELY;
    double possible = severity.compareTo(Severity.WARNING) >= 0 ? POSSIBLE * HOLDS : POSSIBLE;
    if (o.kill() >= likely || (o.killSoon() >= likely * HOLDS && o.limitInBand())) {
      Reason cause = cause(o, o.kill() >= likely, spiral);
      // One line alone does not show GOGC: what Go's default would do is no more than a hint.
      return first && o.gogc().source() == Gogc.Source.DEFAULT && !o.liveOver()
          ? warning(cause)
          : critical(cause);
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
    return o.kill() >= possible
        ? warning(Reason.NEAR_LIMIT)
        : new Standing(Severity.OK, Reason.WITHIN_LIMIT, 0);
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

  private static Standing critical(Reason reason) {
    return new Standing(Severity.CRITICAL, reason, 0);
  }

  private static Standing warning(Reason reason) {
    return new Standing(Severity.WARNING, reason, 0);
  }
}
