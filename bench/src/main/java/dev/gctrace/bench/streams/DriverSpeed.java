package dev.gctrace.bench.streams;

import dev.gctrace.bench.streams.Cluster.Message;
import dev.gctrace.streams.settings.KafkaSettings;
import dev.gctrace.streams.settings.Settings;
import dev.gctrace.streams.topology.GctraceTopology;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/**
 * How many records a second the topology takes without a broker: in Kafka's test driver, which
 * commits after every record, one driver a CPU, as each thread of the processor has tasks of its
 * own. State is kept in RocksDB. The first round warms up.
 */
final class DriverSpeed {

  private static final int CONTAINERS = 200;
  private static final int RECORDS = 100_000;
  private static final int ROUNDS = 3;

  /** Events that are taken out of the driver at a time. */
  private static final int BATCH = 1_000;

  private final Path folder;

  DriverSpeed(Path folder) {
    this.folder = folder;
  }

  /**
   * One driver's turn.
   *
   * @param rate records a second
   * @param micros time that its thread worked for a record, in microseconds
   */
  private record Turn(double rate, double micros) {}

  void measure() throws ExecutionException, InterruptedException {
    int drivers = Runtime.getRuntime().availableProcessors();
    ExecutorService threads = Executors.newFixedThreadPool(drivers);
    List<Double> rates = new ArrayList<>();
    List<Double> micros = new ArrayList<>();
    for (int round = 0; round <= ROUNDS; round++) {
      List<Callable<Turn>> turns = new ArrayList<>();
      for (int driver = 0; driver < drivers; driver++) {
        String name = "driver-" + round + "-" + driver;
        turns.add(() -> turn(name));
      }
      double rate = 0;
      for (Future<Turn> turn : threads.invokeAll(turns)) {
        rate += turn.get().rate();
        if (round > 0) {
          micros.add(turn.get().micros());
        }
      }
      if (round > 0) {
        rates.add(rate);
      }
    }
    threads.shutdown();
    rates.sort(null);
    micros.sort(null);
    System.out.printf(
        Locale.ROOT,
        "%-28s %,9.0f records/s (%,.0f to %,.0f), %.1f us of CPU each%n",
        "in " + drivers + " drivers, all gctrace",
        rates.get(ROUNDS / 2),
        rates.get(0),
        rates.get(ROUNDS - 1),
        micros.get(micros.size() / 2));
  }

  private Turn turn(String name) {
    Settings settings = Settings.of(Map.of("gctrace.limit", "280Mi"));
    Properties kafka = new Properties();
    kafka.putAll(KafkaSettings.streams(settings));
    kafka.put("state.dir", folder.resolve(name).toString());
    kafka.put("application.id", name);
    Instant now = Instant.parse("2026-01-05T10:00:00Z");
    try (TopologyTestDriver driver =
        new TopologyTestDriver(GctraceTopology.of(settings), kafka, now)) {
      TestInputTopic<byte[], byte[]> logs =
          driver.createInputTopic("pod-logs", new ByteArraySerializer(), new ByteArraySerializer());
      TestOutputTopic<byte[], byte[]> events = out(driver, "gc-events");
      TestOutputTopic<byte[], byte[]> states = out(driver, name + "-containers-changelog");
      long judged = 0;
      long nanos = 0;
      long cpu = 0;
      for (int from = 0; from < RECORDS; from += BATCH) {
        List<Message> messages = new ArrayList<>();
        for (int i = from; i < from + BATCH; i++) {
          messages.add(FleetLog.fluentBit(i % CONTAINERS, FleetLog.calm(1 + i / CONTAINERS)));
        }
        long began = System.nanoTime();
        long worked = worked();
        for (Message message : messages) {
          logs.pipeInput(message.key(), message.value(), now);
        }
        judged += events.readRecordsToList().size();
        states.readRecordsToList();
        nanos += System.nanoTime() - began;
        cpu += worked() - worked;
      }
      if (judged != RECORDS) {
        throw new IllegalStateException(judged + " events of " + RECORDS + " records");
      }
      return new Turn(RECORDS / (nanos / 1e9), cpu / 1e3 / RECORDS);
    }
  }

  private static TestOutputTopic<byte[], byte[]> out(TopologyTestDriver driver, String topic) {
    return driver.createOutputTopic(
        topic, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static long worked() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
