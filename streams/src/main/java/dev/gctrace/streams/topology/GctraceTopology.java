package dev.gctrace.streams.topology;

import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import dev.gctrace.streams.settings.StoreKind;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The topology as a function of the settings. Every node, store and internal topic has a name. */
public final class GctraceTopology {

  /** Store of what is known of each container from its lines, under its name. */
  public static final String CONTAINERS = "containers";

  static final String READ_LOGS = "read-logs";
  static final String JUDGE = "judge";
  static final String EVENTS = "gc-events-out";
  static final String ALERTS = "oom-alerts-out";
  static final String DEAD_LETTERS = "dead-letters-out";
  static final String DEAD_RECORDS = "dead-records-out";

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
    KStream<String, byte[]> pieces =
        builder.stream(
                settings.topics().logs(),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("pod-logs-in"))
            .process(() -> new LogReader(counters), Named.as(READ_LOGS));
    Repartitioned<String, byte[]> byContainer =
        Repartitioned.<String, byte[]>as("by-container")
            .withKeySerde(Serdes.String())
            .withValueSerde(Serdes.ByteArray());
    if (settings.partitions().isPresent()) {
      byContainer = byContainer.withNumberOfPartitions(settings.partitions().getAsInt());
    }
    builder.addStateStore(store(CONTAINERS, settings.store()));
    pieces
        .repartition(byContainer)
        .process(() -> new Judge(settings, counters), Named.as(JUDGE), CONTAINERS);
    Topology topology = builder.build(kafka);
    Serializer<String> key = new StringSerializer();
    Serializer<byte[]> value = new ByteArraySerializer();
    topology.addSink(EVENTS, settings.topics().events(), key, value, JUDGE);
    return topology;
  }

  private static StoreBuilder<KeyValueStore<String, byte[]>> store(String name, StoreKind kind) {
    KeyValueBytesStoreSupplier supplier =
        kind == StoreKind.MEMORY
            ? Stores.inMemoryKeyValueStore(name)
            : Stores.persistentKeyValueStore(name);
    return Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.ByteArray())
        .withCachingEnabled();
  }
}
