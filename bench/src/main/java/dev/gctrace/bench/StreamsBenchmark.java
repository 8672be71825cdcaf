package dev.gctrace.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import dev.gctrace.streams.topology.GctraceTopology;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * How fast the topology is, without a broker: in one thread of the driver that Kafka's tests use,
 * which has a cost of its own. A topology that passes every record on is measured beside it.
 *
 * <p>{@code java -cp 'bench/target/classes:bench/target/lib/*' dev.gctrace.bench.StreamsBenchmark}
 */
public final class StreamsBenchmark {

  private static final int ROUNDS = 5;
  private static final int RECORDS = 200_000;
  private static final int CONTAINERS = 200;
  private static final int MANY_CONTAINERS = 100_000;

  private StreamsBenchmark() {}

  /** Measures and prints. */
  public static void main(String[] args) {
    System.out.println("JDK " + Runtime.version() + ", medians of " + ROUNDS + " (min to max)");
    List<byte[]> mixed = mixed();
    print("passed on, 0.1 % gctrace", rates(passing(), mixed));
    print("judged, 0.1 % gctrace", rates(judging(), mixed));
    List<byte[]> gctrace = gctrace();
    print("passed on, all gctrace", rates(passing(), gctrace));
    print("judged, all gctrace", rates(judging(), gctrace));
    many();
  }

  private static Topology judging() {
    return GctraceTopology.of(settings());
  }

  private static Settings settings() {
    return Settings.of(Map.of("gctrace.store", "memory", "gctrace.limit", "400Mi"));
  }

  private static Topology passing() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("pod-logs", Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
        .to("gc-events", Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
    return builder.build();
  }

  private static List<Double> rates(Topology topology, List<byte[]> records) {
    List<Double> rates = new ArrayList<>();
    for (int round = -1; round < ROUNDS; round++) {
      try (TopologyTestDriver driver = driver(topology)) {
        TestInputTopic<byte[], byte[]> logs = logs(driver);
        long begin = System.nanoTime();
        for (byte[] record : records) {
          logs.pipeInput(record);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (round >= 0) {
          rates.add(records.size() / seconds);
        }
      }
    }
    Collections.sort(rates);
    return rates;
  }

  private static TopologyTestDriver driver(Topology topology) {
    Properties kafka = new Properties();
    kafka.putAll(KafkaSettings.streams(settings()));
    return new TopologyTestDriver(topology, kafka, Instant.parse("2026-01-05T10:00:00Z"));
  }

  private static TestInputTopic<byte[], byte[]> logs(TopologyTestDriver driver) {
    return driver.createInputTopic(
        "pod-logs", new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static void print(String what, List<Double> rates) {
    System.out.printf(
        Locale.ROOT,
        "%-28s %,9.0f records/s (%,.0f to %,.0f)%n",
        what,
        rates.get(rates.size() / 2),
        rates.get(0),
        rates.get(rates.size() - 1));
  }

  /** Records of Fluent Bit, of which one in a thousand holds a line of the runtime. */
  private static List<byte[]> mixed() {
    List<byte[]> records = new ArrayList<>(RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      String log =
          i % 1000 == 999
              ? line(1 + i / (1000 * CONTAINERS))
              : "2026/11/21 07:10:46 order " + i + " shipped to 10.0.0.7 in 17ms";
      records.add(fluentBit(i % 1000 == 999 ? i / 1000 % CONTAINERS : i % CONTAINERS, log));
    }
    return records;
  }

  private static List<byte[]> gctrace() {
    List<byte[]> records = new ArrayList<>(RECORDS);
    for (int i = 0; i < RECORDS; i++) {
      records.add(fluentBit(i % CONTAINERS, line(1 + i / CONTAINERS)));
    }
    return records;
  }

  private static String line(int cycle) {
    return String.format(
        Locale.ROOT,
        "gc %d @%.3fs 1%%: 0.10+2.0+0.10 ms clock, 0.20+0/1.0/0+0.20 ms cpu, 139->140->70 MB, "
            + "140 MB goal, 0 MB stacks, 0 MB globals, 2 P",
        cycle,
        10.0 * cycle);
  }

  private static byte[] fluentBit(int pod, String log) {
    return ("{\"@timestamp\":1767607872.123457,\"stream\":\"stderr\",\"_p\":\"F\",\"log\":\""
            + log
            + "\",\"kubernetes\":{\"pod_name\":\"orders-"
            + pod
            + "\",\"namespace_name\":\"shop\",\"pod_id\":\"0b6f1111-2222-3333-4444-555555555555\","
            + "\"labels\":{\"app\":\"orders\"},\"annotations\":{},\"host\":\"node-a\","
            + "\"pod_ip\":\"10.0.0.7\",\"container_name\":\"app\",\"docker_id\":\"3f4e1a2b3c4d\"}}")
        .getBytes(UTF_8);
  }

  /** What is kept of many containers, each after as many collections as a state grows with. */
  private static void many() {
    long before = used();
    try (TopologyTestDriver driver = driver(judging())) {
      TestInputTopic<byte[], byte[]> logs = logs(driver);
      for (int cycle = 1; cycle <= 3; cycle++) {
        for (int pod = 0; pod < MANY_CONTAINERS; pod++) {
          logs.pipeInput(fluentBit(pod, line(cycle)));
        }
        driver
            .createOutputTopic(
                "gc-events", Serdes.ByteArray().deserializer(), Serdes.ByteArray().deserializer())
            .readValuesToList();
      }
      long bytes = 0;
      KeyValueStore<String, byte[]> store = driver.getKeyValueStore(GctraceTopology.CONTAINERS);
      long begin = System.nanoTime();
      try (KeyValueIterator<String, byte[]> all = store.all()) {
        while (all.hasNext()) {
          KeyValue<String, byte[]> container = all.next();
          bytes += container.value.length;
        }
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%,d containers: %,d bytes of state each, %,d MiB of heap in memory, read in %.2f s%n",
          MANY_CONTAINERS,
          bytes / MANY_CONTAINERS,
          (used() - before) >> 20,
          seconds);
    }
    try (TopologyTestDriver driver = driver(judging())) {
      TestInputTopic<byte[], byte[]> logs = logs(driver);
      for (int cycle = 1; cycle <= 2000; cycle++) {
        logs.pipeInput(fluentBit(0, line(cycle)));
      }
      KeyValueStore<String, byte[]> store = driver.getKeyValueStore(GctraceTopology.CONTAINERS);
      System.out.printf(
          Locale.ROOT,
          "a container after 2,000 collections: %,d bytes of state%n",
          store.get("shop/orders-0/app").length);
    }
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
