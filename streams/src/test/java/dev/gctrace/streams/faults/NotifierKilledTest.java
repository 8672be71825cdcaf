package dev.gctrace.streams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.streams.alert.AlertJson;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.clients.Await;
import dev.gctrace.streams.demo.SharedBroker;
import dev.gctrace.streams.notify.Alerts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
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

  @TempDir private Path folder;
  private HttpServer webhook;
  private final AtomicInteger requests = new AtomicInteger();

  /** The alerts that the webhook took. */
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  private final Map<String, List<String>> sent = new LinkedHashMap<>();
  private final Map<String, RecordMetadata> places = new HashMap<>();
  private int change;

  /**
   * What must not be told again.
   *
   * @param committed up to where the readers said that they had told it
   * @param count alerts that were told after they had said so
   */
  private record Done(Map<TopicPartition, Long> committed, int count) {}

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
  void noAlertIsLostNorOvertakenAndWhatWasCommittedIsNotToldAgain() throws Exception {
    JavaProcess one = notifier("one");
    JavaProcess two = notifier("two");
    JavaProcess three = null;
    try {
      Await.until(() -> members() == 2, () -> one.said() + two.said());
      produce(1);
      Await.until(
          () -> committed().values().stream().mapToLong(Long::longValue).sum() == CONTAINERS,
          () -> one.said() + two.said());
      produce(2);
      awaitTold(2 * CONTAINERS);
      Done atTheFirst = done();
      one.kill();
      produce(2);
      awaitAll();

      produce(2);
      awaitTold(5 * CONTAINERS + CONTAINERS / 2);
      Done atTheSecond = done();
      two.kill();
      produce(1);
      three = notifier("three");
      awaitAll();

      Map<String, List<String>> inOrder = new LinkedHashMap<>();
      for (String json : new LinkedHashSet<>(List.copyOf(told))) {
        inOrder.computeIfAbsent(container(json), unused -> new ArrayList<>()).add(json);
      }
      assertThat(inOrder).isEqualTo(sent);
      assertNotToldAgain(atTheFirst);
      assertNotToldAgain(atTheSecond);
      three.terminate();
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + one.said() + two.said(), e);
    } finally {
      one.kill();
      two.kill();
      if (three != null) {
        three.kill();
      }
    }
  }

  private void assertNotToldAgain(Done done) {
    List<String> all = List.copyOf(told);
    assertThat(all.subList(done.count(), all.size()))
        .map(places::get)
        .allMatch(
            place ->
                place.offset()
                    >= done.committed()
                        .getOrDefault(new TopicPartition(TOPIC, place.partition()), 0L));
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
      told.add(json);
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
          places.put(json, producer.send(new ProducerRecord<>(TOPIC, name, json)).get());
        }
      }
    }
  }

  private static String container(String json) {
    return AlertJson.read(json.getBytes(UTF_8)).container();
  }

  private void awaitTold(int count) throws Exception {
    Await.until(() -> told.size() >= count, () -> told.size() + " told");
  }

  private void awaitAll() throws Exception {
    Await.until(
        () -> new HashSet<>(List.copyOf(told)).containsAll(places.keySet()),
        () -> told.size() + " told of " + places.size());
  }

  private Done done() throws Exception {
    // In this order: what was committed was told before.
    Map<TopicPartition, Long> committed = committed();
    return new Done(committed, told.size());
  }

  private String group() {
    return "killed.webhook.127.0.0.1-" + webhook.getAddress().getPort();
  }

  private Map<TopicPartition, Long> committed() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
      Map<TopicPartition, Long> offsets = new HashMap<>();
      admin
          .listConsumerGroupOffsets(group())
          .partitionsToOffsetAndMetadata()
          .get()
          .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
      return offsets;
    }
  }

  /** Members that have partitions to read. */
  private long members() throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
      return admin
          .describeConsumerGroups(List.of(group()))
          .all()
          .get()
          .get(group())
          .members()
          .stream()
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
