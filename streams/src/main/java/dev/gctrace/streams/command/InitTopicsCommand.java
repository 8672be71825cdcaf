package dev.gctrace.streams.command;

import dev.gctrace.streams.settings.NewTopics;
import dev.gctrace.streams.settings.Settings;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gctrace-streams init-topics}. */
@Command(
    name = "init-topics",
    header = "Makes the topics that are not there yet, and checks those that are.",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    sortOptions = false,
    footer = {"", "Ends with 1 when a topic has a cleanup policy that loses records."})
final class InitTopicsCommand implements Callable<Integer> {

  private static final int PARTITIONS = 12;

  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of each topic; 12 when nothing is told.")
  private Integer partitions;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "Replicas of each partition; the broker's default when nothing is told.")
  private Short replication;

  @Option(
      names = "--repair",
      description = "Give topics that are there the cleanup policy that they need.")
  private boolean repair;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if ((partitions != null && partitions < 1) || (replication != null && replication < 1)) {
      throw new ParameterException(
          spec.commandLine(), "--partitions and --replication have to be 1 or more");
    }
    Settings settings = options.settings();
    return Brokers.ask(settings, admin -> make(admin, TopicPlan.all(settings.topics())));
  }

  private int make(Admin admin, List<TopicPlan> plans)
      throws IOException, ExecutionException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Map<String, AclOperation> seen = new LinkedHashMap<>();
    plans.forEach(plan -> seen.put(plan.name(), AclOperation.DESCRIBE));
    FoundTopics found = FoundTopics.of(admin, seen);
    int status = 0;
    for (TopicPlan plan : plans) {
      if (!found.partitions().containsKey(plan.name())) {
        if (make(admin, plan)) {
          out.println(
              plan.name() + ": made, " + wantedPartitions() + " partitions, " + plan.purpose());
          out.flush();
          continue;
        }
        found = FoundTopics.of(admin, seen);
      }
      String wrong = found.wrongPolicy(plan);
      if (wrong.isEmpty()) {
        out.println(plan.name() + ": " + there(found.partitions().get(plan.name())));
      } else if (repair) {
        repair(admin, plan);
        out.println(plan.name() + ": repaired, " + wrong);
      } else {
        out.println(plan.name() + ": WRONG, " + wrong + "; --repair sets it");
        status = GctraceStreams.FAILURE;
      }
      out.flush();
    }
    return status;
  }

  /** Makes a topic, and waits until it is there; false when somebody else has just made it. */
  private boolean make(Admin admin, TopicPlan plan)
      throws IOException, ExecutionException, InterruptedException {
    NewTopic topic =
        new NewTopic(plan.name(), Optional.of(wantedPartitions()), Optional.ofNullable(replication))
            .configs(plan.configs());
    boolean made = true;
    try {
      admin.createTopics(Set.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IOException("cannot make " + plan.name() + ": " + Failures.sentence(e), e);
      }
      made = false;
    }
    NewTopics.await(admin, Set.of(plan.name()));
    return made;
  }

  private int wantedPartitions() {
    return partitions == null ? PARTITIONS : partitions;
  }

  /** Kafka could only add partitions, and a container's records would move to another one. */
  private String there(Integer count) {
    if (count == null) {
      return "is there";
    }
    return "is there, "
        + count
        + " partitions"
        + (partitions == null || partitions.equals(count) ? "" : " and not " + partitions);
  }

  private static void repair(Admin admin, TopicPlan plan)
      throws ExecutionException, InterruptedException {
    ConfigEntry policy =
        new ConfigEntry(
            TopicConfig.CLEANUP_POLICY_CONFIG,
            plan.configs().get(TopicConfig.CLEANUP_POLICY_CONFIG));
    admin
        .incrementalAlterConfigs(
            Map.of(
                FoundTopics.resource(plan.name()),
                List.of(new AlterConfigOp(policy, AlterConfigOp.OpType.SET))))
        .all()
        .get();
  }
}
