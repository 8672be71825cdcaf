package dev.gctrace.streams.notify;

import static dev.gctrace.core.forecast.Severity.CRITICAL;
import static dev.gctrace.core.forecast.Severity.OK;
import static dev.gctrace.core.forecast.Severity.WARNING;
import static dev.gctrace.streams.notify.Alerts.alert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.AlertJson;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.clients.Await;
import dev.gctrace.streams.clients.Client;
import dev.gctrace.streams.demo.FreePort;
import dev.gctrace.streams.demo.SharedBroker;
import dev.gctrace.streams.notify.FiringAlerts.Entry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is posted, received by the Alertmanager that Debian has. */
class AlertmanagerTest {

  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private String address;

  @Test
  void alertsFireEscalateAndResolveThere() throws Exception {
    Path program = Client.installed("prometheus-alertmanager", "prometheus-alertmanager");
    address = "127.0.0.1:" + FreePort.next();
    try (Client alertmanager = start(program, "data")) {
      awaitReady(alertmanager);
      Target target = Target.of(Target.Kind.ALERTMANAGER, "http://" + address, Optional.empty());
      Poster poster = new Poster(http, target, Duration.ofMinutes(2), Clock.systemUTC());
      Entry raised = entry(alert("shop/orders-1/app", Change.RAISED, WARNING, "In \u001b 60 s."));
      Entry escalated = entry(alert("shop/orders-1/app", Change.ESCALATED, CRITICAL, "Now."));
      Entry resolved = entry(alert("shop/orders-1/app", Change.RESOLVED, OK, "Over."));
      Entry killed =
          new Entry(
              alert("shop/orders-2/app", Change.KILLED, CRITICAL, "Killed."),
              Instant.now().plusSeconds(900));

      assertThat(post(poster, Optional.empty(), raised)).isEqualTo(Answer.DELIVERED);
      assertThat(active())
          .containsExactly("orders-1 GoContainerOOMForecast warning In \ufffd 60 s.");
      assertThat(post(poster, Optional.of(raised), escalated)).isEqualTo(Answer.DELIVERED);
      assertThat(post(poster, Optional.empty(), killed)).isEqualTo(Answer.DELIVERED);
      assertThat(active())
          .containsExactlyInAnyOrder(
              "orders-1 GoContainerOOMForecast critical Now.",
              "orders-2 GoContainerOOMKilled critical Killed.");
      assertThat(post(poster, Optional.of(escalated), resolved)).isEqualTo(Answer.DELIVERED);
      assertThat(active()).containsExactly("orders-2 GoContainerOOMKilled critical Killed.");
      assertThat(poster.post(new byte[] {'{'}).outcome()).isEqualTo(Answer.Outcome.REFUSED);
    }
  }

  @Test
  void whatFiresIsThereAgainWhenAlertmanagerWasAwayAndWhatWasResolvedIsNot() throws Exception {
    Path program = Client.installed("prometheus-alertmanager", "prometheus-alertmanager");
    address = "127.0.0.1:" + FreePort.next();
    SharedBroker.topic("alertmanager-away", 1);
    NotifySettings settings =
        NotifySettings.of(
            Map.of(
                "gctrace.notify.alertmanager", "http://" + address,
                "gctrace.notify.resend", "1s",
                "gctrace.notify.group", "alertmanager-away"));
    Notifier.Patience patience =
        new Notifier.Patience(Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMillis(200));
    try (Notifier notifier =
        new Notifier(
            settings,
            "alertmanager-away",
            Map.of("bootstrap.servers", SharedBroker.bootstrapServers()),
            patience,
            NotifyCounters.NONE)) {
      notifier.start();
      try (Client alertmanager = start(program, "before")) {
        awaitReady(alertmanager);
        send(alert("shop/orders-1/app", Change.RAISED, WARNING, "In 60 s."));
        send(alert("shop/orders-2/app", Change.RAISED, WARNING, "In 60 s."));
        awaitActive(
            "orders-1 GoContainerOOMForecast warning In 60 s.",
            "orders-2 GoContainerOOMForecast warning In 60 s.");
        alertmanager.process().destroyForcibly().waitFor();
      }
      send(alert("shop/orders-1/app", Change.ESCALATED, CRITICAL, "Now."));
      send(alert("shop/orders-2/app", Change.RESOLVED, OK, "Over."));
      send(alert("shop/orders-3/app", Change.RAISED, WARNING, "In 90 s."));
      // One that has lost what it knew.
      try (Client alertmanager = start(program, "after")) {
        awaitReady(alertmanager);
        awaitActive(
            "orders-1 GoContainerOOMForecast critical Now.",
            "orders-3 GoContainerOOMForecast warning In 90 s.");
      }
    }
  }

  private Client start(Path program, String data) throws IOException {
    Path config = folder.resolve("alertmanager.yml");
    Files.writeString(config, "route:\n  receiver: nobody\nreceivers:\n  - name: nobody\n");
    return Client.start(
        folder,
        Map.of(),
        List.of(
            program.toString(),
            "--config.file=" + config,
            "--storage.path=" + folder.resolve(data),
            "--web.listen-address=" + address,
            "--cluster.listen-address="));
  }

  private static void send(Alert alert) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            SharedBroker.bootstrapServers(),
            "max.in.flight.requests.per.connection",
            1);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("alertmanager-away", AlertJson.write(alert))).get();
    }
  }

  private void awaitActive(String... wanted) throws Exception {
    Await.until(() -> Set.copyOf(active()).equals(Set.of(wanted)), () -> active().toString());
  }

  private static Answer post(Poster poster, Optional<Entry> before, Entry now)
      throws InterruptedException {
    return poster.post(AlertmanagerJson.change(before, now, Instant.now(), Duration.ofMinutes(4)));
  }

  private static Entry entry(Alert alert) {
    return new Entry(alert, Instant.MAX);
  }

  /** Pod, name, severity and summary of what fires. */
  private List<String> active() throws IOException, InterruptedException {
    String body =
        http.send(
                HttpRequest.newBuilder(URI.create("http://" + address + "/api/v2/alerts")).build(),
                BodyHandlers.ofString())
            .body();
    List<JsonNode> alerts = new ObjectMapper().readerForListOf(JsonNode.class).readValue(body);
    return alerts.stream()
        .map(
            alert ->
                String.join(
                    " ",
                    alert.path("labels").path("pod").asText(),
                    alert.path("labels").path("alertname").asText(),
                    alert.path("labels").path("severity").asText(),
                    alert.path("annotations").path("summary").asText()))
        .toList();
  }

  private void awaitReady(Client alertmanager) throws Exception {
    HttpRequest ready =
        HttpRequest.newBuilder(URI.create("http://" + address + "/-/ready")).build();
    Await.until(
        () -> {
          if (!alertmanager.process().isAlive()) {
            throw new AssertionError("Alertmanager does not start: " + alertmanager.said());
          }
          try {
            return http.send(ready, BodyHandlers.discarding()).statusCode() == 200;
          } catch (IOException e) {
            // It does not listen yet.
            return false;
          }
        },
        alertmanager::said);
  }
}
