package dev.gctrace.streams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.streams.clients.Await;
import dev.gctrace.streams.command.GctraceStreams;
import dev.gctrace.streams.settings.Settings;
import dev.gctrace.streams.settings.SettingsSources;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two instances, of which one is killed with -9, under both protocols that Kafka has for the
 * members of a group. The other one holds copies of the state and reads next to nothing of it
 * again.
 */
class TakeOverTest {

  private static final int PARTITIONS = 4;
  private static final int CYCLES = 30;

  private static final String READ_BY_A_CONSUMER =
      "kafka_consumer_fetch_manager_records_consumed_total{";

  @TempDir private static Path folder;
  private static Broker broker;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    Files.createDirectory(folder.resolve("broker"));
    broker =
        Broker.start(
            folder.resolve("broker"),
            Map.of(
                "group.streams.session.timeout.ms", "6000",
                "group.streams.min.session.timeout.ms", "1000",
                "group.streams.heartbeat.interval.ms", "500",
                "group.streams.min.heartbeat.interval.ms", "100",
                "group.streams.initial.rebalance.delay.ms", "0",
                "group.streams.num.standby.replicas", "1"));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    broker.kill();
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "streams"})
  void oneOfTwoInstancesTakesOverFromACopyOfTheState(String protocol) throws Exception {
    Path config = config(protocol);
    Settings settings = Settings.of(SettingsSources.file(config));
    int status =
        GctraceStreams.commandLine()
            .execute("init-topics", "--config", config.toString(), "--partitions", "" + PARTITIONS);
    assertThat(status).isZero();
    JavaProcess one = run(config, "one");
    JavaProcess two = run(config, "two");
    Committed read = new Committed(broker.address(), settings.topics(), PARTITIONS);
    try (Feed feed = new Feed(broker.address(), settings.topics().logs(), PARTITIONS)) {
      awaitReady(one);
      awaitReady(two);
      awaitBothHaveWork(protocol);
      feed.cycles(1, 10);
      read.awaitCycle(8);
      feed.cycles(11, 20);
      read.awaitCycle(18);

      assertThat(metric(one, "gctrace_events_total")).isGreaterThan(CYCLES);
      assertThat(metric(two, "gctrace_events_total")).isGreaterThan(CYCLES);

      awaitCopies(protocol, List.of(one, two));
      one.kill();
      feed.cycles(21, 25);
      read.awaitCycle(23);
      feed.cycles(26, CYCLES);
      read.awaitCycle(CYCLES);

      List<Integer> all = IntStream.rangeClosed(1, CYCLES).boxed().toList();
      assertThat(read.cycles)
          .hasSize(Fleet.CONTAINERS)
          .allSatisfy((name, seen) -> assertThat(seen).isEqualTo(all));
      // Without a copy it would read 20 states of each of the containers that the other one had.
      assertThat(metric(two, "gctrace_restored_records_total"))
          .isLessThan(metric(two, "gctrace_events_total") / 4);
      assertThat(get(two, "/readyz")).isEqualTo("ok\n");
      two.terminate();
    } catch (AssertionError e) {
      throw new AssertionError(one.said() + two.said(), e);
    } finally {
      one.kill();
      two.kill();
    }
  }

  private static Path config(String protocol) throws IOException {
    return Files.writeString(
        folder.resolve(protocol + ".properties"),
        """
        bootstrap.servers=%1$s
        application.id=%2$s
        group.protocol=%2$s
        gctrace.topic.logs=%2$s-logs
        gctrace.topic.memory=%2$s-memory
        gctrace.topic.events=%2$s-events
        gctrace.topic.alerts=%2$s-alerts
        gctrace.topic.dead-letters=%2$s-dead
        gctrace.limit=280Mi
        gctrace.lateness=60s
        gctrace.http=127.0.0.1:0
        num.stream.threads=1
        # Every change of a state is a record of the changelog.
        statestore.cache.max.bytes=0
        consumer.session.timeout.ms=6000
        consumer.heartbeat.interval.ms=500
        replication.factor=1
        request.timeout.ms=60000
        default.api.timeout.ms=120000
        """
                .formatted(broker.address(), protocol)
            + (protocol.equals("classic") ? "num.standby.replicas=1\n" : ""));
  }

  private static JavaProcess run(Path config, String name) throws IOException {
    Path state = Files.createTempDirectory(folder, "state-" + name);
    return JavaProcess.start(
        state.resolve("log"),
        List.of(
            "dev.gctrace.streams.Main",
            "run",
            "--config",
            config.toString(),
            "--set",
            "state.dir=" + state));
  }

  private void awaitReady(JavaProcess instance) throws Exception {
    Await.until(() -> get(instance, "/readyz").equals("ok\n"), instance::said);
  }

  /** Each of them may be ready with nothing to do, while the other one still has all of it. */
  private static void awaitBothHaveWork(String protocol) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      Await.until(() -> countsOfTasks(admin, protocol).equals(List.of(true, true)), () -> protocol);
    }
  }

  /** Of each member, whether it has something to do. */
  private static List<Boolean> countsOfTasks(Admin admin, String protocol) throws Exception {
    List<String> group = List.of(protocol);
    return protocol.equals("classic")
        ? admin.describeConsumerGroups(group).all().get().get(protocol).members().stream()
            .map(member -> !member.assignment().topicPartitions().isEmpty())
            .toList()
        : admin.describeStreamsGroups(group).all().get().get(protocol).members().stream()
            .map(member -> !member.assignment().activeTasks().isEmpty())
            .toList();
  }

  /** All that stands in the changelog was read by those who hold the copies. */
  private void awaitCopies(String protocol, List<JavaProcess> instances) throws Exception {
    AtomicInteger written = new AtomicInteger();
    TopicReader changelog =
        new TopicReader(broker.address(), PARTITIONS)
            .with(protocol + "-containers-changelog", message -> written.incrementAndGet());
    Await.until(
        () -> {
          changelog.toTheEnd();
          double read = 0;
          for (JavaProcess instance : instances) {
            read +=
                get(instance, "/metrics")
                    .lines()
                    .filter(line -> line.startsWith(READ_BY_A_CONSUMER))
                    .filter(line -> line.contains("-restore-consumer\""))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                    .sum();
          }
          return written.get() > CYCLES && read >= written.get();
        },
        () -> written + " written");
  }

  private double metric(JavaProcess instance, String name) throws Exception {
    return get(instance, "/metrics")
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .sum();
  }

  private String get(JavaProcess instance, String path) throws Exception {
    return http.send(
            HttpRequest.newBuilder(URI.create("http://" + address(instance) + path)).build(),
            BodyHandlers.ofString(UTF_8))
        .body();
  }

  private static String address(JavaProcess instance) throws Exception {
    Pattern wanted = Pattern.compile("listens at (\\S+)\n");
    String[] address = new String[1];
    Await.until(
        () -> {
          Matcher found = wanted.matcher(instance.said());
          address[0] = found.find() ? found.group(1) : null;
          return address[0] != null;
        },
        instance::said);
    return address[0];
  }
}
