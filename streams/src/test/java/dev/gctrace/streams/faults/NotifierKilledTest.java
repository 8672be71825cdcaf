package dev.gctrace.streams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.streams.alert.AlertJson;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.demo.SharedBroker;
import dev.gctrace.streams.notify.Alerts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two notifiers that share the work, killed with -9 in the middle of it, one after the other, and a
 * webhook that fails now and then.
 */
class NotifierKilledTest {

  private static final String TOPIC = "killed-alerts";
  private static final int PARTITIONS = 4;
  private static final int CONTAINERS = 20;

  /** Offsets are committed when a reader has told alerts for this long. */
  private static final Duration TURN = Duration.ofSeconds(1);

  @TempDir private Path folder;
  private HttpServer webhook;
  private final AtomicInteger requests = new AtomicInteger();
  private final List<Told> told = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, List<String>> sent = new LinkedHashMap<>();
  private int change;

  /** An alert that the webhook took. */
  private record Told(String json, long nanos) {}

  @BeforeEach
  void start() throws Exception {
    SharedBroker.topic(TOPIC, PARTITIONS);
    webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    webhook.setExecutor(Executors.newFixedThreadPool(4));
    webhook.createContext("/", this::answer);
    webhook.start();
  }

  @AfterEach
  void stop() {
    webhook.stop(0);
  }

  @Test
  void noAlertIsLostNorOvertakenAndOnlyTheLastSecondIsToldAgain() throws Exception {
    JavaProcess one = notifier("one");
    JavaProcess two = notifier("two");
    JavaProcess three = null;
    try {
      awaitMembers(2);
      produce(2);
      awaitTold(CONTAINERS);
      long firstKill = System.nanoTime();
      one.kill();
      produce(2);
      awaitAll();

      produce(2);
      awaitTold(4 * CONTAINERS + CONTAINERS / 2);
      long secondKill = System.nanoTime();
      two.kill();
      produce(1);
      three = notifier("three");
      awaitAll();

      Map<String, List<String>> inOrder = new LinkedHashMap<>();
      Set<String> seen = new LinkedHashSet<>();
      List<Told> first = new ArrayList<>();
      for (Told taken : List.copyOf(told)) {
        if (seen.add(taken.json())) {
          first.add(taken);
          inOrder
              .computeIfAbsent(container(taken.json()), unused -> new ArrayList<>())
              .add(taken.json());
        }
      }
      assertThat(inOrder).isEqualTo(sent);
      for (Told again : List.copyOf(told)) {
        Told before =
            first.stream().filter(t -> t.json().equals(again.json())).findAny().orElseThrow();
        if (before.nanos() != again.nanos()) {
          assertThat(before.nanos())
              .as("told again, so first told just before a kill")
              .satisfiesAnyOf(
                  at -> assertThat(firstKill - at).isBetween(-TURN.toNanos(), 3 * TURN.toNanos()),
                  at -> assertThat(secondKill - at).isBetween(-TURN.toNanos(), 3 * TURN.toNanos()));
        }
      }
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + one.said() + two.said(), e);
    } finally {
      one.kill();
      two.kill();
      if (three != null) {
        assertThat(three.terminate()).isLessThan(10_000);
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String json = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    int number = requests.incrementAndGet();
    // Slow, so that a kill finds work under way.
    try {
      new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptedIOException();
    }
    if (number % 67 == 0) {
      exchange.close();
      return;
    }
    int status = number % 41 == 0 ? 500 : 200;
    if (status == 200) {
      told.add(new Told(json, System.nanoTime()));
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** Changes of every container. */
  private void produce(int rounds) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            SharedBroker.bootstrapServers(),
            "max.in.flight.requests.per.connection",
            1);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
      for (int round = 0; round < rounds; round++) {
        change++;
        for (int container = 0; container < CONTAINERS; container++) {
          String name = "shop/orders-" + container + "/app";
          String json =
              new String(
                  AlertJson.write(
                      Alerts.alert(
                          name,
                          change % 2 == 1 ? Change.RAISED : Change.ESCALATED,
                          Severity.CRITICAL,
                          "change " + change,
                          Alerts.SEEN.plusSeconds(change))),
                  UTF_8);
          sent.computeIfAbsent(name, unused -> new ArrayList<>()).add(json);
          producer.send(new ProducerRecord<>(TOPIC, name, json)).get();
        }
      }
    }
  }

  private static String container(String json) {
    return AlertJson.read(json.getBytes(UTF_8)).container();
  }

  private void awaitTold(int count) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (told.size() < count) {
      assertThat(System.nanoTime()).as(told.size() + " told").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private void awaitAll() {
    Set<String> missing = new LinkedHashSet<>();
    sent.values().forEach(missing::addAll);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    int read = 0;
    while (!missing.isEmpty()) {
      assertThat(System.nanoTime()).as(missing.size() + " are missing").isLessThan(end);
      while (read < told.size()) {
        missing.remove(told.get(read++).json());
      }
      Thread.onSpinWait();
    }
  }

  /** Both read two of the four partitions. */
  private void awaitMembers(int count) throws Exception {
    String group = "killed.webhook.127.0.0.1-" + webhook.getAddress().getPort();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
      while (members(admin, group) < count) {
        assertThat(System.nanoTime()).isLessThan(end);
      }
    }
  }

  private static long members(Admin admin, String group) throws Exception {
    try {
      return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
          .filter(member -> !member.assignment().topicPartitions().isEmpty())
          .count();
    } catch (ExecutionException e) {
      assertThat(e).hasCauseInstanceOf(GroupIdNotFoundException.class);
      return 0;
    }
  }

  private JavaProcess notifier(String name) throws IOException {
    return JavaProcess.start(
        folder.resolve(name),
        List.of(
            "dev.gctrace.streams.Main",
            "notify",
            "--bootstrap-server",
            SharedBroker.bootstrapServers(),
            "--webhook",
            "http://127.0.0.1:" + webhook.getAddress().getPort(),
            "--http",
            "off",
            "--set",
            "gctrace.notify.group=killed",
            "--set",
            "gctrace.topic.alerts=" + TOPIC,
            "--set",
            "session.timeout.ms=6000",
            "--set",
            "heartbeat.interval.ms=500"));
  }
}
