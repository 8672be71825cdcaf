package dev.gctrace.streams.settings;

import dev.gctrace.streams.memory.DefaultLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Reads {@link Settings} from keys and values; every key of this program is used or refused. */
final class SettingsReader {

  private static final String OURS = "gctrace.";

  /** Read by the notifier, of the same file. */
  private static final String NOTIFIER = "gctrace.notify.";

  /** Read by the collector, of the same file. */
  private static final String COLLECTOR = "gctrace.collect.";

  /** Where a process tells of itself; read by its command. */
  private static final String HTTP = "gctrace.http";

  private static final String LIMIT = "gctrace.limit";

  /** The more a pattern says, the earlier it is tried. */
  private static final Comparator<String> MOST_TELLING_FIRST =
      Comparator.<String>comparingLong(pattern -> pattern.chars().filter(c -> c == '/').count())
          .thenComparingLong(pattern -> pattern.chars().filter(c -> c != '*').count())
          .reversed()
          .thenComparing(Comparator.naturalOrder());

  private final Map<String, String> ours = new TreeMap<>();
  private final Map<String, String> kafka = new LinkedHashMap<>();

  SettingsReader(Map<String, String> properties) {
    properties.forEach(
        (key, value) -> {
          if (!key.startsWith(NOTIFIER) && !key.startsWith(COLLECTOR) && !key.equals(HTTP)) {
            (key.startsWith(OURS) ? ours : kafka).put(key, value.strip());
          }
        });
  }

  Settings read() {
    Settings or = Settings.DEFAULT;
    Settings settings =
        new Settings(
            new Topics(
                name("gctrace.topic.logs", or.topics().logs()),
                name("gctrace.topic.memory", or.topics().memory()),
                name("gctrace.topic.events", or.topics().events()),
                name("gctrace.topic.alerts", or.topics().alerts()),
                name("gctrace.topic.dead-letters", or.topics().deadLetters()),
                name("gctrace.topic.positions", or.topics().positions())),
            duration("gctrace.lateness", or.lateness()),
            duration("gctrace.silence", or.silence()),
            duration("gctrace.cooldown", or.cooldown()),
            duration("gctrace.forget", or.forget()),
            store(or.store()),
            partitions(),
            limits(),
            kafka);
    if (!ours.isEmpty()) {
      throw new IllegalArgumentException("there is no setting " + ours.keySet().iterator().next());
    }
    return settings;
  }

  private String name(String key, String otherwise) {
    String value = ours.remove(key);
    if (value != null && value.isEmpty()) {
      throw new IllegalArgumentException(key + " is empty: name a topic");
    }
    return value == null ? otherwise : value;
  }

  private Duration duration(String key, Duration otherwise) {
    String value = ours.remove(key);
    if (value == null) {
      return otherwise;
    }
    try {
      return Quantities.duration(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
    }
  }

  private StoreKind store(StoreKind otherwise) {
    String value = ours.remove("gctrace.store");
    if (value == null) {
      return otherwise;
    }
    return switch (value) {
      case "rocksdb" -> StoreKind.ROCKSDB;
      case "memory" -> StoreKind.MEMORY;
      default ->
          throw new IllegalArgumentException(
              "gctrace.store: '" + value + "' is no store; write rocksdb or memory");
    };
  }

  private OptionalInt partitions() {
    String value = ours.remove("gctrace.partitions");
    if (value == null) {
      return OptionalInt.empty();
    }
    if (!value.matches("[1-9][0-9]{0,4}")) {
      throw new IllegalArgumentException(
          "gctrace.partitions: '" + value + "' is not a number of partitions");
    }
    return OptionalInt.of(Integer.parseInt(value));
  }

  private DefaultLimits limits() {
    OptionalLong forAll = OptionalLong.empty();
    Map<String, Long> byPattern = new TreeMap<>(MOST_TELLING_FIRST);
    List<String> keys = new ArrayList<>(ours.keySet());
    for (String key : keys) {
      if (key.equals(LIMIT)) {
        forAll = OptionalLong.of(limit(key));
      } else if (key.startsWith(LIMIT + ".") && key.length() > LIMIT.length() + 1) {
        byPattern.put(key.substring(LIMIT.length() + 1), limit(key));
      }
    }
    return new DefaultLimits(forAll, byPattern);
  }

  private long limit(String key) {
    try {
      return Quantities.bytes(ours.remove(key));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
    }
  }
}
