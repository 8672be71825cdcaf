package dev.gctrace.streams.command;

import dev.gctrace.streams.http.HttpEndpoint;
import dev.gctrace.streams.http.ProcessorMetrics;
import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import dev.gctrace.streams.topology.GctraceTopology;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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

  @Mixin private SettingsOptions options;
  @Mixin private HttpOptions http;

  @Option(
      names = "--api",
      description = "Show the containers of this instance under /containers too.")
  private boolean api;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = options.settings();
    List<TopicPlan> plans = TopicPlan.of(settings.topics());
    FoundTopics found = TopicCheck.of(settings, TopicPlan.uses(plans));
    for (TopicPlan plan : plans) {
      String wrong = found.wrongPolicy(plan);
      if (!wrong.isEmpty()) {
        LOG.warn("{}: {}; see gctrace-streams init-topics", plan.name(), wrong);
      }
    }
    try (ProcessorMetrics metrics = new ProcessorMetrics()) {
      return run(settings, metrics);
    }
  }

  private int run(Settings settings, ProcessorMetrics metrics)
      throws IOException, InterruptedException {
    Properties kafka = new Properties();
    kafka.putAll(KafkaSettings.streams(settings));
    CountDownLatch ended = new CountDownLatch(1);
    try (KafkaStreams streams = new KafkaStreams(GctraceTopology.of(settings, metrics), kafka)) {
      streams.setUncaughtExceptionHandler(
          problem -> {
            Failures.log(LOG, problem);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          });
      streams.setStateListener(
          (now, before) -> {
            LOG.info("{}", now);
            if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
              ended.countDown();
            }
          });
      streams.setGlobalStateRestoreListener(metrics);
      Thread hook = new Thread(() -> end(streams), "gctrace-end");
      Runtime.getRuntime().addShutdownHook(hook);
      Optional<HttpEndpoint> endpoint =
          http.start(options.properties(), "9464", RunPages.of(streams, metrics, api));
      streams.start();
      metrics.add(streams);
      ended.await();
      endpoint.ifPresent(HttpEndpoint::close);
      return streams.state() == KafkaStreams.State.ERROR ? GctraceStreams.FAILURE : 0;
    }
  }

  private static void end(KafkaStreams streams) {
    if (!streams.close(TIME_TO_END)) {
      LOG.warn(
          "did not end within {} s; what was not committed is done again", TIME_TO_END.toSeconds());
    }
  }
}
