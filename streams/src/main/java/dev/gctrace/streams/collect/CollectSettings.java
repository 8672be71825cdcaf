package dev.gctrace.streams.collect;

import dev.gctrace.streams.settings.Quantities;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the collector is told beside the settings of all commands.
 *
 * @param lease name of the lease that one of the replicas holds; what is told of pods under one
 *     lease is one collector's, and no other's
 * @param leaseDuration how long the lease is good for after it was renewed: another replica takes
 *     over so long after the leader was killed
 * @param linger how long after a container is gone that is told: whoever reads the topic meets its
 *     end before; less than the silence that raises an alert
 * @param maxLogs how many logs are followed at a time, each by a thread and a connection
 */
public record CollectSettings(String lease, Duration leaseDuration, Duration linger, int maxLogs) {

  /** What its keys begin with. */
  public static final String PREFIX = "gctrace.collect.";

  /** What holds when nothing is told. */
  public static final CollectSettings DEFAULT =
      new CollectSettings("gctrace-collect", Duration.ofSeconds(15), Duration.ofMinutes(1), 500);

  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(2);

  /**
   * Reads the keys that begin with {@value #PREFIX}; all others are left alone.
   *
   * @throws IllegalArgumentException when a key is unknown or a value cannot be read; the message
   *     names it
   */
  public static CollectSettings of(Map<String, String> properties) {
    Map<String, String> ours = new TreeMap<>();
    properties.forEach(
        (key, value) -> {
          if (key.startsWith(PREFIX)) {
            ours.put(key, value.strip());
          }
        });
    String lease = lease(ours.remove(PREFIX + "lease"));
    Duration leaseDuration = duration(ours, "lease-duration", DEFAULT.leaseDuration());
    Duration linger = duration(ours, "linger", DEFAULT.linger());
    int maxLogs = maxLogs(ours.remove(PREFIX + "max-logs"));
    if (!ours.isEmpty()) {
      throw new IllegalArgumentException("there is no setting " + ours.keySet().iterator().next());
    }
    if (leaseDuration.compareTo(SHORTEST_LEASE) < 0) {
      throw new IllegalArgumentException(
          PREFIX + "lease-duration is less than " + SHORTEST_LEASE.toSeconds() + "s");
    }
    return new CollectSettings(lease, leaseDuration, linger, maxLogs);
  }

  private static String lease(String text) {
    if (text == null) {
      return DEFAULT.lease();
    }
    if (!text.matches("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?")) {
      throw new IllegalArgumentException(
          PREFIX + "lease: '" + text + "' is not a name that an object of Kubernetes can have");
    }
    return text;
  }

  private static Duration duration(Map<String, String> ours, String key, Duration otherwise) {
    String text = ours.remove(PREFIX + key);
    try {
      return text == null ? otherwise : Quantities.duration(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(PREFIX + key + ": " + e.getMessage(), e);
    }
  }

  private static int maxLogs(String text) {
    if (text == null) {
      return DEFAULT.maxLogs();
    }
    if (!text.matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException(
          PREFIX + "max-logs: '" + text + "' is not a number of logs");
    }
    return Integer.parseInt(text);
  }
}
