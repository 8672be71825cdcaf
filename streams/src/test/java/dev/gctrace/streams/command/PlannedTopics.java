package dev.gctrace.streams.command;

import dev.gctrace.streams.settings.Topics;
import java.util.Map;
import java.util.TreeMap;

/** The settings of the topics that {@code init-topics} makes, by name. */
public final class PlannedTopics {

  private PlannedTopics() {}

  /** By name. */
  public static Map<String, Map<String, String>> configs() {
    Map<String, Map<String, String>> all = new TreeMap<>();
    TopicPlan.all(Topics.DEFAULT).forEach(plan -> all.put(plan.name(), plan.configs()));
    return all;
  }
}
