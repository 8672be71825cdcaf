package dev.gctrace.streams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.AlertJson;
import dev.gctrace.streams.settings.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a reader sees who reads only what was committed, by container and in order. */
final class Committed {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final String broker;
  private final Topics topics;
  private final int partitions;
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  /** The numbers of the collections that were told. */
  final Map<String, List<Integer>> cycles = new TreeMap<>();

  /** The alerts. */
  final Map<String, List<Alert>> alerts = new TreeMap<>();

  /** What cannot be read, as it is on the topic. */
  final List<ConsumerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();

  Committed(String broker, Topics topics, int partitions) {
    this.broker = broker;
    this.topics = topics;
    this.partitions = partitions;
  }

  /** Reads until every container has come that far. */
  void awaitCycle(int cycle) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (cycles.size() < Fleet.CONTAINERS
        || cycles.values().stream().anyMatch(seen -> seen.get(seen.size() - 1) < cycle)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no cycle " + cycle + " of all: " + cycles);
      }
      drain(Duration.ofMillis(300));
    }
  }

  /** Reads for a time. */
  void drain(Duration time) throws IOException {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", broker,
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          Stream.of(topics.events(), topics.alerts(), topics.deadLetters())
              .flatMap(
                  topic ->
                      IntStream.range(0, partitions).mapToObj(i -> new TopicPartition(topic, i)))
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

  /** The newest record of each key of a topic. */
  static Collection<ConsumerRecord<byte[], byte[]>> newest(String broker, String topic) {
    Map<String, ConsumerRecord<byte[], byte[]>> newest = new TreeMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
          newest.put(new String(message.key(), UTF_8), message);
        }
      }
    }
    return newest.values();
  }

  private void take(ConsumerRecord<byte[], byte[]> message) throws IOException {
    if (message.topic().equals(topics.deadLetters())) {
      deadLetters.add(message);
      return;
    }
    String name = new String(message.key(), UTF_8);
    if (message.topic().equals(topics.alerts())) {
      alerts
          .computeIfAbsent(name, unused -> new ArrayList<>())
          .add(AlertJson.read(message.value()));
    } else {
      cycles
          .computeIfAbsent(name, unused -> new ArrayList<>())
          .add(MAPPER.readTree(message.value()).get("cycle").asInt());
    }
  }
}
