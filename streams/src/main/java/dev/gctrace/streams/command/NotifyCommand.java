package dev.gctrace.streams.command;

import dev.gctrace.streams.http.HttpEndpoint;
import dev.gctrace.streams.http.NotifierMetrics;
import dev.gctrace.streams.notify.Notifier;
import dev.gctrace.streams.notify.NotifySettings;
import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
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

/** {@code gctrace-streams notify}. */
@Command(
    name = "notify",
    header = "Tells Alertmanager and webhooks of alerts, until it is stopped.",
    mixinStandardHelpOptions = true,
    usageHelpWidth = 80,
    sortOptions = false)
final class NotifyCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger("gctrace");

  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;
  @Mixin private HttpOptions http;

  @Option(
      names = "--alertmanager",
      paramLabel = "URL",
      description = "An Alertmanager, http://host:9093; each one of a cluster.")
  private List<String> alertmanagers = List.of();

  @Option(
      names = "--webhook",
      paramLabel = "URL",
      description = "Whoever takes each alert's JSON object by POST.")
  private List<String> webhooks = List.of();

  @Option(
      names = "--resend",
      paramLabel = "DURATION",
      description = "How often Alertmanager hears what still fires; 1m when nothing is told.")
  private String resend;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = options.settings();
    NotifySettings notify = notifySettings();
    String topic = settings.topics().alerts();
    TopicCheck.of(settings, Map.of(topic, AclOperation.READ));
    try (NotifierMetrics metrics = new NotifierMetrics();
        Notifier notifier =
            new Notifier(
                notify,
                topic,
                KafkaSettings.consumer(settings),
                Notifier.Patience.DEFAULT,
                metrics)) {
      HttpEndpoint.Page check =
          HttpEndpoint.Page.check(() -> notifier.isAlive() ? "" : "a reader has ended");
      Optional<HttpEndpoint> endpoint =
          http.start(
              options.properties(),
              "9465",
              Map.of("/healthz", check, "/readyz", check, "/metrics", metrics.page()));
      try {
        return run(notifier);
      } finally {
        endpoint.ifPresent(HttpEndpoint::close);
      }
    }
  }

  private static int run(Notifier notifier) throws InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(notifier::close, "gctrace-end"));
    notifier.start();
    LOG.info("reads alerts");
    Optional<Throwable> failure = notifier.await();
    failure.ifPresent(problem -> Failures.log(LOG, problem));
    return failure.isPresent() ? GctraceStreams.FAILURE : 0;
  }

  private NotifySettings notifySettings() {
    Map<String, String> all = new HashMap<>(options.properties());
    if (!alertmanagers.isEmpty()) {
      all.put(NotifySettings.PREFIX + "alertmanager", String.join(",", alertmanagers));
    }
    if (!webhooks.isEmpty()) {
      all.put(NotifySettings.PREFIX + "webhook", String.join(",", webhooks));
    }
    if (resend != null) {
      all.put(NotifySettings.PREFIX + "resend", resend);
    }
    try {
      return NotifySettings.of(all);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}
