package dev.gctrace.streams.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.streams.clients.Await;
import dev.gctrace.streams.demo.SharedBroker;
import dev.gctrace.streams.faults.TopicReader;
import dev.gctrace.streams.http.HttpEndpoint;
import dev.gctrace.streams.http.ProcessorMetrics;
import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import dev.gctrace.streams.topology.GctraceTopology;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A processor whose state is lost reads it again before it is ready. */
@Timeout(600)
class RestoreTest {

  private static final String LINE =
      "gc %d @2%d.448s 0%%: 0.061+28+0.041 ms clock, 0.12+0/8/2.9+0.082 ms cpu,"
          + " 60->60->30 MB, 60 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @Test
  void itIsNotReadyWhileItsStateIsRestoredAndReadyWhenItIs() throws Exception {
    int made =
        GctraceStreams.commandLine()
            .execute(
                "init-topics",
                "--partitions",
                "1",
                "--bootstrap-server",
                SharedBroker.bootstrapServers(),
                "--set",
                "gctrace.topic.logs=restore-logs",
                "--set",
                "gctrace.topic.memory=restore-memory",
                "--set",
                "gctrace.topic.events=restore-events",
                "--set",
                "gctrace.topic.alerts=restore-alerts",
                "--set",
                "gctrace.topic.dead-letters=restore-dead");
    assertThat(made).isZero();
    write();
    AtomicInteger kept = new AtomicInteger();
    TopicReader changelog =
        new TopicReader(SharedBroker.bootstrapServers(), 1)
            .with("restore-containers-changelog", message -> kept.incrementAndGet());
    try (ProcessorMetrics metrics = new ProcessorMetrics();
        KafkaStreams streams = streams("before", metrics)) {
      streams.start();
      Await.until(() -> RunPages.delay(streams.state()).isEmpty(), () -> "running");
      changelog.until(() -> kept.get() > 0, () -> "a state");
    }

    try (ProcessorMetrics metrics = new ProcessorMetrics();
        KafkaStreams streams = streams("after", metrics)) {
      streams.setGlobalStateRestoreListener(new Held(metrics));
      try (HttpEndpoint endpoint =
          HttpEndpoint.start(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              RunPages.of(streams, metrics, false))) {
        streams.start();
        begun.await();

        assertThat(get(endpoint, "/readyz")).isEqualTo("503 not running yet: REBALANCING\n");
        assertThat(get(endpoint, "/healthz")).isEqualTo("200 ok\n");

        released.countDown();
        Await.until(() -> get(endpoint, "/readyz").equals("200 ok\n"), () -> "ready");
        assertThat(get(endpoint, "/metrics"))
            .containsPattern("gctrace_restored_records_total [1-9]");
      } finally {
        released.countDown();
      }
    }
  }

  private KafkaStreams streams(String name, ProcessorMetrics metrics) {
    Map<String, String> all = new HashMap<>();
    all.put("bootstrap.servers", SharedBroker.bootstrapServers());
    all.put("application.id", "restore");
    all.put("state.dir", folder.resolve(name).toString());
    all.put("gctrace.topic.logs", "restore-logs");
    all.put("gctrace.topic.memory", "restore-memory");
    all.put("gctrace.topic.events", "restore-events");
    all.put("gctrace.topic.alerts", "restore-alerts");
    all.put("gctrace.topic.dead-letters", "restore-dead");
    all.put("num.stream.threads", "1");
    // The one before does not say that it has left.
    all.put("consumer.session.timeout.ms", "6000");
    all.put("consumer.heartbeat.interval.ms", "500");
    Settings settings = Settings.of(all);
    Properties kafka = new Properties();
    kafka.putAll(KafkaSettings.streams(settings));
    return new KafkaStreams(GctraceTopology.of(settings, metrics), kafka);
  }

  private static void write() throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", SharedBroker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      for (int cycle = 11; cycle < 20; cycle++) {
        producer
            .send(
                new ProducerRecord<>(
                    "restore-logs", "shop/orders-1/app", LINE.formatted(cycle, cycle)))
            .get();
      }
    }
  }

  private String get(HttpEndpoint endpoint, String path) throws IOException, InterruptedException {
    var answer =
        http.send(
            HttpRequest.newBuilder(
                    URI.create("http://127.0.0.1:" + endpoint.address().getPort() + path))
                .build(),
            BodyHandlers.ofString(UTF_8));
    return answer.statusCode() + " " + answer.body();
  }

  /** A restore that does not go on before it is let go. */
  private final class Held implements StateRestoreListener {
    private final StateRestoreListener told;

    Held(StateRestoreListener told) {
      this.told = told;
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
      told.onRestoreStart(partition, store, from, to);
      begun.countDown();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long last, long count) {
      told.onBatchRestored(partition, store, last, count);
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long count) {
      told.onRestoreEnd(partition, store, count);
    }
  }
}
