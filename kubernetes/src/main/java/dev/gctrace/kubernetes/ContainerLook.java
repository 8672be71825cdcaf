package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.ClusterProblem.Kind;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.logs.ContainerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A container as the cluster tells of it while its log is followed: asked for, and told by a watch
 * of its pod, which alone sees how it was when the pod was deleted. Without the right to watch it
 * is asked for now and then.
 *
 * <p>For use by one thread, beside that of the watch.
 */
final class ContainerLook implements PodListener, AutoCloseable {

  /** The watch tells of a deletion within milliseconds of it. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Cluster cluster;
  private final ContainerId who;
  private final Duration every;
  private final Optional<PodWatch> watch;
  private final CountDownLatch over = new CountDownLatch(1);
  private long lookedAt = System.nanoTime();
  private volatile boolean watched = true;
  private volatile ContainerFacts told;
  private volatile ContainerFacts last;
  private volatile ContainerFacts buried;

  /**
   * A container that is looked at from now on.
   *
   * @param every how often to ask, whatever is told
   */
  ContainerLook(Cluster cluster, ContainerId who, Duration every) {
    this.cluster = cluster;
    this.who = who;
    this.every = every;
    this.watch = Optional.of(cluster.watch(PodQuery.named(who.namespace(), who.pod()), this));
  }

  private ContainerLook(Cluster cluster, ContainerId who) {
    this.cluster = cluster;
    this.who = who;
    // Whoever watches the pods of hundreds of logs makes up for what a watch misses, for all at
    // once.
    this.every = Duration.ofNanos(Long.MAX_VALUE);
    this.watch = Optional.empty();
  }

  /** A container of which somebody else tells who watches it. */
  static ContainerLook told(Cluster cluster, ContainerId who) {
    return new ContainerLook(cluster, who);
  }

  /** As it is now; empty when it is gone. */
  Optional<ContainerFacts> now() throws ClusterProblem {
    try {
      return ours(cluster.containersOf(who.namespace(), who.pod(), problem -> {}));
    } catch (ClusterProblem e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * What has changed, as the watch has told it, or as it is when it is time to ask: a watch can
   * break, and be refused. Empty when nothing did, as far as is known.
   */
  Optional<ContainerFacts> news() {
    Optional<ContainerFacts> news = Optional.ofNullable(told);
    told = null;
    long now = System.nanoTime();
    if (now - lookedAt < every.toNanos()) {
      return news;
    }
    lookedAt = now;
    try {
      return now();
    } catch (ClusterProblem e) {
      // The log comes all the same; what is wrong shows when it ends.
      return news;
    }
  }

  /** As a run of it was seen last, when its pod is gone; empty when nobody saw it. */
  Optional<ContainerFacts> last(ContainerFacts run) {
    try {
      if (watched) {
        var unused = over.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Stream.of(Optional.ofNullable(buried), Optional.ofNullable(last))
        .flatMap(Optional::stream)
        .filter(seen -> !seen.isAnotherRunThan(run))
        .findFirst();
  }

  @Override
  public void seen(List<ContainerFacts> containers) {
    ours(containers)
        .ifPresent(
            now -> {
              told = now;
              last = now;
            });
  }

  @Override
  public void gone(List<ContainerFacts> containers) {
    ours(containers).ifPresent(now -> buried = now);
    over.countDown();
  }

  @Override
  public void complete() {
    watched = true;
    if (last == null) {
      over.countDown();
    }
  }

  @Override
  public void problem(ClusterProblem problem) {
    watched = false;
  }

  @Override
  public void close() {
    watch.ifPresent(PodWatch::close);
  }

  private Optional<ContainerFacts> ours(List<ContainerFacts> containers) {
    return containers.stream()
        .filter(facts -> who.container().equals(facts.who().container()))
        .findFirst();
  }
}
