package dev.gctrace.streams.topology;

import java.util.HashMap;
import java.util.Map;

/**
 * Which container of each workload began last, by the times of the logs: it tells a pod that was
 * replaced from one that fell silent. Only workloads of which the names of pods tell are kept, some
 * 400 bytes each.
 */
final class Successors {

  private record Newest(String container, String generation, long begunAt) {}

  /** By workload and container. */
  private final Map<String, Newest> newest = new HashMap<>();

  /** By workload: a new generation may name its containers otherwise. */
  private final Map<String, Newest> generations = new HashMap<>();

  /** A container has begun, or its begin is known again; the time in milliseconds since 1970. */
  void began(String container, long begunAt) {
    Workload workload = Workload.of(container);
    if (workload.name().equals(container)) {
      return;
    }
    Newest begun = new Newest(container, workload.generation(), begunAt);
    newest.merge(workload.name(), begun, Successors::later);
    if (!begun.generation().isEmpty()) {
      generations.merge(workload.pods(), begun, Successors::later);
    }
  }

  private static Newest later(Newest stands, Newest begun) {
    return stands.begunAt() < begun.begunAt() ? begun : stands;
  }

  /** A container is forgotten. */
  void forget(String container) {
    Workload workload = Workload.of(container);
    forget(newest, workload.name(), container);
    forget(generations, workload.pods(), container);
  }

  private static void forget(Map<String, Newest> all, String name, String container) {
    Newest stands = all.get(name);
    if (stands != null && stands.container().equals(container)) {
      all.remove(name);
    }
  }

  /**
   * Whether another container of the same workload has taken its place: one that began after its
   * last line, or one of a later generation, whatever that calls it.
   */
  boolean haveReplaced(String container, ContainerState state) {
    Workload workload = Workload.of(container);
    Newest other = newest.get(workload.name());
    if (other != null && !other.container().equals(container)) {
      boolean later = !other.generation().equals(workload.generation());
      if (other.begunAt() > (later ? state.begunAt : state.lastTime)) {
        return true;
      }
    }
    Newest generation = workload.generation().isEmpty() ? null : generations.get(workload.pods());
    return generation != null
        && !generation.generation().equals(workload.generation())
        && generation.begunAt() > state.begunAt;
  }
}
