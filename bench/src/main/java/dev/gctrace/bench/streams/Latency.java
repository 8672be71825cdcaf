package dev.gctrace.bench.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gctrace.bench.streams.Cluster.Message;
import dev.gctrace.streams.alert.AlertJson;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How long it takes from a line's arrival to an alert that a reader of what was committed has, at
 * the commit interval that the processor has by default, while other records come.
 */
final class Latency {

  private static final String LOGS = "pod-logs";
  private static final String ALERTS = "oom-alerts";

  private static final int CONTAINERS = 500;
  private static final int WARM_UP = 100;

  /** A container's danger shows every 40 ms, so at any point of the commit interval. */
  private static final Duration APART = Duration.ofMillis(41);

  /** Lines of programs' own between two of these: some 1,000 a second. */
  private static final int OTHERS = 40;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final Path folder;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();

  Latency(Cluster cluster, Path folder) {
    this.cluster = cluster;
    this.folder = folder;
  }

  void measure() throws ExecutionException, InterruptedException {
    Map<String, Long> sentAt = new HashMap<>();
    Map<String, Double> millis = new HashMap<>();
    try (Running running = Running.start(cluster, folder, "latency", LOGS, true);
        KafkaProducer<byte[], byte[]> producer = cluster.producer(0);
        KafkaConsumer<byte[], byte[]> reader = reader()) {
      for (int pod = 0; pod < CONTAINERS; pod++) {
        send(producer, FleetLog.fluentBit(pod, FleetLog.calm(1)));
      }
      producer.flush();
      while (running.events() < CONTAINERS) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
      long begin = System.nanoTime();
      for (int pod = 0; pod < CONTAINERS; pod++) {
        long due = begin + pod * APART.toNanos();
        while (System.nanoTime() < due) {
          take(reader, sentAt, millis, Duration.ofMillis(1));
        }
        sentAt.put(FleetLog.container(pod), System.nanoTime());
        send(producer, FleetLog.fluentBit(pod, FleetLog.danger(2)));
        for (int i = 0; i < OTHERS; i++) {
          send(producer, FleetLog.fluentBit(i, FleetLog.other(i)));
        }
      }
      for (Future<RecordMetadata> record : sent) {
        record.get();
      }
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (millis.size() < CONTAINERS && System.nanoTime() < end) {
        take(reader, sentAt, millis, Duration.ofMillis(5));
      }
    }
    print(millis);
  }

  private KafkaConsumer<byte[], byte[]> reader() {
    KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", cluster.bootstrapServers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    reader.assign(Cluster.partitions(ALERTS));
    return reader;
  }

  private void send(KafkaProducer<byte[], byte[]> producer, Message message) {
    sent.add(producer.send(new ProducerRecord<>(LOGS, message.key(), message.value())));
  }

  private static void take(
      KafkaConsumer<byte[], byte[]> reader,
      Map<String, Long> sentAt,
      Map<String, Double> millis,
      Duration time) {
    for (ConsumerRecord<byte[], byte[]> message : reader.poll(time)) {
      long now = System.nanoTime();
      String container = AlertJson.read(message.value()).container();
      millis.putIfAbsent(container, (now - sentAt.get(container)) / 1e6);
      if (!container.equals(new String(message.key(), UTF_8))) {
        throw new IllegalStateException("an alert of " + container + " under another key");
      }
    }
  }

  private static void print(Map<String, Double> millis) {
    // The first ones find a JVM that has not compiled what it runs.
    List<String> measured =
        millis.keySet().stream().filter(name -> number(name) >= WARM_UP).toList();
    double[] sorted = measured.stream().mapToDouble(millis::get).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "from a line to its alert     p50 %.0f ms, p90 %.0f ms, p99 %.0f ms, longest %.0f ms"
            + " (%d of %d alerts)%n",
        at(sorted, 0.5),
        at(sorted, 0.9),
        at(sorted, 0.99),
        at(sorted, 1),
        sorted.length,
        CONTAINERS - WARM_UP);
  }

  private static int number(String container) {
    return Integer.parseInt(container.replaceAll("\\D", ""));
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
