package dev.gctrace.streams.collect;

import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.PodQuery;
import dev.gctrace.kubernetes.PodWatch;
import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The time that one replica is the leader. News of pods, of logs and of the clock are dealt with
 * one after the other, as its {@link Duties} tell, in the thread that {@link #run} is called by;
 * all other methods are for any thread.
 */
final class Term {

  private static final int NEWS = 4096;
  private static final int HELPERS = 4;
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration TO_SEND_THE_REST = Duration.ofSeconds(3);

  /** The brokers have this time before something is said to be wrong with them. */
  private static final Duration STUCK = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final Cluster logs;
  private final PodQuery query;
  private final boolean withLogs;
  private final CollectSettings collect;
  private final Settings settings;
  private final String owner;
  private final CollectCounters counters;
  private final Teller teller;
  private final BlockingQueue<Runnable> news = new LinkedBlockingQueue<>(NEWS);
  private final ExecutorService helpers;
  private final Outlet outlet;
  private PodWatch watch;
  private volatile Thread runner;
  private volatile Exception failure;
  private volatile boolean stopped;
  private volatile Duties duties;

  /**
   * Prepares it.
   *
   * @param logs the same cluster, to read logs from
   * @param query which pods
   * @param withLogs whether logs are sent, too
   * @param owner whose records these are: the namespace and name of the lease
   * @param leads whether this replica is the leader still
   */
  Term(
      Cluster cluster,
      Cluster logs,
      PodQuery query,
      boolean withLogs,
      CollectSettings collect,
      Settings settings,
      String owner,
      BooleanSupplier leads,
      CollectCounters counters,
      Teller teller) {
    this.cluster = cluster;
    this.logs = logs;
    this.query = query;
    this.withLogs = withLogs;
    this.collect = collect;
    this.settings = settings;
    this.owner = owner;
    this.counters = counters;
    this.teller = teller;
    this.outlet = new Outlet(KafkaSettings.producer(settings), owner, leads, this::fail);
    this.helpers =
        Executors.newFixedThreadPool(
            HELPERS,
            work -> {
              Thread thread = new Thread(work, "gctrace-helper");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Does the work until it is stopped.
   *
   * @throws Exception why it cannot go on
   */
  void run() throws Exception {
    runner = Thread.currentThread();
    try {
      if (!stopped) {
        duties =
            new Duties(
                cluster, logs, query, withLogs, collect, settings, owner, counters, teller, this,
                outlet, helpers);
        watch = cluster.watch(query, duties);
      }
      while (!stopped && failure == null) {
        step();
      }
      if (failure != null) {
        throw failure;
      }
      if (watch != null) {
        end();
      }
    } catch (InterruptedException | RuntimeException e) {
      if (!stopped) {
        throw e;
      }
    } finally {
      stopped = true;
      if (watch != null) {
        watch.close();
      }
      if (duties != null) {
        duties.stop();
      }
      helpers.shutdownNow();
      outlet.close();
    }
  }

  /** Ends it, and sends what was read. */
  void finish() {
    stopped = true;
    news.offer(() -> {});
  }

  /** Ends it at once; what was not sent yet is left to the next leader. */
  void abort() {
    stopped = true;
    outlet.close();
    Thread thread = runner;
    if (thread != null) {
      thread.interrupt();
    }
  }

  /** What is wrong; empty when nothing is. */
  String problem() {
    if (duties == null || !duties.isComplete()) {
      return "reads what was told before, and the list of pods";
    }
    Duration stuck = outlet.stuck();
    return stuck.compareTo(STUCK) < 0
        ? ""
        : "Kafka has taken nothing for " + stuck.toSeconds() + " s";
  }

  private void step() throws InterruptedException {
    Runnable next = news.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
    for (int done = 0; next != null && done < NEWS; done++) {
      next.run();
      next = news.poll();
    }
    if (next != null) {
      next.run();
    }
    if (!stopped && failure == null) {
      duties.tick(Instant.now());
    }
  }

  /** The end of a term that was not lost: the rest of what was read, and how far that was. */
  private void end() {
    duties.stop();
    outlet.flushFor(TO_SEND_THE_REST);
    duties.tellPositions();
    outlet.close(TO_SEND_THE_REST);
  }

  /** Has something done in the thread of the term; waits while there is too much to do. */
  void add(Runnable one) {
    try {
      if (!stopped) {
        news.put(one);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends it, for it cannot go on. */
  void fail(Exception problem) {
    if (!stopped) {
      failure = problem;
      news.offer(() -> {});
    }
  }
}
