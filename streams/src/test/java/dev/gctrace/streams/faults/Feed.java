package dev.gctrace.streams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the lines of the fleet without keys, scattered over the partitions and out of order. */
final class Feed implements AutoCloseable {

  private final String topic;
  private final int partitions;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Future<RecordMetadata>> sent = new ArrayList<>();
  private final Random random = new Random(7);
  private int partition;

  Feed(String broker, String topic, int partitions) {
    this.topic = topic;
    this.partitions = partitions;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", broker,
                "max.in.flight.requests.per.connection", 1,
                "max.request.size", 20_000_000,
                "delivery.timeout.ms", 600_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  /** All containers' lines of some cycles. */
  void cycles(int from, int to) throws Exception {
    for (int[] line : Fleet.round(from, to, random)) {
      send(Fleet.fluentBit(line[0], Fleet.line(line[0], line[1])));
    }
    acknowledged();
  }

  /** The same, every record twice. */
  void cyclesTwice(int from, int to) throws Exception {
    for (int[] line : Fleet.round(from, to, random)) {
      send(Fleet.fluentBit(line[0], Fleet.line(line[0], line[1])));
      send(Fleet.fluentBit(line[0], Fleet.line(line[0], line[1])));
    }
    acknowledged();
  }

  /** A record, to the next partition. */
  void send(byte[] value) {
    send(null, value);
  }

  /** A record under a key, to the next partition. */
  void send(byte[] key, byte[] value) {
    partition = (partition + 1) % partitions;
    sent.add(producer.send(new ProducerRecord<>(topic, partition, key, value)));
  }

  /** What is known of a container from outside its log. */
  void memory(String container, String json) throws Exception {
    byte[] key = container == null ? null : container.getBytes(UTF_8);
    producer.send(new ProducerRecord<>("pod-memory", key, json.getBytes(UTF_8))).get();
  }

  /** A record of a changelog. */
  void state(String changelog, int partition, byte[] key, byte[] value) throws Exception {
    producer.send(new ProducerRecord<>(changelog, partition, key, value)).get();
  }

  /** Every record has arrived: a producer tells of a loss only when it is asked. */
  private void acknowledged() throws Exception {
    producer.flush();
    for (Future<RecordMetadata> message : sent) {
      message.get();
    }
    sent.clear();
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
  }
}
