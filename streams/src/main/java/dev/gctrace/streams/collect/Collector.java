package dev.gctrace.streams.collect;

import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.ClusterProblem;
import dev.gctrace.kubernetes.LeaseHold;
import dev.gctrace.kubernetes.LeaseListener;
import dev.gctrace.kubernetes.PodQuery;
import dev.gctrace.streams.settings.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Tells the topics of the pods of a cluster, as long as this replica holds the lease. One that does
 * not waits for it and touches neither pods nor topics.
 *
 * <p>{@link #run} is for one thread, all other methods are for any.
 */
public final class Collector implements AutoCloseable {

  private static final Duration FIRST_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);
  private static final Duration TO_FINISH = Duration.ofSeconds(6);
  private static final Duration TO_ABORT = Duration.ofSeconds(3);

  private final Cluster cluster;
  private final Cluster logs;
  private final PodQuery query;
  private final boolean withLogs;
  private final CollectSettings collect;
  private final Settings settings;
  private final CollectCounters counters;
  private final String leaseName;
  private final Teller teller = new Teller();
  private final CountDownLatch ended = new CountDownLatch(1);
  private boolean leads;
  private boolean closed;
  private Term term;
  private Exception fatal;
  private String leaseProblem = "asks for its lease";
  private volatile String lastFailure = "";

  /**
   * Prepares it.
   *
   * @param cluster the cluster; its namespace is that of the lease
   * @param logs the same cluster, over connections of its own: a log that waits for Kafka must not
   *     hold up the lease
   * @param query which pods
   * @param withLogs whether their lines are sent, too
   * @param collect the collector's own settings
   * @param settings those of all commands
   * @param counters told of what it does
   */
  public Collector(
      Cluster cluster,
      Cluster logs,
      PodQuery query,
      boolean withLogs,
      CollectSettings collect,
      Settings settings,
      CollectCounters counters) {
    this.cluster = cluster;
    this.logs = logs;
    this.query = query;
    this.withLogs = withLogs;
    this.collect = collect;
    this.settings = settings;
    this.counters = counters;
    this.leaseName = cluster.namespace() + "/" + collect.lease();
  }

  /**
   * Does its work until it is closed.
   *
   * @throws Exception why it cannot go on, when trying again does not help: a right that is
   *     missing, credentials that are not accepted
   */
  public void run() throws Exception {
    try (LeaseHold lease =
        cluster.lease(
            cluster.namespace(), collect.lease(), identity(), collect.leaseDuration(), news())) {
      Duration rest = FIRST_REST;
      while (awaitLead()) {
        counters.term();
        lastFailure = "";
        Optional<Exception> failure = lead(lease);
        counters.state(false, 0, 0, 0);
        if (failure.isEmpty()) {
          rest = FIRST_REST;
          continue;
        }
        if (Teller.isFinal(failure.get())) {
          throw failure.get();
        }
        counters.failure();
        lastFailure = String.valueOf(failure.get().getMessage());
        teller.problem(lastFailure);
        rest(rest);
        Duration twice = rest.multipliedBy(2);
        rest = twice.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : twice;
      }
    } finally {
      ended.countDown();
    }
    synchronized (this) {
      if (fatal != null) {
        throw fatal;
      }
    }
  }

  /**
   * What is wrong.
   *
   * @return empty when it does its work, or waits for another to end
   */
  public synchronized String problem() {
    if (ended.getCount() == 0) {
      return "has ended";
    }
    if (!leaseProblem.isEmpty()) {
      return leaseProblem;
    }
    if (!leads) {
      return "";
    }
    return term != null ? term.problem() : lastFailure.isEmpty() ? "begins to lead" : lastFailure;
  }

  /**
   * Whether it is at work.
   *
   * @return false when {@link #run} has ended
   */
  public boolean isAlive() {
    return ended.getCount() > 0;
  }

  /** Ends it within seconds: what was read is sent, and the lease is given back. */
  @Override
  public void close() {
    finish();
    try {
      if (!ended.await(TO_FINISH.toMillis(), TimeUnit.MILLISECONDS)) {
        abort();
        var unused = ended.await(TO_ABORT.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void finish() {
    closed = true;
    if (term != null) {
      term.finish();
    }
    notifyAll();
  }

  private synchronized void abort() {
    if (term != null) {
      term.abort();
    }
  }

  private synchronized boolean awaitLead() throws InterruptedException {
    while (!leads && !closed && fatal == null) {
      wait();
    }
    return !closed && fatal == null;
  }

  private synchronized void rest(Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    long left = time.toMillis();
    while (leads && !closed && fatal == null && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }

  /** Leads for a term; why it ended, when something went wrong. */
  private Optional<Exception> lead(LeaseHold lease) {
    try {
      Term next =
          new Term(
              cluster,
              logs,
              query,
              withLogs,
              collect,
              settings,
              leaseName,
              lease::isHeld,
              counters,
              teller);
      begin(next);
      next.run();
      return Optional.empty();
    } catch (Exception e) {
      // Whatever it is, another term may do: the brokers were away, the cluster was.
      return Optional.of(e);
    } finally {
      end();
    }
  }

  private synchronized void begin(Term next) {
    term = next;
    if (!leads) {
      next.abort();
    } else if (closed) {
      next.finish();
    }
  }

  private synchronized void end() {
    term = null;
    // The thread of a term that was given up is interrupted; the next one begins without.
    var unused = Thread.interrupted();
  }

  private LeaseListener news() {
    return new LeaseListener() {
      @Override
      public void gained() {
        synchronized (Collector.this) {
          leads = true;
          leaseProblem = "";
          Collector.this.notifyAll();
        }
        teller.leads(leaseName);
      }

      @Override
      public void lost() {
        synchronized (Collector.this) {
          leads = false;
          if (term != null) {
            term.abort();
          }
          Collector.this.notifyAll();
        }
        teller.lost(leaseName);
      }

      @Override
      public void heldBy(String holder) {
        synchronized (Collector.this) {
          leaseProblem = "";
        }
        teller.waitsFor(leaseName, holder);
      }

      @Override
      public void problem(ClusterProblem problem) {
        synchronized (Collector.this) {
          if (!leads) {
            leaseProblem = problem.getMessage();
          }
          if (Teller.isFinal(problem)) {
            fatal = problem;
            if (term != null) {
              term.abort();
            }
            Collector.this.notifyAll();
          }
        }
        if (!Teller.isFinal(problem)) {
          teller.problem(problem.getMessage());
        }
      }
    };
  }

  /** No two processes have the same, nor two that ran one after the other in one pod. */
  private static String identity() throws UnknownHostException {
    String host =
        Optional.ofNullable(System.getenv("HOSTNAME"))
            .orElse(InetAddress.getLocalHost().getHostName());
    return host + "_" + String.format(Locale.ROOT, "%08x", ThreadLocalRandom.current().nextInt());
  }
}
