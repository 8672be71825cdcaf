package dev.gctrace.streams.topology;

import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Which container has to be looked at without a line, and when. Takes some 100 bytes a container;
 * the state itself is not kept here.
 */
final class Wakeups {

  private record Wakeup(long at, String container) implements Comparable<Wakeup> {
    @Override
    public int compareTo(Wakeup other) {
      return Long.compare(at, other.at);
    }
  }

  /** The next wake-up that is in the queue for each container. */
  private final Map<String, Long> next = new HashMap<>();

  private final PriorityQueue<Wakeup> queue = new PriorityQueue<>();

  /** Looks at a container at that time; a later time than one that stands changes nothing. */
  void at(String container, long time) {
    Long stands = next.get(container);
    if (stands == null || time < stands) {
      next.put(container, time);
      queue.add(new Wakeup(time, container));
    }
  }

  /** A container whose time has come, which is then asked for no more; null when there is none. */
  String due(long now) {
    while (!queue.isEmpty() && queue.peek().at() <= now) {
      Wakeup wakeup = queue.poll();
      Long stands = next.get(wakeup.container());
      if (stands != null && stands == wakeup.at()) {
        next.remove(wakeup.container());
        return wakeup.container();
      }
    }
    return null;
  }

  /** Forgets a container. */
  void forget(String container) {
    next.remove(container);
  }
}
