package dev.gctrace.core.report;

import dev.gctrace.core.trace.GcEvent;
import java.util.OptionalDouble;

/**
 * What is measured between the ends of two collections that follow each other by number; where one
 * is missing in between, the time and the work of the gap are left out alike.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Pace {

  /** Weight of a cycle over that of the next: half of the whole rests on the last seven. */
  private static final double RECENT = 0.9;

  private final Quantiles periodMillis = new Quantiles();

  /** Number of the collection before; below 0 when there was none. */
  private long previous = -2;

  private long previousStartMillis;
  private double previousEndMillis;
  private long previousLiveMiB;

  /** NaN after a gap. */
  private double liveStep = Double.NaN;

  private double elapsedMillis;
  private double allocatedMiB;
  private double availableCpuMillis;
  private double takenCpuMillis;
  private double assistCpuMillis;
  private double markCpuMillis;
  private double markMillis;
  private double maxCpuPercent;
  private double recentAvailableCpuMillis;
  private double recentTakenCpuMillis;

  /** Takes the next collection and tells its share of the CPU in percent; empty after a gap. */
  OptionalDouble add(GcEvent event) {
    boolean follows = event.cycle() == previous + 1;
    double elapsed = event.endMillis() - previousEndMillis;
    long periodOfThis = event.startMillis() - previousStartMillis;
    long liveBefore = previousLiveMiB;
    previous = event.cycle();
    previousStartMillis = event.startMillis();
    previousEndMillis = event.endMillis();
    previousLiveMiB = event.liveMiB();
    liveStep = Double.NaN;
    if (!follows || !Double.isFinite(elapsed) || elapsed <= 0) {
      return OptionalDouble.empty();
    }
    liveStep = (double) event.liveMiB() / Math.max(1, liveBefore);
    periodMillis.add(periodOfThis);
    elapsedMillis += elapsed;
    allocatedMiB +=
        Math.max(0, (double) event.heapStartMiB() - liveBefore)
            + Math.max(0, (double) event.heapEndMiB() - event.heapStartMiB());
    double available = Math.max(1, event.procs()) * elapsed;
    double taken = event.cpu().taken();
    availableCpuMillis += available;
    takenCpuMillis += taken;
    recentAvailableCpuMillis = RECENT * recentAvailableCpuMillis + available;
    recentTakenCpuMillis = RECENT * recentTakenCpuMillis + taken;
    assistCpuMillis += event.cpu().assist();
    markCpuMillis += event.cpu().assist() + event.cpu().background();
    markMillis += event.clock().mark() + event.clock().scan().orElse(0);
    double share = percent(taken, available);
    maxCpuPercent = Math.max(maxCpuPercent, share);
    return OptionalDouble.of(share);
  }

  /** Allocated from the end of one collection to the end of the next. */
  OptionalDouble allocationMiBPerSecond() {
    return ofElapsed(allocatedMiB / (elapsedMillis / 1000));
  }

  /** The collections' share of the available CPU. */
  OptionalDouble cpuPercent() {
    return ofElapsed(percent(takenCpuMillis, availableCpuMillis));
  }

  /** The same of late: each cycle weighs a tenth less than the next. */
  OptionalDouble recentCpuPercent() {
    return ofElapsed(percent(recentTakenCpuMillis, recentAvailableCpuMillis));
  }

  /** The largest such share of one collection. */
  OptionalDouble maxCpuPercent() {
    return ofElapsed(maxCpuPercent);
  }

  /** The share of the time in which marking ran. */
  OptionalDouble markDutyPercent() {
    return ofElapsed(percent(markMillis, elapsedMillis));
  }

  /** The live heap over that of the collection before; empty after a gap. */
  OptionalDouble liveStep() {
    return Double.isNaN(liveStep) ? OptionalDouble.empty() : OptionalDouble.of(liveStep);
  }

  /** The share of the mark work that allocating goroutines were made to do. */
  OptionalDouble assistPercent() {
    return markCpuMillis > 0
        ? OptionalDouble.of(percent(assistCpuMillis, markCpuMillis))
        : OptionalDouble.empty();
  }

  /** Median time from the start of one collection to the start of the next. */
  OptionalDouble periodSeconds() {
    OptionalDouble median = periodMillis.at(0.5);
    return median.isPresent() ? OptionalDouble.of(median.getAsDouble() / 1000) : median;
  }

  private OptionalDouble ofElapsed(double value) {
    return elapsedMillis > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
  }

  /** Clock and CPU figures are cut each for itself, so that a part can come out over the whole. */
  private static double percent(double part, double whole) {
    return Math.min(100, 100 * part / whole);
  }
}
