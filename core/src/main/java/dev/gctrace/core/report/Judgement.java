package dev.gctrace.core.report;

import static dev.gctrace.core.report.Amounts.mib;
import static dev.gctrace.core.report.Amounts.seconds;

import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import java.util.Optional;

/** The verdict as a function of the facts. */
final class Judgement {

  private static final String MAY_HAVE_BEEN = "Ended, and may have been OOMKilled: ";

  private static final String ON_COURSE = "Will be OOMKilled on the present course: ";

  private Judgement() {}

  static Verdict of(Case c) {
    return switch (c.ending()) {
      case OPEN -> open(c);
      case FOLLOWED -> followed(c);
      case KILLED -> killed(c);
      case OUT_OF_MEMORY -> outOfMemory(c);
      case CRASHED -> crashed(c);
    };
  }

  private static Verdict open(Case c) {
    return switch (c.severity()) {
      case CRITICAL ->
          outlived(c)
              ? asForecast(
                  c,
                  "In danger again and again, though alive after "
                      + c.alarms().critical().orElseThrow().cycles()
                      + " such forecasts: ")
              : asForecast(
                  c, c.likelier() ? "Will be (or was) OOMKilled: " : "In danger of the OOM kill: ");
      case WARNING -> warning(c);
      case OK -> calm(c);
      case UNKNOWN -> unknown(c);
    };
  }

  private static Verdict warning(Case c) {
    if (SettingChecks.withoutHeadroom(c) && nearLimit(c)) {
      return withoutHeadroom(c);
    }
    return c.passed() ? survived(c, "Survived, but ") : asForecast(c, leadOfWarning(c));
  }

  /** Some dangers cannot be sat out: what is live does not go away. */
  private static boolean outlived(Case c) {
    return c.reason() != Reason.LIVE_OVER_LIMIT
        && c.reason() != Reason.DEATH_SPIRAL
        && c.alarms().critical().map(Alarms.Spell::cycles).orElse(0L) > Thresholds.CALM_CYCLES;
  }

  private static String leadOfWarning(Case c) {
    boolean when = c.forecast().orElseThrow().secondsToLimit().isPresent();
    return switch (c.reason()) {
      case LEAK -> when ? ON_COURSE : "Growing towards the limit: ";
      case DOUBLING, GC_OFF, LIVE_OVER_LIMIT -> ON_COURSE;
      case DEATH_SPIRAL -> "Thrashing: ";
      case NEXT_GOAL_OVER_LIMIT -> "May be OOMKilled: ";
      default -> "Close to the limit: ";
    };
  }

  private static boolean nearLimit(Case c) {
    return c.reason() == Reason.NEAR_LIMIT || c.reason() == Reason.NEXT_GOAL_OVER_LIMIT;
  }

  private static Verdict calm(Case c) {
    if (SettingChecks.withoutHeadroom(c) && c.reaches(Thresholds.NEAR_OF_LIMIT)) {
      return withoutHeadroom(c);
    }
    if (c.alarms().critical().isPresent()) {
      return survived(c, "Survived, but ");
    }
    return new Verdict(Severity.OK, c.reason(), "Fits into its limit: " + Danger.clause(c) + ".");
  }

  private static Verdict survived(Case c, String lead) {
    Optional<Alarms.Spell> critical = c.alarms().critical();
    String danger =
        critical
            .map(spell -> "was in danger of the OOM kill at " + count(spell.cycles(), "cycle"))
            .orElse("had a warning");
    String last =
        critical
            .or(c.alarms()::warning)
            .map(spell -> ", last after cycle " + spell.lastCycle())
            .orElse("");
    return new Verdict(
        Severity.WARNING, Reason.NEAR_LIMIT, lead + danger + last + "; " + Danger.now(c) + ".");
  }

  /**
   * Whether the danger lies further ahead than the process can have lived on after its last line.
   */
  private static boolean far(Case c) {
    return c.forecast().orElseThrow().secondsToLimit().orElse(0) > Thresholds.FAR_SECONDS;
  }

  private static Verdict withoutHeadroom(Case c) {
    return new Verdict(
        Severity.WARNING,
        Reason.NEAR_LIMIT,
        "Survived so far, but without headroom: GOMEMLIMIT is "
            + mib(c.goMemLimitMiB().orElseThrow())
            + " under a container limit of "
            + mib(c.limitMiB().orElseThrow())
            + ", and the heap has reached "
            + mib(c.summary().peakHeapMiB().orElse(0))
            + ".");
  }

