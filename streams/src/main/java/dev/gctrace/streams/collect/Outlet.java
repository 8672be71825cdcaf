package dev.gctrace.streams.collect;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The way into Kafka: nothing that was given to it is dropped while it is open. While the brokers
 * are away records wait in it, and whoever sends waits when it is full.
 *
 * <p>For use by any number of threads.
 */
final class Outlet implements AutoCloseable {

  private final KafkaProducer<byte[], byte[]> producer;
  private final byte[] owner;
  private final BooleanSupplier mayTell;
  private final Consumer<Exception> failed;
  private final AtomicLong waiting = new AtomicLong();
  private volatile long movedAt = System.nanoTime();

  /**
   * Opens it.
   *
   * @param kafka settings of a producer
   * @param owner whose records these are
   * @param mayTell whether this replica is the leader still
   * @param failed told when a record is refused for good
   */
  Outlet(
      Map<String, Object> kafka,
      String owner,
      BooleanSupplier mayTell,
      Consumer<Exception> failed) {
    this.owner = owner.getBytes(StandardCharsets.UTF_8);
    this.mayTell = mayTell;
    this.failed = failed;
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
    // With more, Kafka 4.3.1 can refuse the first records to a topic that was just made for ever.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.putAll(kafka);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends a record, once there is room for it.
   *
   * @param value null for a tombstone
   * @param acknowledged called by the producer's thread when the brokers have it
   * @throws IllegalStateException when this replica is not the leader any more, or it was closed
   */
  void send(String topic, String key, byte[] value, Instant time, Runnable acknowledged) {
    if (!mayTell.getAsBoolean()) {
      throw new IllegalStateException("not the leader any more");
    }
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            topic,
            null,
            Math.max(0, time.toEpochMilli()),
            key.getBytes(StandardCharsets.UTF_8),
            value);
    message.headers().add(CompactedTopic.OWNER, owner);
    if (waiting.getAndIncrement() == 0) {
      movedAt = System.nanoTime();
    }
    // What becomes of it is told to the callback.
    var unused =
        producer.send(
            message,
            (where, problem) -> {
              waiting.decrementAndGet();
              movedAt = System.nanoTime();
              if (problem == null) {
                acknowledged.run();
              } else {
                failed.accept(problem);
              }
            });
  }

  /** Waits until all that was sent was taken. */
  void flush() {
    producer.flush();
  }

  /** The same, but not for longer than that. */
  void flushFor(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (waiting.get() > 0 && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  /** For how long the brokers have taken nothing although something waits. */
  Duration stuck() {
    return waiting.get() == 0
        ? Duration.ZERO
        : Duration.ofNanos(Math.max(0, System.nanoTime() - movedAt));
  }

  /** Ends it, and gives what waits so long to be taken. */
  void close(Duration patience) {
    producer.close(patience);
  }

  /** Ends it at once: what waits is dropped. */
  @Override
  public void close() {
    try {
      close(Duration.ZERO);
    } catch (InterruptException e) {
      // Whoever gave the term up interrupted its thread, too; the producer has been told to end.
      Thread.currentThread().interrupt();
    }
  }
}
