package dev.gctrace.streams.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.AlertJson;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.clients.Client;
import dev.gctrace.streams.demo.SharedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The processes as they run in production, with a log at one end and a webhook at the other. */
class ProcessesTest {

  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private final BlockingQueue<byte[]> told = new LinkedBlockingQueue<>();

  @Test
  void aLineInBecomesAnAlertOutAndSigtermEndsBothWithinSeconds() throws Exception {
    HttpServer webhook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    webhook.createContext(
        "/",
        exchange -> {
          told.add(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    webhook.start();
    int status = GctraceStreams.commandLine().execute(args("init-topics", "--partitions", "2"));
    assertThat(status).isZero();
    try (Client run = start("run", "--limit", "400Mi", "--http", "127.0.0.1:0", "--api");
        Client notify =
            start(
                "notify",
                "--http",
                "127.0.0.1:0",
                "--webhook",
                "http://127.0.0.1:" + webhook.getAddress().getPort())) {
      String processor = run.awaitWord("listens at (.*)");
      String notifier = notify.awaitWord("listens at (.*)");
      run.awaitWord("(RUNNING)");
      notify.awaitWord("(reads alerts)");
      produce();

      byte[] first = told.poll(60, TimeUnit.SECONDS);
      assertThat(first).as(run.said() + notify.said()).isNotNull();
      Alert alert = AlertJson.read(first);
      assertThat(alert.container()).isEqualTo("shop/orders-1/app");
      assertThat(alert.change()).isEqualTo(Change.RAISED);
      assertThat(get(processor, "/readyz")).isEqualTo("ok\n");
      assertThat(get(processor, "/healthz")).isEqualTo("ok\n");
      assertThat(get(processor, "/metrics"))
          .contains("gctrace_log_records_total 4.0", "kafka_stream");
      assertThat(get(processor, "/containers"))
          .startsWith("[\n{\"container\":\"shop/orders-1/app\",\"severity\":")
          .endsWith("}]\n");
      assertThat(get(notifier, "/healthz")).isEqualTo("ok\n");
      assertThat(get(notifier, "/metrics")).contains("gctrace_notify_delivered_total");

      run.process().destroy();
      notify.process().destroy();
      assertThat(run.process().waitFor(25, TimeUnit.SECONDS)).as(run.said()).isTrue();
      assertThat(notify.process().waitFor(25, TimeUnit.SECONDS)).as(notify.said()).isTrue();
    } finally {
      webhook.stop(0);
    }
  }

  private static void produce() throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            SharedBroker.bootstrapServers(),
            "max.in.flight.requests.per.connection",
            1);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (int i = 1; i <= 4; i++) {
        int live = 60 << (i - 1);
        producer
            .send(new ProducerRecord<>("processes-logs", "shop/orders-1/app", line(10 + i, live)))
            .get();
      }
    }
  }

  private static String line(int cycle, int live) {
    return "gc "
        + cycle
        + " @"
        + (200 + cycle)
        + ".448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, "
        + live
        + "->"
        + live
        + "->"
        + live
        + " MB, "
        + live
        + " MB goal, 0 MB stacks, 0 MB globals, 2 P";
  }

  private Client start(String... command) throws IOException {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp"));
    all.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    all.add("dev.gctrace.streams.Main");
    all.addAll(List.of(args(command)));
    Path own = folder.resolve(command[0]);
    if (!own.toFile().mkdir()) {
      throw new IOException("cannot make " + own);
    }
    return Client.start(own, Map.of(), all);
  }

  private String[] args(String... command) {
    List<String> all = new ArrayList<>(List.of(command));
    all.addAll(
        List.of(
            "--bootstrap-server",
            SharedBroker.bootstrapServers(),
            "--set",
            "gctrace.topic.logs=processes-logs",
            "--set",
            "gctrace.topic.memory=processes-memory",
            "--set",
            "gctrace.topic.events=processes-events",
            "--set",
            "gctrace.topic.alerts=processes-alerts",
            "--set",
            "gctrace.topic.dead-letters=processes-dead",
            "--set",
            "application.id=processes",
            "--set",
            "state.dir=" + folder.resolve("state")));
    return all.toArray(String[]::new);
  }

  private String get(String address, String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create("http://" + address + path)).build(),
            BodyHandlers.ofString(UTF_8))
        .body();
  }
}
