package dev.gctrace.streams.command;

import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.ClusterProblem;
import dev.gctrace.streams.collect.CollectSettings;
import dev.gctrace.streams.collect.Collector;
import dev.gctrace.streams.http.CollectorMetrics;
import dev.gctrace.streams.http.HttpEndpoint;
import dev.gctrace.streams.settings.Settings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.common.acl.AclOperation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code gctrace-streams collect}. */
@Command(
    name = "collect",
    header = "Tells the topics of the pods of a cluster, until it is stopped.",
    description = {
      "",
      "Writes limits, settings and ends of containers to pod-memory, and with --logs",
      "what their logs hold of the Go runtime to pod-logs. Of several replicas one",
      "does the work: the one that holds the lease.",
      ""
    },
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    sortOptions = false)
final class CollectCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger("gctrace");

  @Spec private CommandSpec spec;
  @Mixin private ClusterArguments pods;

  @Option(
      names = "--logs",
      description = "Send the logs, too, of containers that print gctrace lines.")
  private boolean logs;

  @Mixin private SettingsOptions options;
  @Mixin private HttpOptions http;

  @Override
  public Integer call() throws Exception {
    Settings settings = options.settings();
    CollectSettings collect = collectSettings();
    try (Cluster cluster = Cluster.open(pods.options());
        Cluster forLogs = Cluster.open(pods.options())) {
      check(settings);
      try (CollectorMetrics metrics = new CollectorMetrics()) {
        run(
            new Collector(cluster, forLogs, pods.query(cluster), logs, collect, settings, metrics),
            metrics);
        return 0;
      }
    } catch (ClusterProblem e) {
      return fail(e.getMessage());
    }
  }

  private void run(Collector collector, CollectorMetrics metrics) throws Exception {
    Optional<HttpEndpoint> endpoint =
        http.start(
            options.properties(),
            "9466",
            Map.of(
                "/healthz",
                HttpEndpoint.Page.check(() -> collector.isAlive() ? "" : "has ended"),
                "/readyz",
                HttpEndpoint.Page.check(collector::problem),
                "/metrics",
                metrics.page()));
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(collector::close, "gctrace-end"));
      collector.run();
    } finally {
      endpoint.ifPresent(HttpEndpoint::close);
    }
  }

  /** Topics that are written, some of them by other programs as well. */
  private void check(Settings settings) throws IOException, InterruptedException {
    Map<String, AclOperation> needed = new LinkedHashMap<>();
    needed.put(settings.topics().memory(), AclOperation.WRITE);
    if (logs) {
      needed.put(settings.topics().logs(), AclOperation.WRITE);
      needed.put(settings.topics().positions(), AclOperation.WRITE);
    }
    FoundTopics found = TopicCheck.of(settings, needed);
    for (TopicPlan plan : TopicPlan.all(settings.topics())) {
      String wrong = found.wrongPolicy(plan);
      if (!wrong.isEmpty()) {
        LOG.warn("{}: {}; see gctrace-streams init-topics", plan.name(), wrong);
      }
    }
  }

  private CollectSettings collectSettings() {
    try {
      return CollectSettings.of(options.properties());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** One line, and the rule that is missing below it. */
  private int fail(String why) {
    spec.commandLine().getErr().println("gctrace-streams: " + why);
    return GctraceStreams.FAILURE;
  }
}
