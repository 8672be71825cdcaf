package dev.gctrace.streams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.AlertJson;
import dev.gctrace.streams.settings.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What a reader sees who reads only what was committed, by container and in order. */
final class Committed {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final TopicReader reader;

  /** The numbers of the collections that were told. */
  final Map<String, List<Integer>> cycles = new TreeMap<>();

  /** The alerts. */
  final Map<String, List<Alert>> alerts = new TreeMap<>();

  /** What cannot be read, as it is on the topic. */
  final List<ConsumerRecord<byte[], byte[]>> deadLetters = new ArrayList<>();

  Committed(String broker, Topics topics, int partitions) {
    reader =
        new TopicReader(broker, partitions)
            .with(topics.events(), this::event)
            .with(topics.alerts(), this::alert)
            .with(topics.deadLetters(), deadLetters::add);
  }

  /** Reads until every container has come that far. */
  void awaitCycle(int cycle) {
    reader.until(
        () ->
            cycles.size() == Fleet.CONTAINERS
                && cycles.values().stream().allMatch(seen -> seen.get(seen.size() - 1) >= cycle),
        () -> "cycle " + cycle + " of all: " + cycles);
  }

  /** Reads all that there is. */
  void toTheEnd() {
    reader.toTheEnd();
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

  private void alert(ConsumerRecord<byte[], byte[]> message) {
    alerts
        .computeIfAbsent(TopicReader.key(message), unused -> new ArrayList<>())
        .add(AlertJson.read(message.value()));
  }

  private void event(ConsumerRecord<byte[], byte[]> message) {
    try {
      cycles
          .computeIfAbsent(TopicReader.key(message), unused -> new ArrayList<>())
          .add(MAPPER.readTree(message.value()).get("cycle").asInt());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
