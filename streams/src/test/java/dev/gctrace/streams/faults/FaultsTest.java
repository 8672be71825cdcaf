package dev.gctrace.streams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.forecast.Severity;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.settings.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The processor and the broker as processes that are killed in the middle of their work. A reader
 * of what was committed sees every collection of every container once and in order, and every alert
 * once.
 */
class FaultsTest {

  private static final int PARTITIONS = 4;

  /** What one partition can be ahead of another when a backlog is read. */
  private static final String LATENESS = "60s";

  private static final String TRUNCATED = "{\"log\":\"gc 15 @24";
  private static final String ENDLESS = "gc 1 @" + "9".repeat(100_000);

  /** 10 MB of lines that cannot be read: what a broker takes, key and all, is one dead letter. */
  private static final String FLOOD = ("gc 2 @" + "9".repeat(600) + "\n").repeat(17_000);

  private static final String NOT_JSON = "{\"limitMiB\":\"lots\"";

  @TempDir private Path folder;
  private Broker broker;
  private Feed feed;
  private Committed read;

  @BeforeEach
  void start() throws Exception {
    Files.createDirectories(folder.resolve("broker"));
    broker = Broker.start(folder.resolve("broker"));
    Files.writeString(
        folder.resolve("gctrace.properties"),
        """
        bootstrap.servers=%s
        gctrace.limit=280Mi
        gctrace.lateness=%s
        gctrace.cooldown=1d
        gctrace.silence=1d
        num.stream.threads=1
        consumer.session.timeout.ms=6000
        consumer.heartbeat.interval.ms=500
        consumer.max.partition.fetch.bytes=20000000
        replication.factor=1
        request.timeout.ms=60000
        default.api.timeout.ms=120000
        gctrace.http=off
        """
            .formatted(broker.address(), LATENESS));
    JavaProcess tooEarly = gctrace("early", "run");
    assertThat(tooEarly.ended()).isEqualTo(1);
    assertThat(tooEarly.said())
        .contains("missing topics: pod-logs, pod-memory, gc-events, oom-alerts");
    JavaProcess init = gctrace("init", "init-topics", "--partitions", "" + PARTITIONS);
    assertThat(init.ended()).as(init.said()).isZero();
    feed = new Feed(broker.address(), "pod-logs", PARTITIONS);
    read = new Committed(broker.address(), Topics.DEFAULT, PARTITIONS);
  }

  @AfterEach
  void stop() throws InterruptedException {
    feed.close();
    broker.kill();
  }

