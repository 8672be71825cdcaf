package dev.gctrace.streams.collect;

import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.ClusterProblem;
import dev.gctrace.kubernetes.MemoryUse;
import dev.gctrace.kubernetes.PodListener;
import dev.gctrace.kubernetes.PodQuery;
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
import java.util.concurrent.ExecutorService;

/**
 * What a leader does with what it hears: tells what is known of containers, follows their logs,
 * looks for those that have some, and keeps how far it has read. What is heard comes in any thread
 * and is handed to the term; all else is for the thread of the term.
 */
final class Duties implements PodListener, Follower.Observer {

  private static final Duration POSITIONS_EVERY = Duration.ofSeconds(5);
  private static final Duration USAGE_EVERY = Duration.ofMinutes(1);

  private final Cluster cluster;
  private final PodQuery query;
  private final boolean withLogs;
  private final CollectSettings collect;
  private final Settings settings;
  private final CollectCounters counters;
  private final Teller teller;
  private final Term term;
  private final Outlet outlet;
  private final ExecutorService helpers;
  private final MemoryBook book;
  private final Followers followers;
  private final Probes probes;
  private final Set<String> traces = new HashSet<>();
  private Instant nextPositions = Instant.MIN;
  private Instant nextUsage = Instant.MIN;
  private volatile boolean complete;

  /**
   * Reads what was told before.
   *
   * @param logs the same cluster, to read logs from
   * @param query which pods
   * @param withLogs whether logs are sent, too
   * @param owner whose records these are: the namespace and name of the lease
   * @param term takes what is to be done in its thread, and what it cannot go on with
   * @param helpers for what takes its time
   */
  Duties(
      Cluster cluster,
      Cluster logs,
      PodQuery query,
      boolean withLogs,
      CollectSettings collect,
      Settings settings,
      String owner,
      CollectCounters counters,
      Teller teller,
      Term term,
      Outlet outlet,
      ExecutorService helpers) {
    this.cluster = cluster;
    this.query = query;
    this.withLogs = withLogs;
    this.collect = collect;
    this.settings = settings;
    this.counters = counters;
    this.teller = teller;
    this.term = term;
    this.outlet = outlet;
    this.helpers = helpers;
    this.book = new MemoryBook(told(owner), collect.linger());
    this.followers =
        new Followers(
            logs,
            collect.maxLogs(),
            settings.topics().logs(),
            withLogs ? positions(owner) : new HashMap<>(),
            outlet,
            counters,
            this);
    this.probes = new Probes(logs, helpers, (name, problem) -> teller.refused(problem));
  }

  private Map<String, PodMemory> told(String owner) {
    Map<String, PodMemory> told = new HashMap<>();
    CompactedTopic.read(settings.topics().memory(), owner, KafkaSettings.consumer(settings))
        .forEach(
            (name, json) -> {
              try {
                told.put(name, PodMemoryJson.read(json));
              } catch (IllegalArgumentException e) {
                told.put(name, PodMemory.NONE);
              }
            });
    return told;
  }

  private Map<String, LogPosition> positions(String owner) {
    Map<String, LogPosition> positions = new HashMap<>();
    CompactedTopic.read(settings.topics().positions(), owner, KafkaSettings.consumer(settings))
        .forEach(
            (name, json) ->
                Positions.read(json).ifPresent(position -> positions.put(name, position)));
    return positions;
  }

  /** Whether the list of pods has been read. */
  boolean isComplete() {
    return complete;
  }

  /** Reads no more. */
  void stop() {
    followers.stop();
  }

  /** Tells how far was sent what was read. */
  void tellPositions() {
    if (withLogs) {
      tellPositions(Instant.now());
    }
  }

  /** What has to be done once in a while. */
  void tick(Instant now) {
    tell(now);
    if (withLogs) {
      if (!now.isBefore(nextPositions)) {
        nextPositions = now.plus(POSITIONS_EVERY);
        tellPositions(now);
      }
      probes.look(now, (name, facts) -> term.add(() -> found(facts)));
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
      term.add(
          () -> {
            usage.keySet().removeIf(who -> !traces.contains(who.name().orElse("")));
            book.measured(usage, Instant.now());
          });
    }
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
    term.add(
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
    term.add(
        () -> {
          book.gone(containers, Instant.now());
          followers.gone(containers);
        });
  }

  @Override
  public void complete() {
    term.add(
        () -> {
          book.complete(Instant.now());
          complete = true;
          teller.collects(book.size());
        });
  }

  @Override
  public void problem(ClusterProblem problem) {
    if (Teller.isFinal(problem)) {
      term.fail(problem);
    } else {
      teller.problem(problem.getMessage());
    }
  }

  @Override
  public void ended(String name, Ended end) {
    term.add(() -> book.drained(name, end));
  }

  @Override
  public void note(String text) {
    counters.note();
    teller.note(text);
  }

  @Override
  public void over(Follower follower, Optional<IOException> problem) {
    term.add(
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
}
