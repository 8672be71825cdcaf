package dev.gctrace.cli.top;

import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.ClusterProblem;
import dev.gctrace.kubernetes.PodListener;
import dev.gctrace.kubernetes.PodQuery;
import dev.gctrace.kubernetes.PodWatch;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Containers whose changes the cluster tells. Where it may not be asked for them, they are listed
 * each time.
 *
 * <p>For use by one thread, beside that of the watch.
 */
final class WatchedPods implements Pods, PodListener {

  private static final long NANOS = 1_000_000;

  private final Pods listed;
  private final PodWatch watch;
  private final Map<String, List<ContainerFacts>> pods = new LinkedHashMap<>();
  private boolean complete;
  private boolean refused;
  private boolean changed;
  private Optional<ClusterProblem> problem = Optional.empty();

  WatchedPods(Cluster cluster, PodQuery query) {
    this.listed = Pods.listed(cluster, query);
    this.watch = cluster.watch(query, this);
  }

  @Override
  public List<ContainerFacts> containers(Consumer<String> problems) throws ClusterProblem {
    synchronized (this) {
      while (!complete && problem.isEmpty()) {
        if (!doze(Long.MAX_VALUE / NANOS)) {
          return List.of();
        }
      }
      if (!complete && !refused) {
        throw problem.orElseThrow();
      }
      problem.ifPresent(told -> problems.accept(told.getMessage()));
      problem = Optional.empty();
      changed = false;
      if (!refused) {
        return pods.values().stream().flatMap(List::stream).toList();
      }
    }
    return listed.containers(problems);
  }

  @Override
  public boolean await(long millis) {
    synchronized (this) {
      if (!refused) {
        return doze(millis);
      }
    }
    return listed.await(millis);
  }

  private synchronized boolean doze(long millis) {
    long end = System.nanoTime() + Math.min(millis, Long.MAX_VALUE / NANOS / 2) * NANOS;
    try {
      while (!changed && System.nanoTime() < end) {
        wait(Math.max(1, (end - System.nanoTime()) / NANOS));
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public synchronized void seen(List<ContainerFacts> containers) {
    pods.put(key(containers), List.copyOf(containers));
    changed(complete);
  }

  @Override
  public synchronized void gone(List<ContainerFacts> containers) {
    pods.remove(key(containers));
    changed(true);
  }

  @Override
  public synchronized void complete() {
    complete = true;
    changed(true);
  }

  @Override
  public synchronized void problem(ClusterProblem told) {
    problem = Optional.of(told);
    refused = complete && told.kind() == ClusterProblem.Kind.FORBIDDEN;
    changed(true);
  }

  @Override
  public void close() {
    watch.close();
  }

  private void changed(boolean now) {
    changed |= now;
    notifyAll();
  }

  private static String key(List<ContainerFacts> containers) {
    return containers.get(0).who().namespace() + "/" + containers.get(0).who().pod();
  }
}
