package dev.gctrace.streams.command;

import dev.gctrace.streams.settings.Topics;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How a topic is made.
 *
 * @param name its name
 * @param purpose what it holds and for how long, for people
 * @param configs its settings
 */
record TopicPlan(String name, String purpose, Map<String, String> configs) {

  private static final long DAY = 24L * 60 * 60 * 1000;

  /** The topics that the processor reads and writes. */
  static List<TopicPlan> of(Topics topics) {
    return List.of(
        new TopicPlan(topics.logs(), "logs, kept for a day", kept(1)),
        new TopicPlan(
            topics.memory(),
            "limits and ends of containers, compacted",
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT)),
        new TopicPlan(topics.events(), "collections, kept for a week", kept(7)),
        new TopicPlan(topics.alerts(), "alerts, kept for a month", kept(30)),
        new TopicPlan(topics.deadLetters(), "what cannot be read, kept for a week", kept(7)));
  }

  private static Map<String, String> kept(int days) {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        TopicConfig.CLEANUP_POLICY_DELETE,
        TopicConfig.RETENTION_MS_CONFIG,
        Long.toString(days * DAY));
  }
}
