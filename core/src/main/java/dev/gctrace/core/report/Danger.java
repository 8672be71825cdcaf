package dev.gctrace.core.report;

import static dev.gctrace.core.report.Amounts.mib;
import static dev.gctrace.core.report.Amounts.percent;
import static dev.gctrace.core.report.Amounts.seconds;

import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Gogc;
import java.util.OptionalDouble;

/**
 * What the last line says, as the clause of a sentence: in the present while the process may be
 * alive, in the past once it has ended.
 */
final class Danger {

  private Danger() {}

  /** Why the severity is what it is, with the numbers. */
  static String clause(Case c) {
    return switch (c.reason()) {
      case NEXT_GOAL_OVER_LIMIT -> nextGoal(c);
      case LIVE_OVER_LIMIT ->
          afterCycle(c)
              + "the live heap alone "
              + is(c)
              + lastLive(c)
              + ", more than the "
              + limit(c)
              + " can carry";
      case LEAK -> leak(c);
      case DOUBLING ->
          afterCycle(c)
              + "the live heap "
              + (c.over() ? "had" : "has")
              + " jumped to "
              + lastLive(c)
              + ", and one more such step "
              + (c.over() ? "did" : "does")
              + " not fit into the "
              + limit(c);
      case DEATH_SPIRAL -> spiral(c);
      case GC_OFF ->
          "GOGC "
              + is(c)
              + "off without GOMEMLIMIT, so the heap, "
              + mib(c.summary().peakHeapMiB().orElse(0))
              + " at its largest, "
              + (c.over() ? "grew" : "grows")
              + (c.limitMiB().isPresent() ? " up to the " + limit(c) : " until memory runs out");
      case NO_LIMIT -> projected(c);
      default -> now(c);
    };
  }

  /** What is coming, whatever the danger. */
  static String now(Case c) {
    return afterCycle(c) + coming(c);
  }

  /** The clause as a sentence of its own. */
  static String sentence(Case c) {
    String clause = clause(c);
    return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
  }

  /** The coming peak or goal, whichever is known. */
  static String coming(Case c) {
    String limit = c.limitMiB().isPresent() ? " of the " + limit(c) : "";
    if (c.peakMiB().isPresent()) {
      return "the coming peak " + is(c) + peak(c) + limit;
    }
    if (c.nextGoalMiB().isPresent()) {
      return "the next heap goal " + is(c) + mib(c.nextGoalMiB().getAsDouble());
    }
    return c.forecast().isPresent()
        ? "the live heap " + is(c) + lastLive(c)
        : "the largest heap was " + mib(c.summary().peakHeapMiB().orElse(0));
  }

  /** {@code 400 MiB limit}. */
  static String limit(Case c) {
    return c.limitMiB().isPresent() ? mib(c.limitMiB().getAsDouble()) + " limit" : "limit";
  }

  /** {@code GOGC 100 (inferred)}. */
  static String gogc(Case c) {
    Gogc gogc = c.gogc();
    String source =
        switch (gogc.source()) {
          case GIVEN -> "as given";
          case INFERRED -> "inferred";
          case DEFAULT -> "assumed";
        };
    return "GOGC " + (gogc.off() ? "off" : Amounts.number(gogc.percent())) + " (" + source + ")";
  }

  private static String nextGoal(Case c) {
    double goal = c.nextGoalMiB().orElse((double) c.summary().liveLastMiB().orElse(0));
    double limit = c.limitMiB().orElse(0);
    String start = afterCycle(c) + "the next heap goal " + is(c) + mib(goal);
    if (goal - limit >= 1) {
      return start + ", " + mib(goal - limit) + " over the " + limit(c);
    }
    double peak = c.peakMiB().map(Band::expected).orElse(goal);
    return peak - limit >= 1
        ? start
            + ", which takes the container to about "
            + mib(peak)
            + ", "
            + mib(peak - limit)
            + " over the "
            + limit(c)
        : start + ", which takes the container to about " + peakText(c) + " of the " + limit(c);
  }

  /** Without a limit the goal is projected all the same. */
  private static String projected(Case c) {
    if (c.nextGoalMiB().isEmpty()) {
      return now(c);
    }
    return afterCycle(c)
        + "the next heap goal "
        + is(c)
        + mib(c.nextGoalMiB().getAsDouble())
        + " under "
        + gogc(c)
        + (c.peakMiB().isPresent() ? ", which takes the container to about " + peakText(c) : "");
  }

  private static String leak(Case c) {
    OptionalDouble growth = c.forecast().orElseThrow().liveGrowthMiBPerSecond();
    OptionalDouble left = c.forecast().orElseThrow().secondsToLimit();
    String grows =
        "the live heap of "
            + lastLive(c)
            + (c.over() ? " grew" : " grows")
            + (growth.isPresent() ? " by " + Amounts.mibPerSecond(growth.getAsDouble()) : "");
    String carries = " what the " + limit(c) + " can carry";
    if (left.isEmpty()) {
      return grows + " towards" + carries;
    }
    return left.getAsDouble() < 1
        ? grows + " and " + (c.over() ? "had reached" : "has reached") + carries
        : grows
            + " and "
            + (c.over() ? "was to reach" : "reaches")
            + carries
            + " in about "
            + seconds(left.getAsDouble());
  }

  private static String spiral(Case c) {
    OptionalDouble share = c.recentCpuPercent();
    OptionalDouble limit = c.effectiveGoMemLimitMiB();
    return afterCycle(c)
        + "the live heap of "
        + lastLive(c)
        + (c.over() ? " filled" : " fills")
        + " what GOMEMLIMIT"
        + (limit.isPresent() ? " of " + mib(limit.getAsDouble()) : "")
        + (c.over() ? " left" : " leaves")
        + " it, and collections "
        + (c.over() ? "ran" : "run")
        + " back to back"
        + (share.isPresent() ? " (" + percent(share.getAsDouble()) + " of the CPU of late)" : "");
  }

  private static String peak(Case c) {
    return "about " + peakText(c);
  }

  private static String peakText(Case c) {
    Band band = c.peakMiB().orElse(null);
    if (band == null) {
      return mib(c.nextGoalMiB().orElse(c.liveMaxMiB()));
    }
    return mib(band.expected())
        + " ("
        + Amounts.number(band.low())
        + " to "
        + Amounts.number(band.high())
        + ")";
  }

  private static String lastLive(Case c) {
    return mib(c.summary().liveLastMiB().orElse(0));
  }

  private static String afterCycle(Case c) {
    return "after cycle " + c.summary().lastCycle() + " ";
  }

  private static String is(Case c) {
    return c.over() ? "was " : "is ";
  }

  /** Allocation per second of the forecast or of the whole trace; empty when neither is known. */
  static OptionalDouble allocation(Case c) {
    OptionalDouble now =
        c.forecast().map(Forecast::allocationMiBPerSecond).orElse(OptionalDouble.empty());
    return now.isPresent() ? now : c.summary().allocationMiBPerSecond();
  }
}
