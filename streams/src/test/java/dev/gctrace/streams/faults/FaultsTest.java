package dev.gctrace.streams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.AlertJson;
import dev.gctrace.streams.alert.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The processor and the broker as processes that are killed in the middle of their work. A reader
 * of what was committed sees every collection of every container once and in order, and every alert
 * once.
 */
class FaultsTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int PARTITIONS = 4;

  /** What one partition can be ahead of another when a backlog is read. */
  private static final String LATENESS = "60s";

  @TempDir private Path folder;
  private Broker broker;
  private KafkaProducer<byte[], byte[]> producer;
  private final Map<String, List<Integer>> cycles = new TreeMap<>();
  private final Map<String, List<Alert>> alerts = new TreeMap<>();
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private final Random random = new Random(7);
  private int partition;

  @BeforeEach
  void start() throws Exception {
    Files.createDirectories(folder.resolve("broker"));
    broker = Broker.start(folder.resolve("broker"));
    Files.writeString(
        folder.resolve("gctrace.properties"),
        """
        bootstrap.servers=%s
        gctrace.limit=280Mi
        gctrace.lateness=%s
        gctrace.cooldown=1d
        gctrace.silence=1d
        num.stream.threads=1
        consumer.session.timeout.ms=6000
        consumer.heartbeat.interval.ms=500
        consumer.max.partition.fetch.bytes=20000000
        replication.factor=1
        """
            .formatted(broker.address(), LATENESS));
    JavaProcess tooEarly = gctrace("early", "run");
    assertThat(tooEarly.ended()).isEqualTo(1);
    assertThat(tooEarly.said())
        .contains("missing topics: pod-logs, pod-memory, gc-events, oom-alerts");
    JavaProcess init = gctrace("init", "init-topics", "--partitions", "" + PARTITIONS);
    assertThat(init.ended()).as(init.said()).isZero();
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", broker.address(),
                "max.in.flight.requests.per.connection", 1,
                "max.request.size", 20_000_000,
                "delivery.timeout.ms", 120_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterEach
  void stop() throws InterruptedException {
    producer.close(Duration.ZERO);
    broker.kill();
  }

  @Test
  void everyCollectionAndEveryAlertIsThereOnceAndInOrderThroughAllFaults() throws Exception {
    JavaProcess processor = run("one");
    feed(1, 10);
    awaitCycle(8);

    // Every record twice, and the lines of a pod shuffled over four partitions, as everywhere here.
    feedTwice(11, 15);

    // The processor is killed with kill -9 in mid-stream.
    feed(16, 20);
    processor.kill();
    feed(21, 22);
    processor = run("one");
    feed(23, 25);
    awaitCycle(23);

    // The broker is killed with kill -9 and started again.
    feed(26, 28);
    broker.kill();
    broker.start();
    feed(29, 32);
    awaitCycle(30);

    // Both.
    feed(33, 35);
    processor.kill();
    broker.kill();
    broker.start();
    processor = run("one");
    feed(36, 38);
    awaitCycle(36);

    // Two instances, of which one is killed.
    JavaProcess second = run("two");
    feed(39, 42);
    awaitCycle(40);
    feed(43, 44);
    processor.kill();
    feed(45, 48);
    awaitCycle(46);

    // The state on disk is lost.
    feed(49, 50);
    second.kill();
    delete(folder.resolve("state-two"));
    delete(folder.resolve("state-one"));
    second = run("two");

    // Poison between good lines, and a record of 10 MB.
    for (byte[] poison : poison()) {
      send(poison);
    }
    feed(51, Fleet.CYCLES);
    awaitCycle(Fleet.CYCLES);

    assertThat(second.terminate()).isLessThan(10_000);
    drain(Duration.ofSeconds(2));
    List<Integer> all = IntStream.rangeClosed(1, Fleet.CYCLES).boxed().toList();
    for (int container = 0; container < Fleet.CONTAINERS; container++) {
      String name = Fleet.name(container);
      assertThat(cycles.get(name)).as(name).isEqualTo(all);
      assertThat(alerts.get(name)).as(name).extracting(Alert::change).startsWith(Change.RAISED);
      assertThat(alerts.get(name))
          .as(name)
          .last()
          .extracting(Alert::severity)
          .isEqualTo(Severity.CRITICAL);
      assertThat(alerts.get(name))
          .as(name)
          .extracting(alert -> alert.change() + " " + alert.severity())
          .doesNotHaveDuplicates();
      assertThat(alerts.get(name)).extracting(Alert::id).containsOnly(alerts.get(name).get(0).id());
      assertThat(alerts.get(name).get(0).numbers().cycle().orElseThrow())
          .as(name)
          .isGreaterThanOrEqualTo(Fleet.dangerAt(container));
    }
    assertThat(cycles).hasSize(Fleet.CONTAINERS);
  }

  private static List<byte[]> poison() {
    return List.of(
        new byte[0],
        new byte[] {0, (byte) 0xff, (byte) 0xfe},
        "{\"log\":\"gc 15 @24".getBytes(UTF_8),
        "[".repeat(100_000).getBytes(UTF_8),
        ("gc 1 @" + "9".repeat(100_000)).getBytes(UTF_8),
        ("x".repeat(10 << 20) + "gc 7 @").getBytes(UTF_8),
        new byte[] {0x0a, 0x7f, 0x7f});
  }

  private JavaProcess gctrace(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("dev.gctrace.streams.Main"));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "--config",
            folder.resolve("gctrace.properties").toString(),
            "--set",
            "state.dir=" + folder.resolve("state-" + name)));
    return JavaProcess.start(folder.resolve(name + ".log"), command);
  }

  private JavaProcess run(String name) throws IOException {
    return gctrace(name, "run");
  }

  private void feed(int fromCycle, int toCycle) throws Exception {
    for (int[] line : Fleet.round(fromCycle, toCycle, random)) {
      send(Fleet.fluentBit(line[0], Fleet.line(line[0], line[1])));
    }
    acknowledged();
  }

  private void feedTwice(int fromCycle, int toCycle) throws Exception {
    for (int[] line : Fleet.round(fromCycle, toCycle, random)) {
      send(Fleet.fluentBit(line[0], Fleet.line(line[0], line[1])));
      send(Fleet.fluentBit(line[0], Fleet.line(line[0], line[1])));
    }
    acknowledged();
  }

  /** Every record has arrived: a producer tells of a loss only when it is asked. */
  private void acknowledged() throws Exception {
    producer.flush();
    for (Future<RecordMetadata> record : sent) {
      record.get();
    }
    sent.clear();
  }

  private void send(byte[] value) {
    partition = (partition + 1) % PARTITIONS;
    sent.add(producer.send(new ProducerRecord<>("pod-logs", partition, null, value)));
  }

  /** Reads what was committed until every container has come that far. */
  private void awaitCycle(int cycle) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (cycles.size() < Fleet.CONTAINERS
        || cycles.values().stream().anyMatch(seen -> seen.get(seen.size() - 1) < cycle)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no cycle " + cycle + " of all: " + cycles + "\n" + said());
      }
      drain(Duration.ofMillis(300));
    }
  }

  private String said() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : List.of("one", "two")) {
      Path log = folder.resolve(name + ".log");
      all.append(Files.exists(log) ? Files.readString(log) : "");
    }
    return all.toString();
  }

  private void drain(Duration time) throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", broker.address(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          Stream.of("gc-events", "oom-alerts")
              .flatMap(
                  topic ->
                      IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)))
              .toList();
      consumer.assign(all);
      all.forEach(at -> consumer.seek(at, positions.getOrDefault(at, 0L)));
      long until = System.nanoTime() + time.toNanos();
      do {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
          take(message);
        }
      } while (System.nanoTime() < until);
      all.forEach(at -> positions.put(at, consumer.position(at)));
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> message) throws IOException {
    String name = new String(message.key(), UTF_8);
    if (message.topic().equals("oom-alerts")) {
      alerts
          .computeIfAbsent(name, unused -> new ArrayList<>())
          .add(AlertJson.read(message.value()));
    } else {
      JsonNode event = MAPPER.readTree(message.value());
      cycles.computeIfAbsent(name, unused -> new ArrayList<>()).add(event.get("cycle").asInt());
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
