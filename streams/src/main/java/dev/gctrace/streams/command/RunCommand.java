package dev.gctrace.streams.command;

import dev.gctrace.streams.http.HttpEndpoint;
import dev.gctrace.streams.http.ProcessorMetrics;
import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import dev.gctrace.streams.topology.GctraceTopology;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import picocli.CommandLine.Option;
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
  @Mixin private HttpOptions http;

  @Option(
      names = "--api",
      description = "Show the containers of this instance under /containers too.")
  private boolean api;

  @Override
  public Integer call() throws IOException, ExecutionException, InterruptedException {
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
      Optional<HttpEndpoint> endpoint =
          http.start(options.properties(), "9464", pages(streams, metrics, api));
      streams.start();
      metrics.add(streams);
      ended.await();
      endpoint.ifPresent(HttpEndpoint::close);
      return streams.state() == KafkaStreams.State.ERROR ? GctraceStreams.FAILURE : 0;
    }
  }

  private static Map<String, HttpEndpoint.Page> pages(
      KafkaStreams streams, ProcessorMetrics metrics, boolean api) {
    Map<String, HttpEndpoint.Page> pages = new HashMap<>();
    if (api) {
      pages.put("/containers", new ContainersPage(streams));
    }
    pages.put(
        "/healthz",
        HttpEndpoint.Page.check(
            () -> {
              KafkaStreams.State state = streams.state();
              return state == KafkaStreams.State.ERROR || state.hasCompletedShutdown()
                  ? "ended: " + state
                  : "";
            }));
    pages.put(
        "/readyz",
        HttpEndpoint.Page.check(
            () ->
                streams.state() == KafkaStreams.State.RUNNING
                    ? ""
                    : "not running yet: " + streams.state()));
    pages.put("/metrics", metrics.page());
    return pages;
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
