package dev.gctrace.streams.topology;

import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import dev.gctrace.streams.settings.StoreKind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;

/** The topology as a function of the settings. Every node, store and internal topic has a name. */
public final class GctraceTopology {

  /** Store of what is kept of each container, under its name. */
  public static final String CONTAINERS = "containers";

  /** Store of what is known of each container from outside its log, under its name. */
  public static final String MEMORY = "memory";

  static final String SUSPECTS = "suspects";
  static final String PIECES = "pieces";
  static final String READ_LOGS = "read-logs";
  static final String READ_MEMORY = "read-memory";
  static final String JUDGE = "judge";
  static final String EVENTS = "gc-events-out";
  static final String ALERTS = "oom-alerts-out";
  static final String DEAD_RECORDS = "dead-records-out";
  static final String DEAD_LETTERS = "dead-lines-out";

  private GctraceTopology() {}

  /** The topology, whose work nobody counts. */
  public static Topology of(Settings settings) {
    return of(settings, Counters.NONE);
  }

  /**
   * The topology.
   *
   * @param settings what it is told
   * @param counters told of what it does
   */
  public static Topology of(Settings settings, Counters counters) {
    Properties kafka = new Properties();
    kafka.putAll(KafkaSettings.streams(settings));
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(kafka)));
    String logs = settings.topics().logs();
    String memory = settings.topics().memory();
    int largest = KafkaSettings.largestRecord(settings.kafka());
    Serde<byte[]> bytes = Serdes.ByteArray();
    KStream<byte[], byte[]> lines =
        builder.stream(logs, Consumed.with(bytes, bytes).withName("pod-logs-in"))
            .process(() -> new LogReader(logs, largest, counters), Named.as(READ_LOGS));
    KStream<byte[], byte[]> memories =
        builder.stream(memory, Consumed.with(bytes, bytes).withName("pod-memory-in"))
            .process(() -> new MemoryReader(memory, largest, counters), Named.as(READ_MEMORY));
    Repartitioned<byte[], byte[]> byContainer =
        Repartitioned.<byte[], byte[]>as("by-container")
            .withKeySerde(bytes)
            .withValueSerde(bytes)
            .withStreamPartitioner(GctraceTopology::partition);
    if (settings.partitions().isPresent()) {
      byContainer = byContainer.withNumberOfPartitions(settings.partitions().getAsInt());
    }
    builder.addStateStore(ContainerStore.builder(supplier(CONTAINERS, settings.store()), counters));
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                supplier(MEMORY, settings.store()), Serdes.String(), Serdes.ByteArray())
            .withCachingEnabled());
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
                supplier(SUSPECTS, settings.store()), Serdes.String(), Serdes.ByteArray())
            .withCachingEnabled());
    lines
        .merge(memories, Named.as(PIECES))
        .repartition(byContainer)
        .process(
            () -> new Judge(settings, counters), Named.as(JUDGE), CONTAINERS, MEMORY, SUSPECTS);
    Topology topology = builder.build(kafka);
    Serializer<byte[]> out = new ByteArraySerializer();
    String dead = settings.topics().deadLetters();
    topology.addSink(DEAD_RECORDS, dead, out, out, READ_MEMORY, READ_LOGS);
    topology.addSink(EVENTS, settings.topics().events(), out, out, JUDGE);
    topology.addSink(ALERTS, settings.topics().alerts(), out, out, JUDGE);
    topology.addSink(DEAD_LETTERS, dead, out, out, JUDGE);
    return topology;
  }

  /** Pods that replace each other come to one place, where that is known. */
  private static Optional<Set<Integer>> partition(
      String topic, byte[] container, byte[] value, int partitions) {
    Workload workload = Workload.of(new String(container, StandardCharsets.UTF_8));
    return Optional.of(Set.of(workload.partition(partitions)));
  }

  private static KeyValueBytesStoreSupplier supplier(String name, StoreKind kind) {
    return kind == StoreKind.MEMORY
        ? Stores.inMemoryKeyValueStore(name)
        : Stores.persistentKeyValueStore(name);
  }
}
