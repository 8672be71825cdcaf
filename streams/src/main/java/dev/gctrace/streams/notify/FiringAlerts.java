package dev.gctrace.streams.notify;

import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * What fires now: the newest alert of every container whose episode is not over, and kills for a
 * while. Made again from the topic after a restart. For one thread.
 */
final class FiringAlerts {

  private final Map<TopicPartition, Map<String, Entry>> byPartition = new HashMap<>();

  /**
   * An alert that fires.
   *
   * @param alert the newest of its container
   * @param until when it stops by itself; {@link Instant#MAX} when only another alert ends it
   */
  record Entry(Alert alert, Instant until) {}

  /** What fires of the alert's container before the alert. */
  Optional<Entry> before(TopicPartition partition, Alert alert) {
    return Optional.ofNullable(
        byPartition.getOrDefault(partition, Map.of()).get(alert.container()));
  }

  /** Takes in an alert. */
  void apply(TopicPartition partition, Entry entry) {
    Alert alert = entry.alert();
    Map<String, Entry> firing = byPartition.computeIfAbsent(partition, p -> new HashMap<>());
    if (alert.change() == Change.RESOLVED) {
      firing.remove(alert.container());
    } else {
      firing.put(alert.container(), entry);
    }
  }

  /** All that fires; what has stopped by itself is forgotten. */
  List<Entry> at(Instant now) {
    List<Entry> all = new ArrayList<>();
    for (Map<String, Entry> firing : byPartition.values()) {
      firing.values().removeIf(entry -> !entry.until().isAfter(now));
      all.addAll(firing.values());
    }
    return all;
  }

  /** Number of containers of which something fires. */
  int size() {
    return byPartition.values().stream().mapToInt(Map::size).sum();
  }

  /** Forgets partitions that another instance reads from now on. */
  void forget(Collection<TopicPartition> partitions) {
    partitions.forEach(byPartition::remove);
  }
}
