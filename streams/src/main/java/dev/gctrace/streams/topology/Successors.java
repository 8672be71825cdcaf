package dev.gctrace.streams.topology;

import java.util.HashMap;
import java.util.Map;

/**
 * Which container of each workload began last, by the times of the logs: it tells a pod that was
 * replaced from one that fell silent. Only workloads of which the names of pods tell are kept, some
 * 200 bytes each.
 */
final class Successors {

  private record Newest(String container, String generation, long begunAt) {}

  private final Map<String, Newest> newest = new HashMap<>();

  /** A container has begun, or its begin is known again; the time in milliseconds since 1970. */
  void began(String container, long begunAt) {
    Workload workload = Workload.of(container);
    if (workload.name().equals(container)) {
      return;
    }
    Newest stands = newest.get(workload.name());
    if (stands == null || stands.begunAt() < begunAt) {
      newest.put(workload.name(), new Newest(container, workload.generation(), begunAt));
    }
  }

  /** A container is forgotten. */
  void forget(String container) {
    Workload workload = Workload.of(container);
    Newest stands = newest.get(workload.name());
    if (stands != null && stands.container().equals(container)) {
      newest.remove(workload.name());
    }
  }

  /**
   * Whether another container of the same workload has taken its place: one that began after its
   * last line, or one of a later generation.
   */
  boolean haveReplaced(String container, ContainerState state) {
    Workload workload = Workload.of(container);
    Newest other = newest.get(workload.name());
    if (other == null || other.container().equals(container)) {
      return false;
    }
    boolean later = !other.generation().equals(workload.generation());
    return other.begunAt() > (later ? state.begunAt : state.lastTime);
  }
}
