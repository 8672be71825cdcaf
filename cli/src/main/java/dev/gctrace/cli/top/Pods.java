package dev.gctrace.cli.top;

import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.ClusterProblem;
import dev.gctrace.kubernetes.PodQuery;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import java.util.List;
import java.util.function.Consumer;

/** The containers that there are. */
interface Pods extends AutoCloseable {

  /**
   * The containers as they are now.
   *
   * @param problems told what could not be looked up, and which name has no pod
   * @throws ClusterProblem when they cannot be listed
   */
  List<ContainerFacts> containers(Consumer<String> problems) throws ClusterProblem;

  /**
   * Waits until one of them changes, or a time has passed.
   *
   * @return whether to go on: false when the thread is to end
   */
  boolean await(long millis);

  @Override
  void close();

  /** Containers that are listed each time. */
  static Pods listed(Cluster cluster, PodQuery query) {
    return new Pods() {
      @Override
      public List<ContainerFacts> containers(Consumer<String> problems) throws ClusterProblem {
        return cluster.containers(query, problems);
      }

      @Override
      public boolean await(long millis) {
        return sleep(millis);
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }

  /** Sleeps; false when the thread is to end. */
  static boolean sleep(long millis) {
    try {
      Thread.sleep(millis);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
