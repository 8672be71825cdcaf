package dev.gctrace.core.report;

import static dev.gctrace.core.report.Amounts.millis;
import static dev.gctrace.core.report.Amounts.percent;

import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.report.Finding.Level;
import java.util.Optional;

/** Findings about what collection costs. */
final class CollectorChecks {

  private CollectorChecks() {}

  static Optional<Remark> assistPressure(Case c) {
    double assist = c.assistPercent().orElse(0);
    double share = c.summary().gcCpuPercentOfCycles().orElse(0);
    if (assist < Thresholds.ASSIST_PERCENT
        || share < Thresholds.GC_CPU_PERCENT
        || c.inDangerOf(Reason.DEATH_SPIRAL)) {
      return Optional.empty();
    }
    return Optional.of(
        new Remark(
            levelOf(share),
            percent(assist)
                + " of the mark work was done by goroutines that wanted to allocate, and"
                + " collections take "
                + percent(share)
                + " of the CPU.",
            "In the steady state assists are near 0. Goroutines are made to help when the heap grows"
                + " faster than the background workers mark, or when the container gets too little"
                + " CPU: requests become slow.",
            "Give the container more CPU, allocate less, or let the heap grow further between"
                + " collections (a higher GOGC or GOMEMLIMIT, as far as the limit carries it)."));
  }

  static Optional<Remark> forcedCollections(Case c) {
    long forced = c.summary().forcedCycles();
    double share = (double) forced / c.summary().cycles();
    if (forced < Thresholds.FORCED_CYCLES || share < Thresholds.FORCED_SHARE) {
      return Optional.empty();
    }
    return Optional.of(
        new Remark(
            levelOf(c.summary().gcCpuPercentOfCycles().orElse(0)),
            "The program forced " + forced + " of " + c.summary().cycles() + " collections.",
            "Something calls runtime.GC() or debug.FreeOSMemory(). Each call marks the whole live"
                + " heap and makes its caller wait.",
            "Search the program and its libraries for the calls and take them out; GOMEMLIMIT does"
                + " what they are meant to do, when it is needed."));
  }

  static Optional<Remark> longPauses(Case c) {
    double p99 = c.summary().pauseP99Millis().orElse(0);
    if (c.forecast().isEmpty()
        || c.summary().cycles() < Thresholds.PAUSES
        || p99 < Thresholds.LONG_PAUSE_MILLIS) {
      return Optional.empty();
    }
    return Optional.of(
        Remark.info(
            "The program stood still for "
                + millis(p99)
                + " or more in one collection of a hundred.",
            "Go's own pauses are well below 1 ms. Tens of milliseconds mean that threads did not get"
                + " the CPU in time: the container's CPU quota throttles it, or the node is busy.",
            "Compare nr_throttled in the container's cpu.stat; raise or remove the CPU limit, or set"
                + " GOMAXPROCS to it."));
  }

  private static Level levelOf(double gcCpuPercent) {
    return gcCpuPercent >= Thresholds.GC_CPU_BURDEN_PERCENT ? Level.WARNING : Level.INFO;
  }
}
