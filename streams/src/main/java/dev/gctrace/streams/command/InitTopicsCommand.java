package dev.gctrace.streams.command;

import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gctrace-streams init-topics}. */
@Command(
    name = "init-topics",
    header = "Makes the topics that are not there yet.",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    sortOptions = false)
final class InitTopicsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "Partitions of each topic; ${DEFAULT-VALUE} when nothing is told.")
  private int partitions = 12;

  @Option(
      names = "--replication",
      paramLabel = "N",
      description = "Replicas of each partition; the broker's default when nothing is told.")
  private Short replication;

  @Override
  public Integer call() throws ExecutionException, InterruptedException {
    Settings settings = options.settings();
    PrintWriter out = spec.commandLine().getOut();
    try (Admin admin = Admin.create(KafkaSettings.admin(settings))) {
      Set<String> there = admin.listTopics().names().get();
      for (TopicPlan plan : TopicPlan.of(settings.topics())) {
        if (there.contains(plan.name())) {
          out.println(plan.name() + ": is there");
          continue;
        }
        NewTopic topic =
            new NewTopic(plan.name(), Optional.of(partitions), Optional.ofNullable(replication))
                .configs(plan.configs());
        admin.createTopics(Set.of(topic)).all().get();
        out.println(plan.name() + ": made, " + partitions + " partitions, " + plan.purpose());
      }
    }
    out.flush();
    return 0;
  }
}
