package dev.gctrace.core.report;

import static dev.gctrace.core.report.Amounts.mib;

import dev.gctrace.core.report.PostMortem.Cause;
import dev.gctrace.core.report.PostMortem.Rescue;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The setting under which a process would have lived whose heap did not fit: GOMEMLIMIT, GOGC for a
 * Go that does not know it, and where neither does a higher limit.
 */
final class Remedies {

  private Remedies() {}

  static Rescue from(Case c, Cause cause) {
    double limit = c.limitMiB().orElseThrow();
    double live = Math.max(1, c.liveMaxMiB());
    String carries = " carries the largest live heap seen, " + mib(live);
    if (c.goMemLimitAvailable()) {
      long value = Sizing.goMemLimitFor(limit);
      return isOther(c, value) && Sizing.carries((double) value, live)
          ? new Rescue(
              OptionalLong.of(value),
              OptionalLong.empty(),
              OptionalLong.empty(),
              "GOMEMLIMIT=" + value + "MiB, 90 % of the limit:" + carries + bursts(cause) + ".")
          : limit(c, live, carries, cause);
    }
    long gogc = Sizing.gogcFor(limit, live);
    boolean lower = c.gogc().off() || gogc < c.gogc().percent();
    return gogc >= 5 && lower
        ? new Rescue(
            OptionalLong.empty(),
            OptionalLong.of(gogc),
            OptionalLong.empty(),
            "GOGC=" + gogc + carries + bursts(cause) + ".")
        : limit(c, live, carries, cause);
  }

  /** Whether a GOMEMLIMIT is not what the process had already, more or less. */
  private static boolean isOther(Case c, long value) {
    OptionalDouble had = c.effectiveGoMemLimitMiB();
    return had.isEmpty()
        || had.getAsDouble() > Thresholds.HEADROOM_OF_LIMIT * c.limitMiB().orElseThrow()
        || value >= Thresholds.WORTH_RAISING * had.getAsDouble();
  }

  private static Rescue limit(Case c, double live, String carries, Cause cause) {
    if (!c.goMemLimitAvailable()) {
      long limit =
          Advice.aboveLimit(c, Sizing.limitForGogc(live, c.gogc().off() ? 1 : c.growthByGogc()));
      return new Rescue(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.of(limit),
          "No GOGC under this limit; a limit of " + limit + "Mi" + carries + bursts(cause) + ".");
    }
    long limit = Advice.aboveLimit(c, Sizing.limitForGoMemLimit(live));
    long value = Sizing.goMemLimitFor((double) limit);
    return new Rescue(
        OptionalLong.of(value),
        OptionalLong.empty(),
        OptionalLong.of(limit),
        "No setting under this limit; a limit of "
            + limit
            + "Mi with GOMEMLIMIT="
            + value
            + "MiB"
            + carries
            + bursts(cause)
            + ".");
  }

  private static String bursts(Cause cause) {
    return cause == Cause.BURST
        ? ", if the burst did not go on; the lines do not show how far it went"
        : "";
  }
}
