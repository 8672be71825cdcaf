package dev.gctrace.cli.analysis;

import dev.gctrace.core.trace.Malformed;
import dev.gctrace.core.trace.TraceEvent;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.Origin;
import dev.gctrace.logs.TraceSink;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Hands on what is found in a log, in its order, from another thread: lines are read while earlier
 * ones are judged. What a short log holds is handed on at its end, without a thread. Memory is
 * bounded: the reader waits.
 *
 * <p>For one thread that finds; what it hands on to is never called by two threads at a time.
 */
final class Relay implements TraceSink {

  /** Few enough that what is on its way has not outlived the youngest generation. */
  static final int BATCH = 256;

  private static final int BATCHES = 4;
  private static final long LOOK_AFTER_MILLIS = 100;

  /** An event, or a malformed record: the other is null. */
  private record Found(ContainerId who, TraceEvent event, Malformed malformed, Origin origin) {}

  private final TraceSink sink;
  private final BlockingQueue<List<Found>> batches = new ArrayBlockingQueue<>(BATCHES);
  private List<Found> batch = new ArrayList<>();
  private Thread thread;
  private volatile Throwable problem;

  Relay(TraceSink sink) {
    this.sink = sink;
  }

  @Override
  public void event(ContainerId who, TraceEvent event, Origin origin) {
    add(new Found(who, event, null, origin));
  }

  @Override
  public void malformed(ContainerId who, Malformed malformed, Origin origin) {
    add(new Found(who, null, malformed, origin));
  }

  /** The log has ended: returns when all is handed on. */
  void end() {
    if (thread == null) {
      handOn(batch);
      return;
    }
    if (!batch.isEmpty()) {
      put(batch);
    }
    put(List.of());
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while judging", e);
    }
    rethrow();
  }

  private void add(Found found) {
    batch.add(found);
    if (batch.size() == BATCH) {
      if (thread == null) {
        begin();
      }
      put(batch);
      batch = new ArrayList<>(BATCH);
    }
  }

  private void begin() {
    thread = new Thread(this::handOnAll, "gctrace-judge");
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((unused, e) -> problem = e);
    thread.start();
  }

  private void put(List<Found> full) {
    try {
      while (!batches.offer(full, LOOK_AFTER_MILLIS, TimeUnit.MILLISECONDS)) {
        rethrow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading", e);
    }
  }

  /** What ended the other thread ends this one. */
  private void rethrow() {
    if (problem instanceof RuntimeException e) {
      throw e;
    }
    if (problem instanceof Error e) {
      throw e;
    }
  }

  private void handOnAll() {
    try {
      for (List<Found> next = batches.take(); !next.isEmpty(); next = batches.take()) {
        handOn(next);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handOn(List<Found> all) {
    for (Found found : all) {
      if (found.event() == null) {
        sink.malformed(found.who(), found.malformed(), found.origin());
      } else {
        sink.event(found.who(), found.event(), found.origin());
      }
    }
  }
}
