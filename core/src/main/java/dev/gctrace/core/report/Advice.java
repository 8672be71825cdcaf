package dev.gctrace.core.report;

import static dev.gctrace.core.report.Amounts.mib;
import static dev.gctrace.core.report.Amounts.percent;

import java.util.OptionalDouble;

/** What to set, with the lines to paste, what it costs and when it does not help. */
final class Advice {

  private static final double MOST_GC_CPU_PERCENT = 50;
  private static final double HARDLY_MORE = 1.1;

  private Advice() {}

  /** GOMEMLIMIT under the container's limit; the limit has to be known. */
  static String goMemLimit(Case c) {
    double limit = c.limitMiB().orElseThrow();
    long value = Sizing.goMemLimitFor(limit);
    if (!c.goMemLimitAvailable()) {
      return withoutGoMemLimit(c, limit);
    }
    if (!Sizing.advisedCarries(limit, c.liveMaxMiB())) {
      return "GOMEMLIMIT="
          + value
          + "MiB (90 % of the limit) would leave a live heap of "
          + mib(c.liveMaxMiB())
          + " too little room: collections would run back to back. "
          + higherLimit(c);
    }
    return "Set GOMEMLIMIT="
        + value
        + "MiB, 90 % of the "
        + Danger.limit(c)
        + " (Go 1.19 or later; Go writes MiB where Kubernetes writes Mi):\n\n"
        + goMemLimitLines(value)
        + "\n\n"
        + cost(c, (double) value)
        + "\n\nIt will not help when the live heap itself comes near "
        + mib(Sizing.goalUnder((double) value))
        + " (collections then run back to back: raise the limit), against a leak (it only delays"
        + " the end), or against memory outside the Go heap (cgo, mmap, other processes).";
  }

  /** The container limits that would carry the largest live heap. */
  static String higherLimit(Case c) {
    double live = c.liveMaxMiB();
    long withGoMemLimit = aboveLimit(c, Sizing.limitForGoMemLimit(live));
    StringBuilder text = new StringBuilder("Raise the limit, or make the live heap smaller.");
    if (c.goMemLimitAvailable()) {
      long value = Sizing.goMemLimitFor((double) withGoMemLimit);
      text.append(" A live heap of ")
          .append(mib(live))
          .append(" needs about ")
          .append(withGoMemLimit)
          .append("Mi with GOMEMLIMIT=")
          .append(value)
          .append("MiB");
      if (!c.gogc().off()) {
        text.append(", or ").append(underGogc(c, live)).append(" without");
      }
      text.append(":\n\n")
          .append(goMemLimitLines(value))
          .append('\n')
          .append(limitLines(withGoMemLimit));
    } else {
      long limit = aboveLimit(c, Sizing.limitForGogc(live, c.growthByGogc()));
      text.append(" A live heap of ")
          .append(mib(live))
          .append(" needs about ")
          .append(underGogc(c, live))
          .append(":\n\n")
          .append(limitLines(limit));
    }
    return text.append("\n\nAgainst a leak this buys time only.").toString();
  }

  /**
   * A limit by rule of thumb; where the present one is as high already and does not do all the
   * same, one that carries the most that the heap explains.
   */
  static long aboveLimit(Case c, long limit) {
    double present = c.limitMiB().orElse(0);
    return limit > present
        ? limit
        : Sizing.roundUp(Math.max(present + 1, c.explainedMiB() / Thresholds.ADVISED_OF_LIMIT));
  }

  static String goMemLimitLines(long mib) {
    return "env:\n  - name: GOMEMLIMIT\n    value: \"" + mib + "MiB\"";
  }

  static String limitLines(long mib) {
    return "resources:\n  limits:\n    memory: " + mib + "Mi";
  }

  private static String underGogc(Case c, double live) {
    return aboveLimit(c, Sizing.limitForGogc(live, c.growthByGogc()))
        + "Mi under "
        + Danger.gogc(c);
  }

  private static String withoutGoMemLimit(Case c, double limit) {
    String start =
        "GOMEMLIMIT needs Go 1.19, and these lines are of an older Go: build with a newer";
    long gogc = Sizing.gogcFor(limit, Math.max(1, c.liveMaxMiB()));
    return gogc < 5 || gogc >= c.gogc().percent()
        ? start + ". " + higherLimit(c)
        : start
            + ", or set GOGC="
            + gogc
            + ", at which a live heap of "
            + mib(c.liveMaxMiB())
            + " fits into the "
            + Danger.limit(c)
            + ":\n\nenv:\n  - name: GOGC\n    value: \""
            + gogc
            + "\"\n\nIt costs about "
            + times(c.growthByGogc() * 100 / gogc)
            + " as many collections, and does not help when the live heap grows.";
  }

  private static String cost(Case c, double goMemLimit) {
    double now = room(c, c.effectiveGoMemLimitMiB().orElse(Double.POSITIVE_INFINITY));
    double then = room(c, goMemLimit);
    if (Double.isInfinite(now)) {
      return "With GOGC off this is what starts collections at all.";
    }
    String largest = "a live heap of " + mib(c.liveMaxMiB()) + ", the largest seen";
    if (then == now) {
      return "It costs nothing up to "
          + largest
          + ": the heap goal of "
          + Danger.gogc(c)
          + " lies below it.";
    }
    return (then > now ? "It saves CPU: beside " : "It costs CPU: beside ")
        + largest
        + ", the heap may grow by about "
        + mib(then)
        + " between collections instead of "
        + mib(now)
        + (then > now ? "" : more(c, now / then))
        + ".";
  }

  /** By how much the heap may grow between collections under a GOMEMLIMIT, infinite for none. */
  private static double room(Case c, double goMemLimit) {
    double live = c.liveMaxMiB();
    double underGoMemLimit = Math.max(0, Sizing.goalUnder(goMemLimit) - live);
    return c.gogc().off() ? underGoMemLimit : Math.min(underGoMemLimit, live * c.growthByGogc());
  }

  private static String more(Case c, double times) {
    return times < HARDLY_MORE
        ? ": hardly more collections"
        : ", so about " + times(times) + " as many collections" + cpu(c, times);
  }

  private static String cpu(Case c, double times) {
    OptionalDouble now = c.summary().gcCpuPercentOfCycles();
    if (now.isEmpty()) {
      return "";
    }
    double then = Math.min(MOST_GC_CPU_PERCENT, now.getAsDouble() * times);
    return " and GC CPU of about "
        + percent(then)
        + " instead of "
        + percent(now.getAsDouble())
        + (then == MOST_GC_CPU_PERCENT ? " (Go holds it to half of the CPU)" : "");
  }

  private static String times(double times) {
    return Amounts.number(times) + " times";
  }
}
