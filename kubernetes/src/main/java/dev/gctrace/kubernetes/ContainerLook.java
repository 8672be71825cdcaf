package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.ClusterProblem.Kind;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.logs.ContainerId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

  private final Cluster cluster;
  private final ContainerId who;
  private final Duration every;
  private final Duration patience;
  private final Optional<PodWatch> watch;
  private long lookedAt = System.nanoTime();

  /** What was told and not yet taken; null when there is nothing new. */
  private ContainerFacts told;

  private ContainerFacts last;
  private ContainerFacts buried;

  /** Whether the watch has nothing more to tell of a pod that is gone. */
  private boolean settled;

  /**
   * A container that is looked at from now on.
   *
   * @param every how often to ask, whatever is told
   * @param patience how long to wait for the watch when the pod is gone
   */
  ContainerLook(Cluster cluster, ContainerId who, Duration every, Duration patience) {
    this.cluster = cluster;
    this.who = who;
    this.every = every;
    this.patience = patience;
    this.watch = Optional.of(cluster.watch(PodQuery.named(who.namespace(), who.pod()), this));
  }

  private ContainerLook(Cluster cluster, ContainerId who, Duration patience) {
    this.cluster = cluster;
    this.who = who;
    this.patience = patience;
    // Whoever watches the pods of hundreds of logs makes up for what a watch misses, for all at
    // once.
    this.every = Duration.ofNanos(Long.MAX_VALUE);
    this.watch = Optional.empty();
  }

  /** A container of which somebody else tells who watches it. */
  static ContainerLook told(Cluster cluster, ContainerId who, Duration patience) {
    return new ContainerLook(cluster, who, patience);
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
   *
   * @param known the container as it is known so far
   */
  Optional<ContainerFacts> news(ContainerFacts known) {
    Optional<ContainerFacts> news = takeTold();
    long now = System.nanoTime();
    // What a watch tells late may be older than what was asked for since.
    boolean isInDoubt = news.isPresent() && !news.get().limit().equals(known.limit());
    if (!isInDoubt && now - lookedAt < every.toNanos()) {
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

  /**
   * As a run of it was seen last, when its pod is gone; empty when nobody saw it. The watch is
   * waited for, for a while: it may be behind.
   */
  synchronized Optional<ContainerFacts> last(ContainerFacts run) {
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (long left = patience.toNanos();
          left > 0 && !knowsEndOf(run);
          left = end - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Stream.of(Optional.ofNullable(buried), Optional.ofNullable(last))
        .flatMap(Optional::stream)
        .filter(seen -> !seen.isAnotherRunThan(run))
        .findFirst();
  }

  private boolean knowsEndOf(ContainerFacts run) {
    return settled
        || (buried != null && !buried.isAnotherRunThan(run))
        || (last != null && !last.podUid().equals(run.podUid()));
  }

  private synchronized Optional<ContainerFacts> takeTold() {
    Optional<ContainerFacts> taken = Optional.ofNullable(told);
    told = null;
    return taken;
  }

  @Override
  public synchronized void seen(List<ContainerFacts> containers) {
    ours(containers)
        .ifPresent(
            now -> {
              told = now;
              last = now;
              settled = false;
              notifyAll();
            });
  }

  @Override
  public synchronized void gone(List<ContainerFacts> containers) {
    ours(containers).ifPresent(now -> buried = now);
    settle();
  }

  @Override
  public synchronized void complete() {
    if (last == null) {
      settle();
    }
  }

  @Override
  public synchronized void problem(ClusterProblem problem) {
    if (PodWatch.isFinal(problem)) {
      settle();
    }
  }

  private void settle() {
    settled = true;
    notifyAll();
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
