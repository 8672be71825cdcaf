package dev.gctrace.streams.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gctrace.kubernetes.fake.FakeCluster;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.AlertJson;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.memory.PodMemory;
import dev.gctrace.streams.memory.PodMemoryJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A cluster, two collectors, a broker and a processor as processes that are killed in the middle of
 * their work, and nothing else: no shipper. Every collection of every container is told once and in
 * order, and the one that the kernel killed is told with its post-mortem.
 */
class CollectFaultsTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int PARTITIONS = 4;
  private static final int PODS = 5;

  @TempDir private Path folder;
  private Broker broker;
  private FakeCluster cluster;
  private FakeFleet fleet;
  private TopicReader reader;
  private JavaProcess processor;
  private final Map<String, JavaProcess> collectors = new TreeMap<>();
  private final Map<String, List<Integer>> cycles = new TreeMap<>();
  private final Map<String, List<Alert>> alerts = new TreeMap<>();
  private final Map<String, List<Optional<PodMemory>>> memories = new TreeMap<>();

  @BeforeEach
  void start() throws Exception {
    Files.createDirectories(folder.resolve("broker"));
    broker = Broker.start(folder.resolve("broker"));
    cluster = new FakeCluster();
    fleet = new FakeFleet(cluster);
    Files.writeString(
        folder.resolve("gctrace.properties"),
        """
        bootstrap.servers=%s
        gctrace.collect.lease-duration=10s
        gctrace.collect.linger=2s
        gctrace.http=off
        gctrace.cooldown=1d
        gctrace.silence=1d
        num.stream.threads=1
        consumer.session.timeout.ms=6000
        consumer.heartbeat.interval.ms=500
        replication.factor=1
        request.timeout.ms=60000
        default.api.timeout.ms=120000
        """
            .formatted(broker.address()));
    JavaProcess init = gctrace("init", "init-topics", "--partitions", "" + PARTITIONS);
    assertThat(init.ended()).as(init.said()).isZero();
    reader =
        new TopicReader(broker.address(), PARTITIONS)
            .with("gc-events", this::event)
            .with("oom-alerts", this::alert)
            .with("pod-memory", this::memory);
  }

  @AfterEach
  void stop() throws InterruptedException {
    for (JavaProcess collector : collectors.values()) {
      collector.kill();
    }
    if (processor != null) {
      processor.kill();
    }
    cluster.close();
    broker.kill();
  }

  @Test
  void aSmallClusterNeedsNoOtherShipperThroughAllFaults() throws Exception {
    processor = gctrace("run", "run");
    for (int pod = 0; pod < PODS; pod++) {
      fleet.start(pod);
    }
    collect("one");
    print(1, 4);
    awaitCycle(4);
    reader.until(() -> memories.containsKey("shop/orders-0/app"), () -> memories + said());
    assertThat(last("shop/orders-0/app").orElseThrow().settings().limitBytes())
        .isEqualTo(OptionalLong.of(280L << 20));

    // The leader is killed with kill -9; the other one has the lease when its time is over.
    collect("two");
    awaitWord("two", "waits: shop/gctrace-collect is held by");
    print(5, 6);
    collectors.get("one").kill();
    print(7, 9);
    awaitCycle(9);
    awaitWord("two", "leads: holds shop/gctrace-collect");

    // Connections break, changes are forgotten (410), the API is too busy.
    fleet.cut();
    cluster.forgetChanges();
    cluster.failNext(6, 429, null);
    print(10, 12);
    cluster.failNext(3, 503, null);
    fleet.cut();
    awaitCycle(12);

    // The broker is killed with kill -9 while lines come, and started again.
    print(13, 14);
    broker.kill();
    print(15, 20);
    broker.start();
    print(21, 22);
    awaitCycle(22);

    // The kernel kills a program; it is started again.
    fleet.kill(1);
    reader.until(() -> changes("shop/orders-1/app").contains(Change.KILLED), () -> alerts + said());

    // All collectors are killed; a pod goes while nobody looks; lines come meanwhile.
    collectors.get("two").kill();
    cluster.delete("shop", FakeFleet.pod(2));
    for (int cycle = 23; cycle <= 26; cycle++) {
      fleet.print(0, cycle);
      fleet.print(3, cycle);
    }
    collect("one");
    reader.until(() -> last("shop/orders-2/app").isEmpty(), () -> memories + said());
    reader.until(() -> lastCycle(0) == 26 && lastCycle(3) == 26, () -> cycles + said());

    collectors.get("one").terminate();
    assertThat(cluster.leases().holder("shop", "gctrace-collect")).isEmpty();
    reader.toTheEnd();
    assertThat(cycles.get(Fleet.name(0))).isEqualTo(upTo(26));
    assertThat(cycles.get(Fleet.name(1))).isEqualTo(upTo(22));
    assertThat(cycles.get(Fleet.name(2))).isEqualTo(upTo(22));
    assertThat(cycles.get(Fleet.name(3))).isEqualTo(upTo(26));
    assertThat(cycles.get(Fleet.name(4))).isEqualTo(upTo(22));
    assertThat(changes(Fleet.name(1))).containsExactly(Change.RAISED, Change.KILLED);
    Alert killed = alerts.get(Fleet.name(1)).get(1);
    assertThat(killed.postMortem().orElseThrow().exitCode()).hasValue(137);
    assertThat(killed.evidence()).last().asString().startsWith("gc 22 @");
    // What stands is told once, an end once more, and that it is gone once.
    assertThat(memories.get(Fleet.name(0))).hasSize(1);
    assertThat(memories.get(Fleet.name(1))).hasSizeBetween(2, 3);
    assertThat(memories.get(Fleet.name(2))).hasSize(2);
  }

  private void collect(String name) throws IOException {
    collectors.put(
        name,
        gctrace(name, "collect", "--logs", "--kubeconfig", cluster.kubeconfig(folder).toString()));
  }

  private JavaProcess gctrace(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("dev.gctrace.streams.Main"));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "--config",
            folder.resolve("gctrace.properties").toString(),
            "--set",
            "state.dir=" + folder.resolve("state")));
    return JavaProcess.start(folder.resolve(name + ".log"), command);
  }

  private void print(int fromCycle, int toCycle) {
    for (int cycle = fromCycle; cycle <= toCycle; cycle++) {
      for (int pod = 0; pod < PODS; pod++) {
        fleet.print(pod, cycle);
      }
    }
  }

  private void awaitCycle(int cycle) {
    reader.until(
        () -> IntStream.range(0, PODS).allMatch(pod -> lastCycle(pod) >= cycle),
        () -> "cycle " + cycle + " of all: " + cycles + said());
  }

  private void awaitWord(String collector, String word) {
    reader.until(() -> saidBy(collector).contains(word), () -> word + said());
  }

  private int lastCycle(int pod) {
    List<Integer> seen = cycles.getOrDefault(Fleet.name(pod), List.of(0));
    return seen.get(seen.size() - 1);
  }

  private List<Change> changes(String name) {
    return alerts.getOrDefault(name, List.of()).stream().map(Alert::change).toList();
  }

  private Optional<PodMemory> last(String name) {
    List<Optional<PodMemory>> told = memories.get(name);
    return told.get(told.size() - 1);
  }

  private static List<Integer> upTo(int cycle) {
    return IntStream.rangeClosed(1, cycle).boxed().toList();
  }

  private String said() {
    return "\n" + saidBy("run") + "\n-- one\n" + saidBy("one") + "\n-- two\n" + saidBy("two");
  }

  private String saidBy(String process) {
    Path log = folder.resolve(process + ".log");
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void event(ConsumerRecord<byte[], byte[]> message) {
    try {
      cycles
          .computeIfAbsent(TopicReader.key(message), unused -> new ArrayList<>())
          .add(MAPPER.readTree(message.value()).get("cycle").asInt());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void alert(ConsumerRecord<byte[], byte[]> message) {
    alerts
        .computeIfAbsent(TopicReader.key(message), unused -> new ArrayList<>())
        .add(AlertJson.read(message.value()));
  }

  private void memory(ConsumerRecord<byte[], byte[]> message) {
    memories
        .computeIfAbsent(TopicReader.key(message), unused -> new ArrayList<>())
        .add(Optional.ofNullable(message.value()).map(PodMemoryJson::read));
  }
}
