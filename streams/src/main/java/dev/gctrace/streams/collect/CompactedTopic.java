package dev.gctrace.streams.collect;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what stands in a compacted topic. */
final class CompactedTopic {

  /** The header that says whose a record is: the namespace and the name of the lease. */
  static final String OWNER = "gctrace.collector";

  private static final Duration POLL = Duration.ofMillis(200);

  private CompactedTopic() {}

  /**
   * The last value by key of the records of an owner, up to the present end of the topic.
   *
   * @param kafka settings of a consumer
   */
  static Map<String, byte[]> read(String topic, String owner, Map<String, Object> kafka) {
    Map<String, Object> settings = new HashMap<>(kafka);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    Map<String, byte[]> standing = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
          take(message, owner, standing);
        }
      }
    }
    return standing;
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> message, String owner, Map<String, byte[]> standing) {
    if (message.key() == null) {
      return;
    }
    String key = new String(message.key(), StandardCharsets.UTF_8);
    Header header = message.headers().lastHeader(OWNER);
    boolean ours =
        header != null
            && header.value() != null
            && owner.equals(new String(header.value(), StandardCharsets.UTF_8));
    if (ours && message.value() != null) {
      standing.put(key, message.value());
    } else {
      standing.remove(key);
    }
  }
}
