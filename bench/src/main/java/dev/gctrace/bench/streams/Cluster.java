package dev.gctrace.bench.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** One broker as a process of its own, and what is asked of it. */
final class Cluster implements AutoCloseable {

  static final int PARTITIONS = 4;

  /** What of the records sent is waited for at a time. */
  private static final int BATCH = 10_000;

  private final Process process;
  private final String bootstrapServers;
  private final Admin admin;

  private Cluster(Process process, String bootstrapServers) {
    this.process = process;
    this.bootstrapServers = bootstrapServers;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  static Cluster start(Path folder) throws IOException {
    Process process = Jvm.start(folder.resolve("broker.log"), 700, BrokerMain.class, "" + folder);
    String address =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
    if (address == null) {
      throw new IOException("the broker does not start; see " + folder.resolve("broker.log"));
    }
    return new Cluster(process, address);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** Time that the broker has worked. */
  Duration worked() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Makes topics, and waits until a first batch into them is not lost (KAFKA-15591). */
  void topics(String... names) throws ExecutionException, InterruptedException {
    List<NewTopic> topics = new ArrayList<>();
    for (String name : names) {
      topics.add(new NewTopic(name, PARTITIONS, (short) 1));
    }
    admin.createTopics(topics).all().get();
    Thread.sleep(Duration.ofSeconds(1).toMillis());
  }

  static List<TopicPartition> partitions(String topic) {
    return IntStream.range(0, PARTITIONS).mapToObj(i -> new TopicPartition(topic, i)).toList();
  }

  /** A record on its way. */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Message(byte[] key, byte[] value) {}

  /** A producer that waits so many milliseconds for a batch to fill. */
  KafkaProducer<byte[], byte[]> producer(int lingerMillis) {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "max.in.flight.requests.per.connection",
            1,
            "linger.ms",
            lingerMillis,
            "batch.size",
            128 << 10),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** Sends records, and waits until each has arrived. */
  void send(String topic, Iterable<Message> messages)
      throws ExecutionException, InterruptedException {
    try (KafkaProducer<byte[], byte[]> producer = producer(5)) {
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (Message message : messages) {
        sent.add(producer.send(new ProducerRecord<>(topic, message.key(), message.value())));
        if (sent.size() == BATCH) {
          for (Future<RecordMetadata> one : sent) {
            one.get();
          }
          sent.clear();
        }
      }
      for (Future<RecordMetadata> one : sent) {
        one.get();
      }
    }
  }

  /** Records of a topic up to which a group has committed. */
  long committed(String group, String topic) throws ExecutionException, InterruptedException {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .entrySet()
        .stream()
        .filter(at -> at.getKey().topic().equals(topic) && at.getValue() != null)
        .mapToLong(at -> at.getValue().offset())
        .sum();
  }

  /** Whether all that was written to a topic is committed. */
  boolean isSettled(String topic) throws ExecutionException, InterruptedException {
    return end(topic, IsolationLevel.READ_COMMITTED) == end(topic, IsolationLevel.READ_UNCOMMITTED);
  }

  /** Offsets at the end of a topic, of all partitions. */
  long end(String topic, IsolationLevel level) throws ExecutionException, InterruptedException {
    return admin
        .listOffsets(
            partitions(topic).stream()
                .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())),
            new ListOffsetsOptions(level))
        .all()
        .get()
        .values()
        .stream()
        .mapToLong(offset -> offset.offset())
        .sum();
  }

  /** Bytes of a topic on the broker's disk. */
  long bytes(String topic) throws ExecutionException, InterruptedException {
    return admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
        .flatMap(folders -> folders.values().stream())
        .flatMap(folder -> folder.replicaInfos().entrySet().stream())
        .filter(replica -> replica.getKey().topic().equals(topic))
        .mapToLong(replica -> replica.getValue().size())
        .sum();
  }

  @Override
  public void close() {
    admin.close();
    process.destroyForcibly();
  }
}
