package dev.gctrace.kubernetes.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was asked of a cluster, in order, and how often what of it was answered. */
public final class FakeTraffic {

  private final List<String> requests = new ArrayList<>();
  private final Set<String> methods = new TreeSet<>();
  private final Map<String, Long> asked = new TreeMap<>();
  private final Map<String, Long> answered = new TreeMap<>();

  FakeTraffic() {}

  synchronized void asked(String method, String path, String query) {
    methods.add(method);
    requests.add(path + (query == null ? "" : "?" + query));
    asked.merge(path, 1L, Long::sum);
  }

  synchronized void answered(String path) {
    answered.merge(path, 1L, Long::sum);
    notifyAll();
  }

  /** The requests so far: path and query. */
  public synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** The methods of the requests so far. */
  public synchronized Set<String> methods() {
    return Set.copyOf(methods);
  }

  /** How often a path was asked for. Whoever has an answer was counted before. */
  public synchronized long timesAsked(String path) {
    return asked.getOrDefault(path, 0L);
  }

  /**
   * Waits until requests for a path were answered more often than so many times. An answer is
   * counted after it was sent: whoever has it may be ahead of the count.
   */
  public synchronized void awaitAnswer(String path, long times) {
    try {
      while (answered.getOrDefault(path, 0L) <= times) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
