package dev.gctrace.cli.pod;

import dev.gctrace.cli.analysis.Measurement;
import dev.gctrace.cli.analysis.Measurements;
import dev.gctrace.core.report.Amounts;
import dev.gctrace.kubernetes.MemoryUse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks now and then what a container uses, in a thread of its own, and hands each new measurement
 * to whoever reads its log.
 */
final class MemoryPoll implements AutoCloseable {

  /** The Metrics API measures every 15 s to 60 s. */
  static final Duration EVERY = Duration.ofSeconds(15);

  private static final double MIB = 1 << 20;

  /** A change that is worth a line. */
  private static final double TOLD_CHANGE = 0.1;

  private final Supplier<Optional<MemoryUse>> source;
  private final Measurements measurements;
  private final Consumer<String> notes;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "gctrace-memory");
            made.setDaemon(true);
            return made;
          });
  private Instant last = Instant.MIN;
  private double toldMib;

  /**
   * A poll that has not begun.
   *
   * @param source what the container uses
   * @param measurements where new measurements go
   * @param notes told of memory in use when it has changed by more than a tenth
   */
  MemoryPoll(
      Supplier<Optional<MemoryUse>> source, Measurements measurements, Consumer<String> notes) {
    this.source = source;
    this.measurements = measurements;
    this.notes = notes;
  }

  void start() {
    var unused =
        thread.scheduleWithFixedDelay(this::look, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks once. */
  void look() {
    source.get().filter(use -> use.at().isAfter(last)).ifPresent(this::take);
  }

  private void take(MemoryUse use) {
    last = use.at();
    measurements.put(new Measurement(use.bytes(), use.at()));
    double mib = use.bytes() / MIB;
    if (Math.abs(mib - toldMib) > TOLD_CHANGE * toldMib) {
      toldMib = mib;
      notes.accept("memory in use " + Amounts.mib(mib) + " at " + use.at());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
