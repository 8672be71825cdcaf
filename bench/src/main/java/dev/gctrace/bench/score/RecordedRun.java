package dev.gctrace.bench.score;

import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.trace.GcEvent;
import java.util.List;

/**
 * A Go program that ran under a memory limit of the kernel: what it wrote, what memory it took and
 * how it ended. Times are Unix seconds, sizes MiB.
 *
 * @param name name of the recording: version of Go, shape, limit, settings
 * @param limit the limit
 * @param settings limit, GOGC and GOMEMLIMIT as the container had them
 * @param start when it was started
 * @param end when it ended
 * @param killed whether the kernel killed it for want of memory
 * @param lines its collections in order
 * @param samples its memory, 50 times a second
 */
record RecordedRun(
    String name,
    double limit,
    MemorySettings settings,
    double start,
    double end,
    boolean killed,
    List<Line> lines,
    List<Sample> samples) {

  /** A run that came so near to its limit was in danger, though it lived. */
  private static final double NEAR = 0.92;

  /**
   * A collection and when its line was written.
   *
   * @param time Unix seconds
   * @param event the collection
   */
  record Line(double time, GcEvent event) {}

  /**
   * Memory at a time.
   *
   * @param time Unix seconds
   * @param resident resident memory of the cgroup in MiB
   */
  record Sample(double time, double resident) {}

  /** What kind of program it is: the name without versions and numbers. */
  String shape() {
    return name.replaceFirst("^go\\d+-", "").replaceAll("-(gogc|gml)?(\\d+(MiB)?|off)\\b", "");
  }

  /** Whether memory grows outside the Go heap, where gctrace does not look. */
  boolean isOutsideHeap() {
    return name.contains("-offheap");
  }

  /** Whether the program grows until it is killed, were it let run. */
  boolean leaks() {
    return name.contains("-leak") || name.contains("-double") || isOutsideHeap();
  }

  /** Whether it was killed by what the Go heap grew to. */
  boolean isKilledByHeap() {
    return killed && !isOutsideHeap();
  }

  /**
   * Whether an alarm is surely false. Not when it was cut by the clock while it was leaking, and
   * not when it came within 8 % of its limit: an alarm is right there.
   */
  boolean lived() {
    return !killed && !leaks() && peak(start, end) < NEAR * limit;
  }

  /** How many collections it had after a time. */
  int linesAfter(double time) {
    int after = 0;
    for (Line line : lines) {
      after += line.time() > time ? 1 : 0;
    }
    return after;
  }

  /** The most resident memory between two times; NaN when there is no sample. */
  double peak(double from, double to) {
    return samples.stream()
        .filter(sample -> sample.time() > from && sample.time() <= to)
        .mapToDouble(Sample::resident)
        .max()
        .orElse(Double.NaN);
  }
}
