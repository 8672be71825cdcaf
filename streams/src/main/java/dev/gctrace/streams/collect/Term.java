package dev.gctrace.streams.collect;

import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.ClusterProblem;
import dev.gctrace.kubernetes.MemoryUse;
import dev.gctrace.kubernetes.PodListener;
import dev.gctrace.kubernetes.PodQuery;
import dev.gctrace.kubernetes.PodWatch;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Ended;
import dev.gctrace.kubernetes.pod.LogPosition;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.streams.memory.PodMemory;
import dev.gctrace.streams.memory.PodMemoryJson;
import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * What one replica does while it is the leader. News of pods, of logs and of the clock are dealt
 * with one after the other, in the thread that {@link #run} is called by; all other methods are for
 * any thread.
 */
final class Term implements PodListener, Follower.Observer {

  private static final int NEWS = 4096;
  private static final int HELPERS = 4;
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration POSITIONS_EVERY = Duration.ofSeconds(5);
  private static final Duration USAGE_EVERY = Duration.ofMinutes(1);
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
  private final Set<String> traces = new HashSet<>();
  private MemoryBook book;
  private Followers followers;
  private Probes probes;
  private PodWatch watch;
  private Instant nextPositions = Instant.MIN;
  private Instant nextUsage = Instant.MIN;
  private volatile Thread runner;
  private volatile Exception failure;
  private volatile boolean stopped;
  private volatile boolean complete;

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
        begin();
        watch = cluster.watch(query, this);
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
      if (followers != null) {
        followers.stop();
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
    if (!complete) {
      return "reads what was told before, and the list of pods";
    }
    Duration stuck = outlet.stuck();
    return stuck.compareTo(STUCK) < 0
        ? ""
        : "Kafka has taken nothing for " + stuck.toSeconds() + " s";
  }

  private void begin() {
    Map<String, Object> consumer = KafkaSettings.consumer(settings);
    Map<String, PodMemory> told = new HashMap<>();
    CompactedTopic.read(settings.topics().memory(), owner, consumer)
        .forEach(
            (name, json) -> {
              try {
                told.put(name, PodMemoryJson.read(json));
              } catch (IllegalArgumentException e) {
                told.put(name, PodMemory.NONE);
              }
            });
    book = new MemoryBook(told, collect.linger());
    Map<String, LogPosition> positions = new HashMap<>();
    if (withLogs) {
      CompactedTopic.read(settings.topics().positions(), owner, consumer)
          .forEach(
              (name, json) ->
                  Positions.read(json).ifPresent(position -> positions.put(name, position)));
    }
    followers =
        new Followers(
            logs, collect.maxLogs(), settings.topics().logs(), positions, outlet, counters, this);
    probes = new Probes(logs, helpers, (name, problem) -> teller.refused(problem));
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
      tick(Instant.now());
    }
  }

  private void tick(Instant now) {
    tell(now);
    if (withLogs) {
      if (!now.isBefore(nextPositions)) {
        nextPositions = now.plus(POSITIONS_EVERY);
        tellPositions(now);
      }
      probes.look(now, (name, facts) -> add(() -> found(facts)));
      followers.waiting().forEach(name -> book.facts(name).ifPresent(this::follow));
    }
    if (complete && !now.isBefore(nextUsage)) {
      nextUsage = now.plus(USAGE_EVERY);
      helpers.execute(this::measure);
    }
    counters.state(true, book.size(), followers.size(), followers.leftOut());
  }

  private void tell(Instant now) {
    for (Change change : book.due(now)) {
      if (change.told() == CollectCounters.Told.END) {
        // The lines of the run before the word of its end.
        outlet.flush();
      }
      outlet.send(
          settings.topics().memory(),
          change.container(),
          change.memory().map(PodMemoryJson::write).orElse(null),
          now,
          () -> {});
      counters.memory(change.told());
      if (change.told() == CollectCounters.Told.GONE) {
        forget(change.container(), now);
      }
    }
  }

  private void forget(String name, Instant now) {
    traces.remove(name);
    followers.forget(name);
    probes.forget(name);
    if (withLogs) {
      outlet.send(settings.topics().positions(), name, null, now, () -> {});
    }
  }

  private void tellPositions(Instant now) {
    followers
        .moved()
        .forEach(
            (name, position) ->
                outlet.send(
                    settings.topics().positions(), name, Positions.write(position), now, () -> {}));
  }

  private void measure() {
    Map<ContainerId, MemoryUse> usage = cluster.memoryInUse(query, teller::once);
    if (!usage.isEmpty()) {
      add(
          () -> {
            usage.keySet().removeIf(who -> !traces.contains(who.name().orElse("")));
            book.measured(usage, Instant.now());
          });
    }
  }

  /** The end of a term that was not lost: the rest of what was read, and how far that was. */
  private void end() {
    followers.stop();
    outlet.flushFor(TO_SEND_THE_REST);
    if (withLogs) {
      tellPositions(Instant.now());
    }
    outlet.close(TO_SEND_THE_REST);
  }

  private void follow(ContainerFacts facts) {
    Instant now = Instant.now();
    boolean has =
        facts.run().state() == ContainerFacts.State.RUNNING
            || facts.ended().isPresent()
            || facts.lastEnd().isPresent();
    if (!withLogs || !has) {
      return;
    }
    if (facts.environment().tracesGc() || probes.traces(facts, now)) {
      traces.add(MemoryBook.name(facts));
      if (followers.follow(facts, now)) {
        book.reads(MemoryBook.name(facts), true);
      } else if (followers.leftOut() > 0) {
        teller.leftOut(collect.maxLogs());
      }
    }
  }

  private void found(ContainerFacts facts) {
    nextUsage = Instant.MIN;
    book.facts(MemoryBook.name(facts)).ifPresent(this::follow);
  }

  @Override
  public void seen(List<ContainerFacts> containers) {
    add(
        () -> {
          book.seen(containers, Instant.now());
          followers.seen(containers);
          for (ContainerFacts facts : containers) {
            if (facts.environment().tracesGc()) {
              traces.add(MemoryBook.name(facts));
            }
            follow(facts);
          }
        });
  }

  @Override
  public void gone(List<ContainerFacts> containers) {
    add(
        () -> {
          book.gone(containers, Instant.now());
          followers.gone(containers);
        });
  }

  @Override
  public void complete() {
    add(
        () -> {
          book.complete(Instant.now());
          complete = true;
          teller.collects(book.size());
        });
  }

  @Override
  public void problem(ClusterProblem problem) {
    if (Teller.isFinal(problem)) {
      fail(problem);
    } else {
      teller.problem(problem.getMessage());
    }
  }

  @Override
  public void ended(String name, Ended end) {
    add(() -> book.drained(name, end));
  }

  @Override
  public void note(String text) {
    counters.note();
    teller.note(text);
  }

  @Override
  public void over(Follower follower, Optional<IOException> problem) {
    add(
        () -> {
          if (!followers.over(follower, problem, Instant.now())) {
            return;
          }
          book.reads(follower.name(), false);
          if (problem.isPresent()) {
            teller.logProblem(follower.name(), problem.get());
          } else {
            book.facts(follower.name())
                .filter(facts -> facts.run().state() == ContainerFacts.State.RUNNING)
                .ifPresent(this::follow);
          }
        });
  }

  private void add(Runnable one) {
    try {
      if (!stopped) {
        news.put(one);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void fail(Exception problem) {
    if (!stopped) {
      failure = problem;
      news.offer(() -> {});
    }
  }
}
