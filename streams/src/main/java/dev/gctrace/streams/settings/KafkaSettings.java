package dev.gctrace.streams.settings;

import dev.gctrace.streams.topology.FailureHandler;
import dev.gctrace.streams.topology.RocksDbMemory;
import dev.gctrace.streams.topology.TooLargeHandler;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka's own settings, for each of its clients. What was given is never overruled. */
public final class KafkaSettings {

  /** Where brokers are looked for when nothing is told. */
  public static final String LOCAL_BROKER = "localhost:9092";

  /** What is kept in memory of state that has changed since the last commit: 64 MiB. */
  private static final String CACHE_BYTES = Long.toString(64 << 20);

  /**
   * A transaction that begins while the broker still ends the one before is told to come again;
   * with Kafka's own 100 ms an alert would wait for another commit interval.
   */
  private static final String RETRY_BACKOFF_MILLIS = "10";

  /** Room that is left beside a record that is sent on for what is said of it. */
  private static final int BESIDE_BYTES = 48_576;

  private KafkaSettings() {}

  /**
   * Bytes of the longest record that is sent on as it came: a million, unless producers and the
   * topics of the processor are told to take longer ones, or only shorter ones.
   *
   * @param kafka Kafka's own settings
   */
  public static int largestRecord(Map<String, ?> kafka) {
    String size = ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
    int request = number(kafka, StreamsConfig.producerPrefix(size), number(kafka, size, 1 << 20));
    String topic = StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    int most = Math.min(request, number(kafka, topic, request));
    return most - Math.min(BESIDE_BYTES, most / 4);
  }

  private static int number(Map<String, ?> kafka, String key, int otherwise) {
    Object value = kafka.get(key);
    return value == null
        ? otherwise
        : (Integer) ConfigDef.parseType(key, value, ConfigDef.Type.INT);
  }

  /** For {@link org.apache.kafka.streams.KafkaStreams}. */
  public static Map<String, Object> streams(Settings settings) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put(StreamsConfig.APPLICATION_ID_CONFIG, "gctrace");
    all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, LOCAL_BROKER);
    all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100");
    all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, "true");
    all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, CACHE_BYTES);
    all.put(
        StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, settings.topics().deadLetters());
    all.put(
        StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FailureHandler.class.getName());
    all.put(
        StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, TooLargeHandler.class.getName());
    all.put("processing.exception.handler.global.enabled", "true");
    if (settings.store() == StoreKind.ROCKSDB) {
      all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbMemory.class.getName());
    }
    all.put(
        StreamsConfig.producerPrefix(ProducerConfig.RETRY_BACKOFF_MS_CONFIG), RETRY_BACKOFF_MILLIS);
    all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    all.putAll(settings.kafka());
    return all;
  }

  /** For an {@link org.apache.kafka.clients.admin.Admin}. */
  public static Map<String, Object> admin(Settings settings) {
    return client(settings, AdminClientConfig.configNames(), StreamsConfig.ADMIN_CLIENT_PREFIX);
  }

  /** For a consumer; its group and its deserializers are left to the caller. */
  public static Map<String, Object> consumer(Settings settings) {
    return client(settings, ConsumerConfig.configNames(), StreamsConfig.CONSUMER_PREFIX);
  }

  /** For a producer; its serializers are left to the caller. */
  public static Map<String, Object> producer(Settings settings) {
    return client(settings, ProducerConfig.configNames(), StreamsConfig.PRODUCER_PREFIX);
  }

  private static Map<String, Object> client(Settings settings, Set<String> known, String prefix) {
    Map<String, Object> all = new HashMap<>();
    all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, LOCAL_BROKER);
    settings
        .kafka()
        .forEach(
            (key, value) -> {
              if (known.contains(key)) {
                all.put(key, value);
              }
            });
    settings
        .kafka()
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                all.put(key.substring(prefix.length()), value);
              }
            });
    return all;
  }
}
