package dev.gctrace.core.report;

import static dev.gctrace.core.report.Amounts.mib;

import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.forecast.Severity;
import java.util.Optional;

/** Findings about what the trace and the settings allow to be said. */
final class TraceChecks {

  private TraceChecks() {}

  static Optional<Remark> noLimitKnown(Case c) {
    if (c.limitMiB().isPresent() || c.forecast().isEmpty()) {
      return Optional.empty();
    }
    String goal =
        c.nextGoalMiB().isPresent()
            ? " A limit below about "
                + mib(Sizing.containerMiB(c.nextGoalMiB().getAsDouble()))
                + " would not carry the next heap goal of "
                + mib(c.nextGoalMiB().getAsDouble())
                + "."
            : "";
    return Optional.of(
        Remark.info(
            "The container's memory limit is not known.",
            "The log does not hold it, and Go does not read it." + goal,
            "Give it, as the pod has it: --limit 400Mi. It stands in: kubectl get pod POD -o"
                + " jsonpath='{.spec.containers[*].resources.limits.memory}'."));
  }

  static Optional<Remark> oldGo(Case c) {
    return c.forecast().isEmpty()
        ? Optional.of(
            Remark.info(
                "The lines are of Go 1.4 or earlier, from which nothing can be forecast.",
                "They hold neither a time nor a goal, and until Go 1.4 the collector worked in"
                    + " another way.",
                "Build with a supported Go."))
        : Optional.empty();
  }

  static Optional<Remark> notEnoughData(Case c) {
    return c.forecast().isPresent()
            && c.severity() == Severity.UNKNOWN
            && (c.limitMiB().isPresent() || c.reason() == Reason.NOT_ENOUGH_DATA)
        ? Optional.of(
            Remark.info(
                "Too little was read for a forecast: "
                    + c.summary().cycles()
                    + (c.summary().cycles() == 1 ? " cycle." : " cycles."),
                "GOGC, the pace of allocation and the trend of the live heap show only from one"
                    + " cycle to the next.",
                "Read more of the log. kubectl logs -l SELECTOR shows 10 lines unless --tail=-1 is"
                    + " given; a container that was killed is behind kubectl logs --previous."))
        : Optional.empty();
  }

  static Optional<Remark> cutLog(Case c) {
    long first = c.summary().firstCycle();
    return first > 1 && c.summary().cycles() < Thresholds.WHOLE_ENOUGH_CYCLES
        ? Optional.of(
            Remark.info(
                "The log begins in the middle: the first line is of cycle " + first + ".",
                "What came before is not in the figures; trends and the largest heap can be missed.",
                "Read the whole log: kubectl logs without --tail and --since; with -l, --tail=-1."))
        : Optional.empty();
  }

  static Optional<Remark> missingCycles(Case c) {
    long missing = c.summary().missingCycles();
    double share = (double) missing / (missing + c.summary().cycles());
    return missing >= Thresholds.MISSING_CYCLES && share >= Thresholds.MISSING_SHARE
        ? Optional.of(
            Remark.info(
                missing + " of " + (missing + c.summary().cycles()) + " cycles are not in the log.",
                "Their lines were lost on the way or torn beyond repair. Rates and shares are of the"
                    + " cycles that follow each other; a peak in between is not seen.",
                "Look at the log shipper's limits (rate, line length) and at the malformed lines."))
        : Optional.empty();
  }

  static Optional<Remark> healthy(Case c) {
    return c.ending() == Ending.OPEN && c.severity() == Severity.OK
        ? Optional.of(
            Remark.info(
                "Nothing on the present course kills this container: " + Danger.clause(c) + ".",
                "The live heap, the goals that follow from it and the rate of allocation fit into"
                    + " the limit.",
                ""))
        : Optional.empty();
  }
}
