package dev.gctrace.cli.analysis;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The latest measurement of a container, from whoever measures to whoever reads its log.
 *
 * <p>For use by any thread.
 */
public final class Measurements {

  private final AtomicReference<Measurement> latest = new AtomicReference<>();

  /** Nothing was measured yet. */
  public Measurements() {}

  /**
   * Puts a measurement in place of the one before.
   *
   * @param measurement what was measured
   */
  public void put(Measurement measurement) {
    latest.set(measurement);
  }

  /**
   * Takes the measurement if it was made before a line was printed. It is there once.
   *
   * @param line time of the line; empty when it has none, and came after whatever is there
   * @return bytes; empty when there is none of that time
   */
  OptionalLong takeBefore(Optional<Instant> line) {
    Measurement there = latest.get();
    return there != null
            && (line.isEmpty() || there.at().isBefore(line.get()))
            && latest.compareAndSet(there, null)
        ? OptionalLong.of(there.bytes())
        : OptionalLong.empty();
  }
}
