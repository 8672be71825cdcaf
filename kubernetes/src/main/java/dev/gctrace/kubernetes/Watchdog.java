package dev.gctrace.kubernetes;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes streams on which nothing came for too long, all of them in one thread.
 *
 * <p>For use by any number of threads.
 */
final class Watchdog implements AutoCloseable {

  /** Longer than most balancers let a quiet connection live. */
  static final Duration SILENCE = Duration.ofMinutes(5);

  private final Duration silence;
  private final Set<Watched> streams = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "gctrace-watchdog");
            thread.setDaemon(true);
            return thread;
          });

  Watchdog(Duration silence) {
    this.silence = silence;
    long period = Math.max(1, silence.toMillis() / 4);
    var unused = timer.scheduleAtFixedRate(this::look, period, period, TimeUnit.MILLISECONDS);
  }

  Duration silence() {
    return silence;
  }

  /** The stream, watched until it is closed. */
  InputStream watched(InputStream in) {
    Watched watched = new Watched(in);
    streams.add(watched);
    return watched;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private void look() {
    streams.forEach(Watched::closeWhenSilent);
  }

  private final class Watched extends FilterInputStream {
    private volatile long heardAt = System.nanoTime();

    Watched(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      heardAt = System.nanoTime();
      int count = in.read(bytes, from, length);
      heardAt = System.nanoTime();
      return count;
    }

    @Override
    public void close() throws IOException {
      streams.remove(this);
      super.close();
    }

    void closeWhenSilent() {
      if (System.nanoTime() - heardAt > silence.toNanos()) {
        try {
          close();
        } catch (IOException e) {
          // It is given up either way; its reader is told by its read.
          streams.remove(this);
        }
      }
    }
  }
}
