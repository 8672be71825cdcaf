package dev.gctrace.cli.analysis;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.logs.LineTime;
import java.util.Optional;

/**
 * Compares the log's clock with the program's, which is monotonic: the time of a line less the time
 * in it is the start of the process, and that does not move.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class ClockWatch {

  /** The container runtime writes a line's time within some 10 ms of it. */
  private static final double INNER_TOLERANCE_SECONDS = 5;

  /** A shipper may hold a line back, the slowest for a minute. */
  private static final double STRUCTURED_TOLERANCE_SECONDS = 120;

  private boolean begun;
  private double lastStartSeconds;
  private ClockJump first;

  void take(GcEvent event, Optional<LineTime> time) {
    if (time.isEmpty()) {
      return;
    }
    double start = time.get().instant().toEpochMilli() / 1e3 - event.endMillis() / 1e3;
    double tolerance =
        time.get().quality() == LineTime.Quality.INNER
            ? INNER_TOLERANCE_SECONDS
            : STRUCTURED_TOLERANCE_SECONDS;
    if (begun && first == null && Math.abs(start - lastStartSeconds) > tolerance) {
      first = new ClockJump(event.cycle(), start - lastStartSeconds);
    }
    begun = true;
    lastStartSeconds = start;
  }

  Optional<ClockJump> first() {
    return Optional.ofNullable(first);
  }
}