  @Test
  void everyCollectionAndEveryAlertIsThereOnceAndInOrderThroughAllFaults() throws Exception {
    JavaProcess processor = run("one");
    feed.cycles(1, 10);
    awaitCycle(8);

    // Every record twice, and the lines of a pod shuffled over four partitions, as everywhere here.
    feed.cyclesTwice(11, 15);

    // The processor is killed with kill -9 in mid-stream.
    feed.cycles(16, 20);
    processor.kill();
    feed.cycles(21, 22);
    processor = run("one");
    feed.cycles(23, 25);
    awaitCycle(23);

    // The broker is killed with kill -9 and started again.
    feed.cycles(26, 28);
    broker.kill();
    broker.start();
    feed.cycles(29, 32);
    awaitCycle(30);

    // Both.
    feed.cycles(33, 35);
    processor.kill();
    broker.kill();
    broker.start();
    processor = run("one");
    feed.cycles(36, 38);
    awaitCycle(36);

    // Two instances, of which one is killed.
    JavaProcess second = run("two");
    feed.cycles(39, 42);
    awaitCycle(40);
    feed.cycles(43, 44);
    processor.kill();
    feed.cycles(45, 48);
    awaitCycle(46);

    // The state on disk is lost.
    feed.cycles(49, 50);
    second.kill();
    delete(folder.resolve("state-two"));
    delete(folder.resolve("state-one"));
    second = run("two");

    // Poison between good lines, and a record of 10 MB.
    List<byte[]> poison = poison();
    for (int i = 0; i < poison.size(); i++) {
      feed.send(poison.get(i));
      feed.cycles(51 + i, 51 + i);
    }
    feed.send("shop/flood/app".getBytes(UTF_8), FLOOD.getBytes(UTF_8));
    feed.memory("shop/orders-0/app", NOT_JSON);
    feed.cycles(51 + poison.size(), Fleet.CYCLES);
    awaitCycle(Fleet.CYCLES);

    second.terminate();
    read.toTheEnd();
    List<Integer> all = IntStream.rangeClosed(1, Fleet.CYCLES).boxed().toList();
    for (int container = 0; container < Fleet.CONTAINERS; container++) {
      String name = Fleet.name(container);
      assertThat(read.cycles.get(name)).as(name).isEqualTo(all);
      assertThat(read.alerts.get(name))
          .as(name)
          .extracting(Alert::change)
          .startsWith(Change.RAISED);
      assertThat(read.alerts.get(name))
          .as(name)
          .last()
          .extracting(Alert::severity)
          .isEqualTo(Severity.CRITICAL);
      assertThat(read.alerts.get(name))
          .as(name)
          .extracting(alert -> alert.change() + " " + alert.severity())
          .doesNotHaveDuplicates();
      assertThat(read.alerts.get(name))
          .extracting(Alert::id)
          .containsOnly(read.alerts.get(name).get(0).id());
      assertThat(read.alerts.get(name).get(0).numbers().cycle().orElseThrow())
          .as(name)
          .isGreaterThanOrEqualTo(Fleet.dangerAt(container));
    }
    assertThat(read.cycles).hasSize(Fleet.CONTAINERS);
    assertThat(read.deadLetters)
        .as("what could be of the runtime and cannot be read, once each, as it came")
        .extracting(letter -> header(letter, "gctrace.reason") + " " + letter.value().length)
        .containsExactlyInAnyOrder(
            "malformed-line " + TRUNCATED.length(),
            "malformed-line " + ENDLESS.length(),
            "malformed-line 999986",
            "unreadable-memory " + NOT_JSON.length());
    assertThat(read.deadLetters)
        .extracting(letter -> new String(letter.value(), UTF_8))
        .containsExactlyInAnyOrder(TRUNCATED, ENDLESS, FLOOD.substring(0, 999_986), NOT_JSON);
    anUnknownVersionOfTheStateEndsTheProcessorWithOneLine();
  }

  private void anUnknownVersionOfTheStateEndsTheProcessorWithOneLine() throws Exception {
    String changelog = "gctrace-containers-changelog";
    for (ConsumerRecord<byte[], byte[]> state : Committed.newest(broker.address(), changelog)) {
      byte[] newer = state.value().clone();
      newer[0] = 99;
      feed.state(changelog, state.partition(), state.key(), newer);
    }
    JavaProcess processor = run("three");
    feed.cycles(Fleet.CYCLES + 1, Fleet.CYCLES + 1);
    assertThat(processor.ended()).as(processor.said()).isEqualTo(1);
    assertThat(processor.said().lines().filter(line -> line.contains(" ERROR ")))
        .singleElement()
        .asString()
        .contains("ends: the state of container ")
        .endsWith(
            "is of version 99, this program knows version 3: run the version that wrote it, or"
                + " begin anew under another application.id");
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String key) {
    return new String(letter.headers().lastHeader(key).value(), UTF_8);
  }

  private static List<byte[]> poison() {
    return List.of(
        new byte[0],
        new byte[] {0, (byte) 0xff, (byte) 0xfe},
        TRUNCATED.getBytes(UTF_8),
        "[".repeat(100_000).getBytes(UTF_8),
        ENDLESS.getBytes(UTF_8),
        ("x".repeat(10 << 20) + "gc 7 @").getBytes(UTF_8),
        new byte[] {0x0a, 0x7f, 0x7f});
  }

  private JavaProcess gctrace(String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("dev.gctrace.streams.Main"));
    command.addAll(List.of(arguments));
    command.addAll(
        List.of(
            "--config",
            folder.resolve("gctrace.properties").toString(),
            "--set",
            "state.dir=" + folder.resolve("state-" + name)));
    return JavaProcess.start(folder.resolve(name + ".log"), command);
  }

  private JavaProcess run(String name) throws IOException {
    return gctrace(name, "run");
  }

  private void awaitCycle(int cycle) throws IOException {
    try {
      read.awaitCycle(cycle);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + said(), e);
    }
  }

  private String said() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String name : List.of("one", "two")) {
      Path log = folder.resolve(name + ".log");
      all.append(Files.exists(log) ? Files.readString(log) : "");
    }
    return all.toString();
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