  private static Verdict unknown(Case c) {
    if (c.forecast().isEmpty()) {
      return new Verdict(
          Severity.UNKNOWN,
          Reason.NOT_ENOUGH_DATA,
          "No forecast is possible: Go 1.4 and earlier print neither time nor goal; the largest heap"
              + " of "
              + count(c.summary().cycles(), "cycle")
              + " was "
              + mib(c.summary().peakHeapMiB().orElse(0))
              + ".");
    }
    if (c.limitMiB().isEmpty()) {
      return new Verdict(
          Severity.UNKNOWN,
          Reason.NO_LIMIT,
          "No verdict without the container's memory limit (--limit): " + Danger.clause(c) + ".");
    }
    return new Verdict(
        Severity.UNKNOWN,
        c.reason(),
        "Not enough data for a verdict: "
            + count(c.summary().cycles(), "cycle")
            + " read, and "
            + Danger.clause(c)
            + ".");
  }

  private static Verdict followed(Case c) {
    return switch (c.severity()) {
      case CRITICAL -> asForecast(c, c.likelier() ? "Was most likely OOMKilled: " : MAY_HAVE_BEEN);
      case WARNING -> {
        if (c.passed()) {
          yield survived(c, MAY_HAVE_BEEN + "it ");
        }
        yield asForecast(
            c,
            far(c)
                ? "Ended, hardly for memory yet, but on course for the OOM kill: "
                : MAY_HAVE_BEEN);
      }
      case OK ->
          c.alarms().critical().isPresent()
              ? survived(c, MAY_HAVE_BEEN + "it ")
              : new Verdict(
                  Severity.OK,
                  c.reason(),
                  "Ended, but not for memory that the heap explains: " + Danger.clause(c) + ".");
      case UNKNOWN -> {
        Verdict verdict = unknown(c);
        yield new Verdict(verdict.severity(), verdict.reason(), "Ended. " + verdict.sentence());
      }
    };
  }

  private static Verdict killed(Case c) {
    if (c.inDanger() && !c.passed()) {
      return new Verdict(
          Severity.CRITICAL, c.reason(), "Was OOMKilled: " + Danger.clause(c) + since(c) + ".");
    }
    if (EndChecks.unexplained(c)) {
      return new Verdict(
          Severity.CRITICAL,
          Reason.MEMORY_OUTSIDE_HEAP,
          "Was killed, though the heap explains at most "
              + mib(c.explainedMiB())
              + " of the "
              + Danger.limit(c)
              + ": memory outside the Go heap, or a kill for another reason.");
    }
    return new Verdict(
        Severity.CRITICAL, Reason.OUT_OF_MEMORY, "Was killed: " + Danger.clause(c) + ".");
  }

  private static Verdict outOfMemory(Case c) {
    return new Verdict(
        Severity.CRITICAL,
        Reason.OUT_OF_MEMORY,
        "Ran out of memory by the Go runtime's own word: " + Danger.clause(c) + since(c) + ".");
  }

  private static Verdict crashed(Case c) {
    String end = "Ended with «" + c.lastWords().orElse("") + "», not by the OOM killer: ";
    return c.inDanger()
        ? asForecast(c, end)
        : new Verdict(c.severity(), Reason.CRASHED, end + Danger.clause(c) + ".");
  }

  private static Verdict asForecast(Case c, String lead) {
    return new Verdict(c.severity(), c.reason(), lead + Danger.clause(c) + since(c) + ".");
  }

  /** Of a process that has ended: which line showed the danger first, and how long before. */
  private static String since(Case c) {
    Optional<Alarm> first = c.alarms().warning().map(Alarms.Spell::first);
    if (!c.over() || first.isEmpty() || first.get().cycle() == c.summary().lastCycle()) {
      return "";
    }
    return "; cycle "
        + first.get().cycle()
        + " showed the danger first, "
        + seconds(first.get().secondsBeforeLast())
        + " before the last line";
  }

  private static String count(long n, String noun) {
    return n + " " + noun + (n == 1 ? "" : "s");
  }
}
