package dev.gctrace.streams.settings;

import dev.gctrace.streams.memory.DefaultLimits;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * All that the stream processor is told. Immutable.
 *
 * @param topics names of the topics
 * @param lateness how long a line waits for those that were to come before it
 * @param silence how long a container may be without a line; a Go program that lives collects at
 *     least every 120 to 180 seconds
 * @param cooldown how long a calmer severity must last before it is told
 * @param forget how long after its last line a container is forgotten
 * @param store where the state of containers is kept
 * @param partitions partitions of the topic that lines are sent to by container; empty for as many
 *     as the topic of logs has
 * @param limits memory limits of containers of which nothing else is known
 * @param kafka every setting that is Kafka's own, as it was given
 */
public record Settings(
    Topics topics,
    Duration lateness,
    Duration silence,
    Duration cooldown,
    Duration forget,
    StoreKind store,
    OptionalInt partitions,
    DefaultLimits limits,
    Map<String, String> kafka) {

  /** What holds when nothing is told. */
  public static final Settings DEFAULT =
      new Settings(
          Topics.DEFAULT,
          Duration.ofSeconds(10),
          Duration.ofMinutes(5),
          Duration.ofMinutes(2),
          Duration.ofHours(24),
          StoreKind.ROCKSDB,
          OptionalInt.empty(),
          DefaultLimits.NONE,
          Map.of());

  /** Keeps a read-only copy of Kafka's settings. */
  public Settings {
    kafka = Collections.unmodifiableMap(new LinkedHashMap<>(kafka));
  }

  /**
   * Reads settings: those that begin with {@code gctrace.} are this program's, all others are
   * handed to Kafka as they are.
   *
   * @throws IllegalArgumentException when a key of this program is unknown or a value cannot be
   *     read; the message names both
   */
  public static Settings of(Map<String, String> properties) {
    return new SettingsReader(properties).read();
  }

  /** The same, with another limit for all containers of which nothing else is known. */
  public Settings withLimitForAll(OptionalLong bytes) {
    return new Settings(
        topics,
        lateness,
        silence,
        cooldown,
        forget,
        store,
        partitions,
        new DefaultLimits(bytes, limits.byPattern()),
        kafka);
  }

  /** The value of a setting of Kafka's own, or the other one when it was not given. */
  public String kafka(String key, String otherwise) {
    return kafka.getOrDefault(key, otherwise);
  }
}
