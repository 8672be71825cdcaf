package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.ClusterProblem.Kind;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.LogPosition;
import dev.gctrace.kubernetes.pod.PodReader;
import dev.gctrace.kubernetes.profile.HeapProfile;
import dev.gctrace.logs.ContainerId;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A cluster, open for reading.
 *
 * <p>For use by any number of threads. Requests are few at a time, and repeated with a growing rest
 * where the cluster says that it is too busy.
 */
public final class Cluster implements AutoCloseable {

  /** How often a container whose log is followed is looked at for a resize. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

  /** A watch tells of a deletion within milliseconds, unless its connection has just broken. */
  private static final Duration WATCH_BEHIND = Duration.ofSeconds(10);

  private final Api api;
  private final Pause pause;
  private final Watchdog watchdog;
  private final Duration lookEvery;
  private final Duration watchBehind;
  private final Set<PodWatch> watches = ConcurrentHashMap.newKeySet();

  private Cluster(
      Api api, Pause pause, Duration silence, Duration lookEvery, Duration watchBehind) {
    this.api = api;
    this.pause = pause;
    this.lookEvery = lookEvery;
    this.watchBehind = watchBehind;
    this.watchdog = new Watchdog(silence);
  }

  /**
   * Opens a cluster. No request is made yet.
   *
   * @param options which one
   * @return the cluster
   * @throws ClusterProblem when the options name none
   */
  public static Cluster open(ClusterOptions options) throws ClusterProblem {
    return open(options, Pause.BY_CLOCK);
  }

  /**
   * Opens a cluster.
   *
   * @param options which one
   * @param pause how to rest before a request is repeated
   * @return the cluster
   * @throws ClusterProblem when the options name none
   */
  public static Cluster open(ClusterOptions options, Pause pause) throws ClusterProblem {
    return open(options, pause, Watchdog.SILENCE, LOOK_EVERY, WATCH_BEHIND);
  }

  /**
   * A cluster.
   *
   * @param silence after which a connection is given up
   * @param lookEvery how often a container whose log is followed is asked for
   * @param watchBehind how far a watch may be behind when a pod is gone
   */
  static Cluster open(
      ClusterOptions options,
      Pause pause,
      Duration silence,
      Duration lookEvery,
      Duration watchBehind)
      throws ClusterProblem {
    return new Cluster(
        new Api(Connection.open(options), pause), pause, silence, lookEvery, watchBehind);
  }

  /**
   * The namespace that is meant where none is named.
   *
   * @return the option's, the context's, or {@code default}
   */
  public String namespace() {
    return api.client().getConfiguration().getNamespace();
  }

  /**
   * The containers of pods, sidecars among them. Pages of the list are read one by one; memory
   * holds the facts only.
   *
   * @param query which pods
   * @param problems told what could not be looked up, a ConfigMap that is refused, and which target
   *     has no pod
   * @return their containers in the order of the list
   * @throws ClusterProblem when the pods cannot be listed
   */
  public List<ContainerFacts> containers(PodQuery query, Consumer<String> problems)
      throws ClusterProblem {
    CachedLookup lookup = new CachedLookup(api);
    List<ContainerFacts> containers = new ArrayList<>();
    Set<Target> missing = new LinkedHashSet<>(query.targets());
    PodPages.read(
        api,
        query,
        pod -> {
          missing.removeIf(target -> target.matches(pod));
          if (query.wants(pod)) {
            containers.addAll(PodReader.read(pod, lookup));
          }
        });
    missing.forEach(target -> problems.accept(target.missing(query.namespace())));
    lookup.problems().forEach(problems);
    return containers;
  }

  /**
   * The containers of a pod.
   *
   * @param namespace its namespace
   * @param name its name
   * @param problems told what could not be looked up
   * @return its containers
   * @throws ClusterProblem when the pod cannot be read
   */
  public List<ContainerFacts> containersOf(String namespace, String name, Consumer<String> problems)
      throws ClusterProblem {
    Pod pod = api.read(ApiPath.get(namespace, "pods", name), Pod.class);
    if (pod.getSpec() == null) {
      throw new ClusterProblem(
          Kind.FAILED, api.server() + " answers with something that is not a pod");
    }
    CachedLookup lookup = new CachedLookup(api);
    List<ContainerFacts> containers = PodReader.read(pod, lookup);
    lookup.problems().forEach(problems);
    return containers;
  }

  /**
   * The one container that is meant.
   *
   * @param target a pod, or {@code deploy/api} for a pod of an owner: the one that runs longest
   * @param container the container's name; empty to take the only one, or the only one that asks
   *     for gctrace lines
   * @param problems told what could not be looked up
   * @return the container
   * @throws ClusterProblem when there is none, or more than one
   * @throws IllegalArgumentException when the target is neither
   */
  public ContainerFacts container(
      String target, Optional<String> container, Consumer<String> problems) throws ClusterProblem {
    Target meant = Target.parse(target);
    if (meant.pod().isPresent()) {
      return Choice.of(containersOf(namespace(), meant.pod().get(), problems), container);
    }
    List<ContainerFacts> all = containers(PodQuery.of(namespace(), meant), problem -> {});
    if (all.isEmpty()) {
      throw new ClusterProblem(Kind.NOT_FOUND, meant.missing(Optional.of(namespace())));
    }
    List<ContainerFacts> pod = Choice.longestRunning(all);
    return Choice.of(containersOf(namespace(), pod.get(0).who().pod(), problems), container);
  }

