package dev.gctrace.core.trace;

import java.util.OptionalDouble;

/**
 * Wall-clock phases of a collection, in milliseconds as printed (cut to two or three figures).
 *
 * @param sweepTermination the world stopped to end sweeping, the time to stop it included
 * @param scan concurrent scan; Go 1.5 only
 * @param installBarrier world synchronised to switch the write barrier on; Go 1.5 only
 * @param mark concurrent mark (and, since Go 1.6, scan)
 * @param markTermination the world stopped to end marking
 */
public record ClockMillis(
    double sweepTermination,
    OptionalDouble scan,
    OptionalDouble installBarrier,
    double mark,
    double markTermination) {

  /** Length of the whole collection. */
  public double total() {
    return sweepTermination + scan.orElse(0) + installBarrier.orElse(0) + mark + markTermination;
  }

  /** Time during which the program stood still. */
  public double stopTheWorld() {
    return sweepTermination + installBarrier.orElse(0) + markTermination;
  }
}
