package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.ClusterProblem.Kind;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.PodReader;
import dev.gctrace.kubernetes.profile.HeapProfile;
import dev.gctrace.logs.ContainerId;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A cluster, open for reading.
 *
 * <p>For use by any number of threads. Requests are few at a time, and repeated with a growing rest
 * where the cluster says that it is too busy.
 */
public final class Cluster implements AutoCloseable {

  private static final String PAGE = "250";

  /** How often a container whose log is followed is looked at for a resize. */
  private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

  private final Api api;
  private final Pause pause;
  private final Watchdog watchdog;
  private final Duration lookEvery;

  private Cluster(Api api, Pause pause, Duration silence, Duration lookEvery) {
    this.api = api;
    this.pause = pause;
    this.lookEvery = lookEvery;
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
    return open(options, pause, Watchdog.SILENCE, LOOK_EVERY);
  }

  /** A cluster whose silent connections are given up after a time. */
  static Cluster open(ClusterOptions options, Pause pause, Duration silence, Duration lookEvery)
      throws ClusterProblem {
    return new Cluster(new Api(Connection.open(options), pause), pause, silence, lookEvery);
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
   * @param problems told what could not be looked up: a ConfigMap that is refused
   * @return their containers in the order of the list
   * @throws ClusterProblem when the pods cannot be listed
   */
  public List<ContainerFacts> containers(PodQuery query, Consumer<String> problems)
      throws ClusterProblem {
    CachedLookup lookup = new CachedLookup(api);
    List<ContainerFacts> containers = new ArrayList<>();
    ApiPath path = ApiPath.list(query.namespace().orElse(null), "pods").with("limit", PAGE);
    if (query.labels().isPresent()) {
      path = path.with("labelSelector", query.labels().get());
    }
    if (query.fields().isPresent()) {
      path = path.with("fieldSelector", query.fields().get());
    }
    String more = "";
    do {
      PodList page = api.read(more.isEmpty() ? path : path.with("continue", more), PodList.class);
      for (Pod pod : page.getItems()) {
        if (query.owner().isEmpty() || query.owner().get().owns(pod)) {
          containers.addAll(PodReader.read(pod, lookup));
        }
      }
      String next = page.getMetadata() == null ? null : page.getMetadata().getContinue();
      more = next == null ? "" : next;
    } while (!more.isEmpty());
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
    Optional<Owner> owner = Owner.parse(target.startsWith("pod/") ? target.substring(4) : target);
    List<ContainerFacts> all =
        owner.isPresent()
            ? firstPod(owner.get(), problems)
            : containersOf(
                namespace(), target.startsWith("pod/") ? target.substring(4) : target, problems);
    return choose(all, container);
  }

  /**
   * What a container uses now, as the Metrics API tells.
   *
   * @param who the container
   * @return bytes of memory; empty where the cluster has no such API, or does not tell
   */
  public OptionalLong memoryInUse(ContainerId who) {
    return Usage.of(api, who);
  }

  /**
   * What containers use now, as the Metrics API tells.
   *
   * @param query whose; by namespace and labels only
   * @return bytes of memory by container, its instance left out; none where the cluster has no such
   *     API, or does not tell
   */
  public Map<ContainerId, Long> memoryInUse(PodQuery query) {
    return Usage.list(api, query.namespace(), query.labels());
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
   * Follows the log of a container, over restarts and broken connections. No request is made before
   * it is read.
   *
   * @param container the container
   * @param listener told what happens to it
   * @return the container's lines, each behind its time, each once
   */
  public FollowedLog follow(ContainerFacts container, LogListener listener) {
    return new FollowedLog(this, api, watchdog, pause, lookEvery, container, listener);
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

  @Override
  public void close() {
    watchdog.close();
    api.close();
  }

  private List<ContainerFacts> firstPod(Owner owner, Consumer<String> problems)
      throws ClusterProblem {
    List<ContainerFacts> all = containers(PodQuery.of(namespace(), owner), problems);
    Optional<String> pod =
        all.stream()
            .sorted(Comparator.comparing(facts -> facts.startedAt().orElse(Instant.MAX)))
            .map(facts -> facts.who().pod())
            .findFirst();
    if (pod.isEmpty()) {
      throw new ClusterProblem(Kind.NOT_FOUND, "there is no pod of " + namespace() + "/" + owner);
    }
    return all.stream().filter(facts -> facts.who().pod().equals(pod.get())).toList();
  }

  private static ContainerFacts choose(List<ContainerFacts> all, Optional<String> name)
      throws ClusterProblem {
    List<ContainerFacts> meant =
        all.stream()
            .filter(facts -> name.isEmpty() || name.get().equals(facts.who().container()))
            .toList();
    if (meant.size() > 1) {
      List<ContainerFacts> tracing =
          meant.stream().filter(facts -> facts.environment().tracesGc()).toList();
      meant = tracing.size() == 1 ? tracing : meant;
    }
    if (meant.size() == 1) {
      return meant.get(0);
    }
    String pod = all.get(0).who().namespace() + "/" + all.get(0).who().pod();
    String names =
        all.stream().map(facts -> facts.who().container()).collect(Collectors.joining(", "));
    throw meant.isEmpty()
        ? new ClusterProblem(
            Kind.NOT_FOUND,
            pod + " has no container " + name.orElseThrow() + "; there are: " + names)
        : new ClusterProblem(
            Kind.AMBIGUOUS, pod + " has " + all.size() + " containers; choose with -c: " + names);
  }
}
