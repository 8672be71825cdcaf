package dev.gctrace.core.report;

import static dev.gctrace.core.report.Amounts.mib;
import static dev.gctrace.core.report.Amounts.percent;

import dev.gctrace.core.forecast.GoVersion;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.Finding.Level;
import java.util.Optional;
import java.util.OptionalDouble;

/** Findings about GOGC, GOMEMLIMIT and the container's limit. */
final class SettingChecks {

  private SettingChecks() {}

  static Optional<Remark> noGoMemLimit(Case c) {
    boolean matters =
        c.inDanger() || c.alarms().critical().isPresent() || c.reaches(Thresholds.MATTERS_OF_LIMIT);
    if (c.limitMiB().isEmpty()
        || c.effectiveGoMemLimitMiB().isPresent()
        || c.gogc().off()
        || !matters
        || !advisedGoMemLimitCarries(c)) {
      return Optional.empty();
    }
    boolean danger = c.inDanger() || c.alarms().critical().isPresent();
    return Optional.of(
        new Remark(
            danger ? Level.WARNING : Level.INFO,
            c.goMemLimitAvailable()
                ? "GOMEMLIMIT is not set (or was not given with --gomemlimit)."
                : "The program is built with a Go that does not know GOMEMLIMIT (1.17 or earlier).",
            "Without it Go does not know the container's limit: "
                + Danger.gogc(c)
                + " alone decides how far the heap grows between collections.",
            Advice.goMemLimit(c)));
  }

  static Optional<Remark> goMemLimitNoHeadroom(Case c) {
    if (!withoutHeadroom(c)) {
      return Optional.empty();
    }
    double limit = c.limitMiB().orElseThrow();
    double goMemLimit = c.goMemLimitMiB().orElseThrow();
    boolean matters = c.inDanger() || c.reaches(Thresholds.NEAR_OF_LIMIT);
    return Optional.of(
        new Remark(
            matters ? Level.WARNING : Level.INFO,
            "GOMEMLIMIT of " + mib(goMemLimit) + leaves(limit, goMemLimit) + ".",
            "GOMEMLIMIT bounds what the Go runtime maps, and softly. The binary, memory of C code,"
                + " kernel memory of the process and bursts come on top: with less than 5 % of the"
                + " limit between the two the kernel kills before Go holds back.",
            Advice.goMemLimit(c)));
  }

  private static String leaves(double limit, double goMemLimit) {
    if (goMemLimit >= limit) {
      return " leaves no headroom under the container's limit of " + mib(limit);
    }
    return " leaves only "
        + mib(limit - goMemLimit)
        + " of headroom under the container's limit of "
        + mib(limit);
  }

  /** Whether GOMEMLIMIT is above the share of the limit that Go's guide asks to stay below. */
  static boolean withoutHeadroom(Case c) {
    return c.limitMiB().isPresent()
        && c.goMemLimitMiB().isPresent()
        && c.goMemLimitMiB().getAsDouble()
            > Thresholds.HEADROOM_OF_LIMIT * c.limitMiB().getAsDouble();
  }

  static Optional<Remark> goMemLimitTooLow(Case c) {
    double live = c.liveMaxMiB();
    OptionalDouble limit = c.limitMiB();
    if (c.effectiveGoMemLimitMiB().isEmpty() || live == 0) {
      return Optional.empty();
    }
    double goMemLimit = c.effectiveGoMemLimitMiB().getAsDouble();
    boolean room =
        limit.isEmpty()
            || Sizing.goMemLimitFor(limit.getAsDouble()) >= Thresholds.WORTH_RAISING * goMemLimit;
    if (Sizing.carries(goMemLimit, live) || !room) {
      return Optional.empty();
    }
    double share = c.summary().gcCpuPercentOfCycles().orElse(0);
    boolean costs = share >= Thresholds.GC_CPU_PERCENT || c.inDangerOf(Reason.DEATH_SPIRAL);
    return Optional.of(
        new Remark(
            costs ? Level.WARNING : Level.INFO,
            "GOMEMLIMIT of "
                + (c.goMemLimitMiB().isPresent() ? "" : "about ")
                + mib(goMemLimit)
                + " leaves a live heap of "
                + mib(live)
                + " less than a quarter of its size to grow by.",
            "The nearer the live heap comes to GOMEMLIMIT, the more often Go collects; collections"
                + " take "
                + percent(share)
                + " of the CPU in this trace.",
            limit.isPresent() ? Advice.goMemLimit(c) : raise(live)));
  }

