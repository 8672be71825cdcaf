package dev.gctrace.cli.pod;

import dev.gctrace.core.forecast.Severity;
import dev.gctrace.kubernetes.profile.HeapProfile;
import dev.gctrace.kubernetes.profile.ProfileStore;
import dev.gctrace.logs.Cycle;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Takes a heap profile when a container turns critical, in a thread of its own: one at a time, and
 * after one none for a while.
 *
 * <p>For use by one thread that tells of collections.
 */
class Captures implements AutoCloseable {

  /** Takes none. */
  static final Captures NONE =
      new Captures(null, null, System::nanoTime, text -> {}) {
        @Override
        void consider(Cycle cycle) {}
      };

  /** Between the begin of one profile and the begin of the next. */
  static final Duration COOLDOWN = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Source source;
  private final ProfileStore store;
  private final LongSupplier nanoTime;
  private final Consumer<String> notes;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "gctrace-profile");
            made.setDaemon(true);
            return made;
          });
  private final AtomicBoolean busy = new AtomicBoolean();
  private long lastBegin;
  private boolean hasBegun;

  /** Takes a profile. */
  @FunctionalInterface
  interface Source {
    HeapProfile take() throws IOException;
  }

  /**
   * Captures.
   *
   * @param source where profiles come from
   * @param store where they are kept
   * @param nanoTime the clock of the cooldown
   * @param notes told what was kept, and what could not be
   */
  Captures(Source source, ProfileStore store, LongSupplier nanoTime, Consumer<String> notes) {
    this.source = source;
    this.store = store;
    this.nanoTime = nanoTime;
    this.notes = notes;
  }

  /** Takes a profile if this collection is one to take it for. */
  void consider(Cycle cycle) {
    long now = nanoTime.getAsLong();
    if (cycle.forecast().severity() != Severity.CRITICAL
        || (hasBegun && now - lastBegin < COOLDOWN.toNanos())
        || !busy.compareAndSet(false, true)) {
      return;
    }
    hasBegun = true;
    lastBegin = now;
    thread.execute(
        () -> {
          try {
            notes.accept(SavedProfile.save(source.take(), cycle.who(), Optional.of(cycle), store));
          } catch (IOException e) {
            notes.accept(
                "no heap profile of cycle " + cycle.event().cycle() + ": " + e.getMessage());
          } finally {
            busy.set(false);
          }
        });
  }

  /** Whether one is being taken. */
  boolean isBusy() {
    return busy.get();
  }

  /** Waits for a profile that is under way: it is what this is for. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