  /**
   * What a container uses now, as the Metrics API tells.
   *
   * @param who the container
   * @param notes told of a right that is missing
   * @return its memory; empty where the cluster has no such API, or does not tell
   */
  public Optional<MemoryUse> memoryInUse(ContainerId who, Consumer<String> notes) {
    return Usage.of(api, who, notes);
  }

  /**
   * What containers use now, as the Metrics API tells.
   *
   * @param query whose; by namespace and labels only
   * @param notes told of a right that is missing
   * @return memory by container, its instance left out; none where the cluster has no such API, or
   *     does not tell
   */
  public Map<ContainerId, MemoryUse> memoryInUse(PodQuery query, Consumer<String> notes) {
    return Usage.list(api, query, notes);
  }

  /**
   * The log of the present run of a container, as far as its newest file goes.
   *
   * @param who the container
   * @param odd told of lines that are not the container's: what the node wrote in place of them
   * @return the container's lines, each behind its time
   * @throws ClusterProblem when the log is not to be had
   */
  public InputStream log(ContainerId who, Consumer<String> odd) throws ClusterProblem {
    return new StoredLog(api.open(LogRequest.all(who).path()), odd);
  }

  /**
   * The log of a container from a time on.
   *
   * @param who the container
   * @param since the time, of which whole seconds count: lines of that second come again
   * @param odd told of lines that are not the container's
   * @return the container's lines, each behind its time
   * @throws ClusterProblem when the log is not to be had
   */
  public InputStream logSince(ContainerId who, Instant since, Consumer<String> odd)
      throws ClusterProblem {
    return new StoredLog(api.open(LogRequest.all(who).since(Optional.of(since)).path()), odd);
  }

  /**
   * The last lines of the log of a container.
   *
   * @param who the container
   * @param lines how many
   * @param odd told of lines that are not the container's
   * @return the container's lines, each behind its time
   * @throws ClusterProblem when the log is not to be had
   */
  public InputStream tail(ContainerId who, int lines, Consumer<String> odd) throws ClusterProblem {
    return new StoredLog(api.open(LogRequest.all(who).tail(lines).path()), odd);
  }

  /**
   * The log of the run before of a container: the last one only is kept.
   *
   * @param who the container
   * @param odd told of lines that are not the container's
   * @return the container's lines, each behind its time
   * @throws ClusterProblem when there was none, or its log is not to be had
   */
  public InputStream previousLog(ContainerId who, Consumer<String> odd) throws ClusterProblem {
    return new StoredLog(api.open(LogRequest.all(who).ofPrevious().path()), odd);
  }

  /**
   * Watches pods in a thread of its own: those that are there, then each change.
   *
   * @param query which pods
   * @param listener told of them
   * @return the watch, which ends when it is closed, or this cluster is
   */
  public PodWatch watch(PodQuery query, PodListener listener) {
    PodWatch watch = new PodWatch(api, watchdog, pause, query, listener, watches::remove);
    watches.add(watch);
    return watch.start();
  }

  /**
   * Follows the log of a container, over restarts and broken connections. No request is made before
   * it is read.
   *
   * @param container the container
   * @param listener told what happens to it
   * @return the container's lines, each behind its time, each once
   */
  public FollowedLog follow(ContainerFacts container, LogListener listener) {
    return new FollowedLog(
        new ContainerLook(this, container.who(), lookEvery, watchBehind),
        api,
        watchdog,
        pause,
        container,
        listener);
  }

  /**
   * Follows the log of a container whose pod is watched already, from where it was read to before.
   * No request is made before it is read.
   *
   * @param container the container as it is now
   * @param resume how far the log was read before: the lines of that second come again; empty to
   *     begin with the present run
   * @param listener told what happens to it
   * @return the container's lines, each behind its time; its {@link FollowedLog#pod} is to be told
   *     what the watch tells of the pod
   */
  public FollowedLog followWatched(
      ContainerFacts container, Optional<LogPosition> resume, LogListener listener) {
    ContainerFacts from = resume.map(container::inRunAt).orElse(container);
    FollowedLog log =
        new FollowedLog(
            ContainerLook.told(this, container.who(), watchBehind),
            api,
            watchdog,
            pause,
            from,
            listener);
    resume.ifPresent(position -> log.resume(position.time()));
    return log;
  }

  /**
   * Takes a heap profile from the program in a container, through the port-forward of the API.
   *
   * @param container the container
   * @param port the port where it serves pprof; empty to try those that the pod declares, then 6060
   *     and 8080
   * @return the profile, checked to be one
   * @throws ClusterProblem when none of the ports gives one
   */
  public HeapProfile heapProfile(ContainerFacts container, OptionalInt port) throws ClusterProblem {
    return new ProfileSource(api).take(container, port);
  }

  /**
   * Asks for a lease in a thread of its own, and renews it while it is held.
   *
   * @param namespace the namespace of the lease
   * @param name its name
   * @param identity who wants to hold it; no two processes may have the same
   * @param duration how long it is good for after it was renewed, at least a second
   * @param listener told of it
   * @return the hold, which is given back when it is closed
   */
  public LeaseHold lease(
      String namespace, String name, String identity, Duration duration, LeaseListener listener) {
    int seconds = Math.max(1, (int) duration.toSeconds());
    LeaseRecord record =
        new LeaseRecord(
            api, namespace, name, identity, seconds, System::nanoTime, Clock.systemUTC());
    return new LeaseHold(record, Duration.ofSeconds(seconds), System::nanoTime, pause, listener)
        .start();
  }

  @Override
  public void close() {
    watches.forEach(PodWatch::close);
    watchdog.close();
    api.close();
  }
}
