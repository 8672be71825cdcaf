package dev.gctrace.streams.command;

import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import dev.gctrace.streams.topology.Counters;
import dev.gctrace.streams.topology.GctraceTopology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code gctrace-streams run}. */
@Command(
    name = "run",
    header = "Reads logs, judges containers and tells alerts, until it is stopped.",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    sortOptions = false)
final class RunCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger("gctrace");

  /** Kubernetes kills 30 seconds after it asked to end. */
  private static final Duration TIME_TO_END = Duration.ofSeconds(10);

  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Override
  public Integer call() throws ExecutionException, InterruptedException {
    Settings settings = options.settings();
    List<String> missing = missing(settings);
    if (!missing.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              "gctrace-streams: missing topics: "
                  + String.join(", ", missing)
                  + "; make them with gctrace-streams init-topics");
      return GctraceStreams.FAILURE;
    }
    return run(settings, Counters.NONE);
  }

  private static int run(Settings settings, Counters counters) throws InterruptedException {
    Properties kafka = new Properties();
    kafka.putAll(KafkaSettings.streams(settings));
    CountDownLatch ended = new CountDownLatch(1);
    try (KafkaStreams streams = new KafkaStreams(GctraceTopology.of(settings, counters), kafka)) {
      streams.setUncaughtExceptionHandler(
          problem -> {
            LOG.error("ends: {}", Failures.sentence(problem));
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          });
      streams.setStateListener(
          (now, before) -> {
            LOG.info("{}", now);
            if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
              ended.countDown();
            }
          });
      Thread hook = new Thread(() -> streams.close(TIME_TO_END), "gctrace-end");
      Runtime.getRuntime().addShutdownHook(hook);
      streams.start();
      ended.await();
      return streams.state() == KafkaStreams.State.ERROR ? GctraceStreams.FAILURE : 0;
    }
  }

  private static List<String> missing(Settings settings)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(KafkaSettings.admin(settings))) {
      Set<String> there = admin.listTopics().names().get();
      List<String> missing = new ArrayList<>();
      for (TopicPlan plan : TopicPlan.of(settings.topics())) {
        if (!there.contains(plan.name())) {
          missing.add(plan.name());
        }
      }
      return missing;
    }
  }
}