  private static String raise(double live) {
    long limit = Sizing.limitForGoMemLimit(live);
    long goMemLimit = Sizing.goMemLimitFor((double) limit);
    return "Raise GOMEMLIMIT to "
        + goMemLimit
        + "MiB at least, if the container's limit is "
        + limit
        + "Mi or more:\n\n"
        + Advice.goMemLimitLines(goMemLimit);
  }

  static Optional<Remark> limitTooSmall(Case c) {
    boolean grows = HeapChecks.leak(c).isPresent() || c.inDangerOf(Reason.DOUBLING);
    boolean tooSmall =
        c.limitMiB().isPresent() && c.liveMaxMiB() > 0 && !advisedGoMemLimitCarries(c) && !grows;
    if (!tooSmall && !c.inDangerOf(Reason.LIVE_OVER_LIMIT)) {
      return Optional.empty();
    }
    boolean survived = c.alarms().critical().isPresent();
    return Optional.of(
        new Remark(
            c.inDanger() ? c.level() : survived ? Level.WARNING : Level.INFO,
            "The "
                + Danger.limit(c)
                + " is too small for a live heap of "
                + mib(c.liveMaxMiB())
                + ".",
            "Even with GOMEMLIMIT at 90 % of the limit, what is live would have less than a quarter"
                + " of its size to grow by. No setting of the collector cures that; only a higher"
                + " limit or a smaller live heap does.",
            Advice.higherLimit(c)));
  }

  static Optional<Remark> gogcOffWithoutLimit(Case c) {
    boolean unbounded = c.gogc().off() && c.effectiveGoMemLimitMiB().isEmpty();
    if (!unbounded && !c.inDangerOf(Reason.GC_OFF)) {
      return Optional.empty();
    }
    return Optional.of(
        new Remark(
            c.severity() == Severity.CRITICAL ? Level.CRITICAL : Level.WARNING,
            "GOGC is off and GOMEMLIMIT is not set (or was not given with --gomemlimit).",
            "No growth of the heap starts a collection, and neither does time: the heap grows until"
                + " the program ends or is killed.",
            c.limitMiB().isPresent()
                ? Advice.goMemLimit(c)
                : "Set GOMEMLIMIT to 90 % of the container's limit, or take GOGC=off away."));
  }

  static Optional<Remark> goVersion(Case c) {
    GoVersion version = c.settings().goVersion().orElse(null);
    if (version == null || version.hazard() == GoVersion.Hazard.NONE) {
      return Optional.empty();
    }
    boolean pages = version.hazard() == GoVersion.Hazard.HUGE_PAGES;
    return Optional.of(
        new Remark(
            c.inDanger() ? Level.WARNING : Level.INFO,
            "Go " + version + " takes more memory for the same heap than other versions.",
            pages
                ? "Go 1.21.0 to 1.21.3 ask for huge pages, which take again what was given back"
                    + " (go.dev/issue/64332). The trace does not show it; the forecast counts on"
                    + " it."
                : "Go 1.24.0 to 1.24.5 write large objects whole that other versions leave unwritten"
                    + " until they are used (go.dev/issue/72991). The trace does not show it; the"
                    + " forecast counts on it.",
            "Build the program with Go " + (pages ? "1.21.4" : "1.24.6") + " or later."));
  }

  static boolean advisedGoMemLimitCarries(Case c) {
    return Sizing.advisedCarries(c.limitMiB().orElseThrow(), c.liveMaxMiB());
  }
}
