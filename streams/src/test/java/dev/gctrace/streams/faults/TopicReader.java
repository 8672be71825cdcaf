package dev.gctrace.streams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what was committed to topics, each record once, over restarts of the broker. */
public final class TopicReader {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String broker;
  private final int partitions;
  private final Map<String, Consumer<ConsumerRecord<byte[], byte[]>>> takers = new HashMap<>();
  private final Map<TopicPartition, Long> positions = new HashMap<>();

  public TopicReader(String broker, int partitions) {
    this.broker = broker;
    this.partitions = partitions;
  }

  /** Reads a topic, too. */
  public TopicReader with(String topic, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
    takers.put(topic, taker);
    return this;
  }

  /** The key of a record. */
  public static String key(ConsumerRecord<byte[], byte[]> message) {
    return new String(message.key(), UTF_8);
  }

  /** Reads until it is so. */
  public void until(BooleanSupplier done, Supplier<String> story) {
    if (done.getAsBoolean()) {
      return;
    }
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    // One consumer for as long as it takes: on a slow machine a new one gets nowhere.
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_committed")) {
      List<TopicPartition> all = partitions();
      consumer.assign(all);
      all.forEach(at -> consumer.seek(at, positions.getOrDefault(at, 0L)));
      do {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("never came: " + story.get());
        }
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(100))) {
          takers.get(message.topic()).accept(message);
        }
        all.forEach(at -> positions.put(at, consumer.position(at)));
      } while (!done.getAsBoolean());
    }
  }

  /** Reads all that there is now, and what becomes of transactions that are open. */
  public void toTheEnd() {
    Map<TopicPartition, Long> ends;
    try (KafkaConsumer<byte[], byte[]> consumer = consumer("read_uncommitted")) {
      ends = consumer.endOffsets(partitions());
    }
    until(
        () ->
            ends.entrySet().stream()
                .allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue()),
        () -> positions + " of " + ends);
  }

  private KafkaConsumer<byte[], byte[]> consumer(String isolation) {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", broker,
            "isolation.level", isolation,
            "auto.offset.reset", "earliest"),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private List<TopicPartition> partitions() {
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : takers.keySet()) {
      for (int i = 0; i < partitions; i++) {
        all.add(new TopicPartition(topic, i));
      }
    }
    return all;
  }
}
