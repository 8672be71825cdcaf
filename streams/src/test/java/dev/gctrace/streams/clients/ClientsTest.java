package dev.gctrace.streams.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.gctrace.core.trace.LineScanner;
import dev.gctrace.logs.ContainerId;
import dev.gctrace.logs.LogDecoder;
import dev.gctrace.logs.LogLine;
import dev.gctrace.streams.demo.FreePort;
import dev.gctrace.streams.demo.SharedBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of the runtime, written to the topic by programs that nobody here wrote. */
class ClientsTest {

  private static final int LINES = 20;

  @TempDir private Path folder;

  @Test
  void kcatWritesLinesUnderAKey() throws Exception {
    Path program = Client.installed("kcat", "kcat");
    Path lines = Files.write(folder.resolve("lines"), lines(""));
    SharedBroker.topic("clients-kcat", 2);

    List<String> command =
        List.of(
            program.toString(),
            "-P",
            "-b",
            SharedBroker.bootstrapServers(),
            "-t",
            "clients-kcat",
            "-z",
            "lz4",
            "-k",
            "shop/orders-1/app",
            "-l",
            lines.toString());
    try (Client kcat = Client.start(folder, Map.of(), command)) {
      assertThat(kcat.exitCode()).as(kcat.said()).isZero();
    }

    assertThat(read("clients-kcat", LINES)).isEqualTo(expected("shop/orders-1/app"));
  }

  @Test
  void rsyslogWritesWhatTheRuntimeOfANodeWroteAsTheSampleTellsIt() throws Exception {
    Path program = Client.installed("rsyslogd", "rsyslog-kafka");
    Path containers = Files.createDirectory(folder.resolve("containers"));
    Files.write(
        containers.resolve("orders-2_shop_app-" + "0123456789abcdef".repeat(4) + ".log"),
        lines("2026-01-05T10:11:12.123456789Z stderr F "));
    SharedBroker.topic("clients-rsyslog", 2);
    String sample = Files.readString(Path.of("../samples/shippers/rsyslog.conf"));
    Path config =
        Files.writeString(
            folder.resolve("rsyslog.conf"),
            sample
                .replace("/var/spool/rsyslog", folder.toString())
                .replace("/var/log/containers", containers.toString())
                .replace("kafka:9092", SharedBroker.bootstrapServers())
                .replace("pod-logs", "clients-rsyslog"));

    List<String> command =
        List.of(
            program.toString(),
            "-n",
            "-f",
            config.toString(),
            "-i",
            folder.resolve("pid").toString());
    try (Client rsyslog = Client.start(folder, Map.of(), command)) {
      assertThat(read("clients-rsyslog", LINES))
          .as(rsyslog.said())
          .isEqualTo(expected("shop/orders-2/app"));
    }
  }

