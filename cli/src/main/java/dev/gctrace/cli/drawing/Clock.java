package dev.gctrace.cli.drawing;

import dev.gctrace.core.report.CyclePoint;
import java.util.List;

/** What an axis of time counts. */
public enum Clock {
  /** Wall-clock time: seconds since 1970-01-01T00:00Z. */
  WALL,
  /** Seconds since the process started. */
  PROCESS,
  /** Numbers of collections: the trace has no time. */
  CYCLES;

  /** The best clock that all of the given points have. */
  static Clock of(List<CyclePoint> points) {
    if (points.stream().allMatch(p -> p.epochMillis().isPresent())) {
      return WALL;
    }
    boolean timed =
        points.stream().allMatch(p -> plausible(p.startSeconds()) && plausible(p.endSeconds()));
    boolean moves =
        points.size() < 2
            || points.stream().mapToDouble(CyclePoint::endSeconds).distinct().count() > 1;
    return timed && moves ? PROCESS : CYCLES;
  }

  /** Whether a number can be seconds of anything: thirty million years are more than enough. */
  static boolean plausible(double seconds) {
    return Math.abs(seconds) <= 1e15;
  }
}
