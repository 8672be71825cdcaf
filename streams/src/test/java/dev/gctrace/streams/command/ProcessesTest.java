package dev.gctrace.streams.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.AlertJson;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.clients.Await;
import dev.gctrace.streams.clients.Client;
import dev.gctrace.streams.demo.SharedBroker;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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

      byte[] first = told.poll(5, TimeUnit.MINUTES);
      assertThat(first).as(run.said() + notify.said()).isNotNull();
      Alert alert = AlertJson.read(first);
      assertThat(alert.container()).isEqualTo("shop/orders-1/app");
      assertThat(alert.change()).isEqualTo(Change.RAISED);
      assertThat(await(processor, "/readyz", "ok\n")).isEqualTo("ok\n");
      assertThat(get(processor, "/healthz")).isEqualTo("ok\n");
      // The alert may be out before the last of the four lines is read.
      String metrics = await(processor, "/metrics", "gctrace_log_records_total 4.0");
      assertThat(metrics)
          .contains(
              Stream.of(
                      "gctrace_log_formats_total",
                      "gctrace_events_total",
                      "gctrace_events_repaired_total",
                      "gctrace_lines_late_total",
                      "gctrace_lines_duplicate_total",
                      "gctrace_gaps_total",
                      "gctrace_dead_letters_total",
                      "gctrace_alerts_total",
                      "gctrace_forecast_latency_seconds",
                      "gctrace_containers",
                      "kafka_stream_thread_commit_total")
                  .map(family -> "# HELP " + family + " ")
                  .toList());
      Files.writeString(folder.resolve("run.prom"), metrics);
      Files.writeString(
          folder.resolve("notify.prom"),
          await(notifier, "/metrics", "gctrace_notify_delivered_total{"));
      assertThat(get(processor, "/containers"))
          .startsWith("[\n{\"container\":\"shop/orders-1/app\",\"severity\":")
          .endsWith("}]\n");
      assertThat(get(notifier, "/healthz")).isEqualTo("ok\n");

      run.terminate();
      notify.terminate();
    } finally {
      webhook.stop(0);
    }
    assertPrometheusReads("run.prom");
    assertPrometheusReads("notify.prom");
  }

  /** What Prometheus' own parser says; it may dislike names of Kafka's series, and none of ours. */
  private void assertPrometheusReads(String scraped) throws Exception {
    Path program = Client.installed("promtool", "prometheus");
    Path said = folder.resolve("promtool.out");
    Process promtool =
        new ProcessBuilder(program.toString(), "check", "metrics")
            .redirectInput(folder.resolve(scraped).toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertThat(promtool.waitFor()).as(Files.readString(said)).isIn(0, 3);
    assertThat(Files.readAllLines(said)).noneMatch(line -> line.startsWith("gctrace_"));
  }

  @Test
  void anOptionCountsMoreThanTheEnvironmentAndThatMoreThanTheFile() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("gctrace.properties"),
            "gctrace.topic.logs=file-1\ngctrace.topic.events=file-2\ngctrace.topic.alerts=file-3\n");
    Map<String, String> environment =
        Map.of("GCTRACE_TOPIC_EVENTS", "environment-2", "GCTRACE_TOPIC_ALERTS", "environment-3");
    List<String> command = new ArrayList<>(java());
    command.addAll(
        List.of("topology", "--config", file.toString(), "--set", "gctrace.topic.alerts=option-3"));
    try (Client topology = Client.start(folder, environment, command)) {
      assertThat(topology.exitCode()).as(topology.said()).isZero();
      assertThat(topology.said())
          .contains("file-1", "environment-2", "option-3")
          .doesNotContain("file-2", "file-3", "environment-3");
    }
  }

  @Test
  void aPortThatIsTakenIsNamedInOneLine() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      SharedBroker.topic("port-alerts", 1);
      String address = "127.0.0.1:" + taken.getLocalPort();
      StringWriter err = new StringWriter();
      int status =
          GctraceStreams.commandLine()
              .setErr(new PrintWriter(err))
              .execute(
                  "notify",
                  "--bootstrap-server",
                  SharedBroker.bootstrapServers(),
                  "--set",
                  "gctrace.topic.alerts=port-alerts",
                  "--webhook",
                  "http://127.0.0.1:1",
                  "--http",
                  address);
      assertThat(status).isEqualTo(1);
      assertThat(err.toString())
          .isEqualTo(
              "gctrace-streams: cannot listen at "
                  + address
                  + " (Address already in use); give --http another address, or off\n");
    }
  }

  @Test
  void initTopicsMayBeRunAgainAndNamesOrRepairsWhatWouldLoseRecords() throws Exception {
    String[] names = {
      "--set", "gctrace.topic.logs=init-logs",
      "--set", "gctrace.topic.memory=init-memory",
      "--set", "gctrace.topic.events=init-events",
      "--set", "gctrace.topic.alerts=init-alerts",
      "--set", "gctrace.topic.dead-letters=init-dead",
      "--set", "gctrace.topic.positions=init-positions"
    };
    SharedBroker.topic("init-memory", 3);

    assertThat(initTopics(1, names, "--partitions", "2"))
        .contains("init-logs: made, 2 partitions, logs, kept for a day")
        .contains(
            "init-memory: WRONG, cleanup.policy is delete and not compact: what it says of"
                + " containers would be forgotten; --repair sets it");
    assertThat(initTopics(0, names, "--repair"))
        .contains("init-logs: is there, 2 partitions")
        .contains("init-memory: repaired, cleanup.policy is delete and not compact");
    assertThat(initTopics(0, names, "--partitions", "2").lines())
        .containsExactly(
            "init-logs: is there, 2 partitions",
            "init-memory: is there, 3 partitions and not 2",
            "init-events: is there, 2 partitions",
            "init-alerts: is there, 2 partitions",
            "init-dead: is there, 2 partitions",
            "init-positions: is there, 2 partitions");
    String[] others = {"--set", "gctrace.topic.logs=init-others"};
    assertThat(initTopics(1, others, "--replication", "3"))
        .startsWith("gctrace-streams: cannot make init-others: ")
        .contains("replication factor");
  }

  private static String initTopics(int expected, String[] names, String... more) {
    StringWriter said = new StringWriter();
    PrintWriter out = new PrintWriter(said);
    List<String> all =
        new ArrayList<>(
            List.of("init-topics", "--bootstrap-server", SharedBroker.bootstrapServers()));
    all.addAll(List.of(names));
    all.addAll(List.of(more));
    int status =
        GctraceStreams.commandLine().setOut(out).setErr(out).execute(all.toArray(String[]::new));
    assertThat(status).as(said.toString()).isEqualTo(expected);
    return said.toString();
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
    List<String> all = new ArrayList<>(java());
    all.addAll(List.of(args(command)));
    Path own = folder.resolve(command[0]);
    if (!own.toFile().mkdir()) {
      throw new IOException("cannot make " + own);
    }
    return Client.start(own, Map.of(), all);
  }

  private static List<String> java() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx256m",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        "dev.gctrace.streams.Main");
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
            "default.api.timeout.ms=120000",
            "--set",
            "request.timeout.ms=60000",
            "--set",
            "application.id=processes",
            "--set",
            "state.dir=" + folder.resolve("state")));
    return all.toArray(String[]::new);
  }

  /** A page, when words stand in it. */
  private String await(String address, String path, String words) throws Exception {
    String[] page = new String[1];
    Await.until(
        () -> {
          page[0] = get(address, path);
          return page[0].contains(words);
        },
        () -> words + " in " + page[0]);
    return page[0];
  }

  private String get(String address, String path) throws IOException, InterruptedException {
    return http.send(
            HttpRequest.newBuilder(URI.create("http://" + address + path)).build(),
            BodyHandlers.ofString(UTF_8))
        .body();
  }
}