  @Test
  void syslogNgWritesItsDefaultTemplateUnderAKey() throws Exception {
    Path program = Client.installed("syslog-ng", "syslog-ng-mod-rdkafka");
    Path lines = Files.write(folder.resolve("orders.log"), lines(""));
    SharedBroker.topic("clients-syslog-ng", 2);
    Path config =
        Files.writeString(
            folder.resolve("syslog-ng.conf"),
            """
            @version: 3.38
            options { stats-freq(0); };
            source s { file("%s" flags(no-parse)); };
            destination d {
              kafka-c(bootstrap-servers("%s") topic("clients-syslog-ng") key("shop/orders-3/app"));
            };
            log { source(s); destination(d); };
            """
                .formatted(lines, SharedBroker.bootstrapServers()));
    Path libraries = Client.unpacked().resolve("usr/lib/syslog-ng");
    Path modules = libraries.resolve("3.38");
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "-F",
                "--no-caps",
                "-f",
                config.toString(),
                "-R",
                folder.resolve("persist").toString(),
                "-p",
                folder.resolve("pid").toString(),
                "-c",
                folder.resolve("ctl").toString()));
    if (Files.isDirectory(modules)) {
      command.addAll(List.of("--module-path", modules.toString()));
    }
    Map<String, String> environment = Map.of("LD_LIBRARY_PATH", libraries + ":" + modules);
    try (Client syslogNg = Client.start(folder, environment, command)) {
      assertThat(read("clients-syslog-ng", LINES))
          .as(syslogNg.said())
          .isEqualTo(expected("shop/orders-3/app"));
    }
  }

  @Test
  void theOpenTelemetryCollectorWritesBatchesWithTheExporterOfTheSample() throws Exception {
    Path program = Client.installed("otelcol", "none: see .ci/otelcol");
    SharedBroker.topic("clients-otel", 2);
    int port = FreePort.next();
    YAMLMapper yaml = new YAMLMapper();
    ObjectNode config =
        (ObjectNode) yaml.readTree(Path.of("../samples/shippers/otel-collector.yaml").toFile());
    // The receiver of files is not part of that build: lines come as they leave it.
    config.set(
        "receivers",
        yaml.readTree("otlp: {protocols: {http: {endpoint: \"127.0.0.1:" + port + "\"}}}"));
    ((ObjectNode) config.at("/service/pipelines/logs")).putArray("receivers").add("otlp");
    ((ObjectNode) config.at("/service")).set("telemetry", yaml.readTree("metrics: {level: none}"));
    ((ObjectNode) config.at("/extensions/file_storage")).put("directory", folder.toString());
    ((ObjectNode) config.at("/exporters/kafka"))
        .putArray("brokers")
        .add(SharedBroker.bootstrapServers());
    ((ObjectNode) config.at("/exporters/kafka/logs")).put("topic", "clients-otel");
    Path file = Files.writeString(folder.resolve("otel.yaml"), yaml.writeValueAsString(config));

    List<String> command = List.of(program.toString(), "--config=file:" + file);
    try (Client collector = Client.start(folder, Map.of(), command)) {
      post(collector, "http://127.0.0.1:" + port + "/v1/logs", otlp());

      assertThat(read("clients-otel", LINES))
          .as(collector.said())
          .isEqualTo(expected("shop/orders-4/app"));
    }
  }

  /** A batch of logs of a container, as the receiver of files hands it on. */
  private static String otlp() {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    ObjectNode resource = root.putArray("resourceLogs").addObject();
    ArrayNode attributes = resource.putObject("resource").putArray("attributes");
    Map<String, String> who =
        Map.of(
            "k8s.namespace.name", "shop",
            "k8s.pod.name", "orders-4",
            "k8s.container.name", "app",
            "k8s.container.restart_count", "0");
    who.forEach(
        (key, value) ->
            attributes.addObject().put("key", key).putObject("value").put("stringValue", value));
    ArrayNode messages = resource.putArray("scopeLogs").addObject().putArray("logRecords");
    for (int i = 1; i <= LINES; i++) {
      messages.addObject().putObject("body").put("stringValue", line(i));
    }
    return root.toString();
  }

  private static void post(Client collector, String address, String json) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(json))
            .build();
    HttpClient http = HttpClient.newHttpClient();
    Await.until(
        () -> {
          assertThat(collector.process().isAlive()).as(collector.said()).isTrue();
          try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
          } catch (IOException e) {
            // It does not listen yet.
            return false;
          }
        },
        collector::said);
  }

  private static List<String> lines(String prefix) {
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= LINES; i++) {
      lines.add(prefix + line(i));
    }
    return lines;
  }

  private static String line(int cycle) {
    return "gc "
        + cycle
        + " @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, 309->309->260 MB,"
        + " 234 MB goal, 0 MB stacks, 0 MB globals, 2 P";
  }

  private static Set<String> expected(String container) {
    Set<String> expected = new TreeSet<>();
    for (int i = 1; i <= LINES; i++) {
      expected.add(container + " " + line(i));
    }
    return expected;
  }

  /** Containers and lines of the runtime, read as the processor reads them. */
  private static Set<String> read(String topic, int count) throws IOException {
    Set<String> found = new TreeSet<>();
    LogDecoder decoder = new LogDecoder(line -> take(line, found));
    Map<String, Object> settings = Map.of("bootstrap.servers", SharedBroker.bootstrapServers());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      Collection<TopicPartition> partitions =
          List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1));
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
      long number = 0;
      while (found.size() < count && System.nanoTime() < end) {
        for (ConsumerRecord<byte[], byte[]> read : consumer.poll(Duration.ofMillis(200))) {
          ContainerId who = ContainerId.ofKey(new String(read.key(), UTF_8));
          decoder.record(read.value(), 0, read.value().length, ++number, who, Optional.empty());
          decoder.end();
        }
      }
    }
    return found;
  }

  private static void take(LogLine line, Set<String> found) {
    if (LineScanner.canHoldRecord(line.text(), line.from(), line.to())) {
      found.add(
          line.who().name().orElse("nobody")
              + " "
              + new String(line.text(), line.from(), line.to() - line.from(), UTF_8).strip());
    }
  }
}
