package dev.gctrace.core.report;

import dev.gctrace.core.trace.EarlyGcEvent;
import dev.gctrace.core.trace.Format;
import dev.gctrace.core.trace.GcEvent;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The running figures of one process.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Figures {

  private final Pace pace = new Pace();
  private final Trend trend = new Trend();
  private final Extent live = new Extent();
  private final Extent stacks = new Extent();
  private final Extent peak = new Extent();
  private final Quantiles pauseMicros = new Quantiles();
  private Format format;
  private long cycles;
  private long firstCycle;
  private long lastCycle;
  private long missing;
  private long forced;
  private long periodic;
  private long repaired;
  private int procs;
  private boolean timed;
  private long firstStartMillis;
  private double lastEndMillis;

  /** As the last line prints it; below 0 when none did. */
  private int gcCpuPercent = -1;

  /** Below 0 when no heap was compared with its goal. */
  private double overshootMax = -1;

  /** Below 0 when the last line does not tell. */
  private long liveLast = -1;

  private Burst burst;

  /**
   * The collection whose heap passed its goal by most.
   *
   * @param cycle its number
   * @param heapEndMiB heap at the end of marking
   * @param goalMiB its goal
   */
  record Burst(long cycle, long heapEndMiB, long goalMiB) {

    long excessMiB() {
      return heapEndMiB - goalMiB;
    }
  }

  /** Takes the next collection and tells its share of the CPU in percent; empty after a gap. */
  OptionalDouble add(GcEvent event, boolean forcedByRuntime) {
    if (!timed) {
      timed = true;
      firstStartMillis = event.startMillis();
    }
    count(event.format(), event.cycle(), event.procs(), event.repaired());
    forced += event.forced() ? 1 : 0;
    periodic += forcedByRuntime ? 1 : 0;
    lastEndMillis = Math.max(lastEndMillis, event.endMillis());
    gcCpuPercent = event.gcCpuPercent();
    live.add(event.liveMiB());
    event.stacksMiB().ifPresent(stacks::add);
    peak.add(event.heapEndMiB());
    liveLast = event.liveMiB();
    pauseMicros.add(Math.round(event.clock().stopTheWorld() * 1000));
    trend.add(event.endMillis() / 1000, (double) event.liveMiB());
    event.goalMiB().ifPresent(goal -> overshoot(event.cycle(), event.heapEndMiB(), goal));
    return pace.add(event);
  }

  /** Takes the next collection of Go 1.4 or earlier, in which the world stood still throughout. */
  void add(EarlyGcEvent event) {
    count(event.format(), event.cycle(), event.procs(), event.repaired());
    event.liveMiB().ifPresent(live::add);
    liveLast = event.liveMiB().orElse(-1);
    event.previousLiveMiB().ifPresent(live::add);
    peak.add(event.heapBeforeMiB());
    long micros = 0;
    for (long phase : event.phasesMicros()) {
      micros += Math.min(phase, Long.MAX_VALUE - micros);
    }
    pauseMicros.add(micros);
  }

  private OptionalDouble durationSeconds() {
    return timed
        ? OptionalDouble.of((lastEndMillis - firstStartMillis) / 1000)
        : OptionalDouble.empty();
  }

  private static OptionalDouble millis(OptionalDouble micros) {
    return micros.isPresent() ? OptionalDouble.of(micros.getAsDouble() / 1000) : micros;
  }

  private void count(Format shape, long cycle, int processors, boolean joined) {
    if (cycles == 0) {
      firstCycle = cycle;
    } else if (cycle > lastCycle + 1) {
      missing += cycle - lastCycle - 1;
    }
    cycles++;
    format = shape;
    lastCycle = cycle;
    procs = processors;
    repaired += joined ? 1 : 0;
  }

  private void overshoot(long cycle, long heapEnd, long goal) {
    if (goal < Thresholds.SMALL_HEAP_MIB) {
      return;
    }
    double ratio = (double) heapEnd / goal;
    overshootMax = Math.max(ratio, overshootMax);
    if (heapEnd > goal && (burst == null || heapEnd - goal > burst.excessMiB())) {
      burst = new Burst(cycle, heapEnd, goal);
    }
  }

  long cycles() {
    return cycles;
  }

  OptionalLong stacksMinMiB() {
    return stacks.min();
  }

  OptionalLong stacksLastMiB() {
    return stacks.last();
  }

  OptionalDouble assistPercent() {
    return pace.assistPercent();
  }

  OptionalDouble liveStep() {
    return pace.liveStep();
  }

  OptionalDouble recentCpuPercent() {
    return pace.recentCpuPercent();
  }

  /** The collection whose heap passed its goal by most; empty when none did. */
  Optional<Burst> burst() {
    return Optional.ofNullable(burst);
  }

  Summary summary() {
    return new Summary(
        format,
        cycles,
        firstCycle,
        lastCycle,
        missing,
        forced,
        periodic,
        repaired,
        durationSeconds(),
        live.min(),
        liveLast < 0 ? OptionalLong.empty() : OptionalLong.of(liveLast),
        live.max(),
        trend.mibPerSecond(),
        peak.max(),
        overshootMax >= 0 ? OptionalDouble.of(overshootMax) : OptionalDouble.empty(),
        pace.allocationMiBPerSecond(),
        gcCpuPercent < 0 ? OptionalInt.empty() : OptionalInt.of(gcCpuPercent),
        pace.cpuPercent(),
        pace.maxCpuPercent(),
        millis(pauseMicros.at(0.5)),
        millis(pauseMicros.at(0.99)),
        millis(pauseMicros.max()),
        pace.markDutyPercent(),
        pace.periodSeconds(),
        procs);
  }
}
