package dev.gctrace.streams.command;

import dev.gctrace.streams.settings.Topics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How a topic is made.
 *
 * @param name its name
 * @param purpose what it holds and for how long, for people
 * @param use what the processor does with it; the collector, with the topic of its own
 * @param configs its settings
 */
record TopicPlan(String name, String purpose, AclOperation use, Map<String, String> configs) {

  private static final long DAY = 24L * 60 * 60 * 1000;

  /** The topics that the processor reads and writes. */
  static List<TopicPlan> of(Topics topics) {
    return List.of(
        new TopicPlan(topics.logs(), "logs, kept for a day", AclOperation.READ, kept(1)),
        new TopicPlan(
            topics.memory(),
            "limits and ends of containers, compacted",
            AclOperation.READ,
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
        new TopicPlan(topics.events(), "collections, kept for a week", AclOperation.WRITE, kept(7)),
        new TopicPlan(topics.alerts(), "alerts, kept for a month", AclOperation.WRITE, kept(30)),
        new TopicPlan(
            topics.deadLetters(),
            "what cannot be read, kept for a week",
            AclOperation.WRITE,
            kept(7)));
  }

  /** What the processor does with each, by name. */
  static Map<String, AclOperation> uses(List<TopicPlan> plans) {
    Map<String, AclOperation> uses = new LinkedHashMap<>();
    plans.forEach(plan -> uses.put(plan.name(), plan.use()));
    return uses;
  }

  /** What another cleanup policy leads to. */
  String harm() {
    return configs.get(TopicConfig.CLEANUP_POLICY_CONFIG).equals(TopicConfig.CLEANUP_POLICY_COMPACT)
        ? "what it says of containers would be forgotten"
        : "all but the newest record of a key would be lost, and records without a key be refused";
  }

  /** All topics: those of the processor, and what the collector keeps for itself. */
  static List<TopicPlan> all(Topics topics) {
    return Stream.concat(of(topics).stream(), Stream.of(positions(topics))).toList();
  }

  /** Where the collector keeps how far it has sent logs. */
  static TopicPlan positions(Topics topics) {
    return new TopicPlan(
        topics.positions(),
        "how far the collector has sent logs, compacted",
        AclOperation.WRITE,
        Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
  }

  private static Map<String, String> kept(int days) {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        Long.toString(days * DAY));
  }
}
