package dev.gctrace.streams.command;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Topics as the brokers have them.
 *
 * @param partitions how many, by name, of those that are there
 * @param cleanupPolicies of those that are there and whose settings this user may read
 * @param missing names of those that are not there
 * @param denied what is needed and this user may not do: {@code read pod-logs}
 */
record FoundTopics(
    Map<String, Integer> partitions,
    Map<String, String> cleanupPolicies,
    List<String> missing,
    List<String> denied) {

  /**
   * Looks for topics.
   *
   * @param needed by name, what is to be done with each
   */
  static FoundTopics of(Admin admin, Map<String, AclOperation> needed)
      throws ExecutionException, InterruptedException {
    Map<String, Integer> partitions = new TreeMap<>();
    List<String> missing = new ArrayList<>();
    List<String> denied = new ArrayList<>();
    Map<String, KafkaFuture<TopicDescription>> descriptions =
        admin
            .describeTopics(
                needed.keySet(), new DescribeTopicsOptions().includeAuthorizedOperations(true))
            .topicNameValues();
    for (Map.Entry<String, AclOperation> need : needed.entrySet()) {
      String topic = need.getKey();
      String deed = need.getValue().name().toLowerCase(Locale.ROOT) + " " + topic;
      try {
        TopicDescription found = descriptions.get(topic).get();
        partitions.put(topic, found.partitions().size());
        // Null from a broker that does not tell.
        Set<AclOperation> allowed = found.authorizedOperations();
        if (allowed != null && !allowed.contains(need.getValue())) {
          denied.add(deed);
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UnknownTopicOrPartitionException) {
          missing.add(topic);
        } else if (e.getCause() instanceof AuthorizationException) {
          denied.add(deed);
        } else {
          throw e;
        }
      }
    }
    return new FoundTopics(
        partitions, cleanupPolicies(admin, partitions.keySet()), missing, denied);
  }

  private static Map<String, String> cleanupPolicies(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    Map<String, String> policies = new TreeMap<>();
    Map<ConfigResource, KafkaFuture<Config>> configs =
        admin.describeConfigs(topics.stream().map(FoundTopics::resource).toList()).values();
    for (Map.Entry<ConfigResource, KafkaFuture<Config>> config : configs.entrySet()) {
      try {
        policies.put(
            config.getKey().name(),
            config.getValue().get().get(TopicConfig.CLEANUP_POLICY_CONFIG).value());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof AuthorizationException)) {
          throw e;
        }
      }
    }
    return policies;
  }

  /** A topic as the thing that has settings. */
  static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  /**
   * What is wrong with the cleanup policy of a topic; empty when nothing is, or nobody may know.
   */
  String wrongPolicy(TopicPlan plan) {
    String policy = cleanupPolicies.get(plan.name());
    String wanted = plan.configs().get(TopicConfig.CLEANUP_POLICY_CONFIG);
    return policy == null || policy.equals(wanted)
        ? ""
        : "cleanup.policy is " + policy + " and not " + wanted + ": " + plan.harm();
  }
}
