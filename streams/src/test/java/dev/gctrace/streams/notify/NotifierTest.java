package dev.gctrace.streams.notify;

import static dev.gctrace.core.forecast.Severity.CRITICAL;
import static dev.gctrace.core.forecast.Severity.OK;
import static dev.gctrace.core.forecast.Severity.WARNING;
import static dev.gctrace.streams.notify.Alerts.alert;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.AlertJson;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.clients.Await;
import dev.gctrace.streams.demo.SharedBroker;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class NotifierTest {

  /** An answer that comes is never given up, however slow the machine is. */
  private static final Notifier.Patience PATIENT =
      new Notifier.Patience(Duration.ofMinutes(10), Duration.ofMillis(20), Duration.ofMillis(200));

  /** An answer that does not come is given up soon; one that comes may be, too. */
  private static final Notifier.Patience IMPATIENT =
      new Notifier.Patience(Duration.ofSeconds(1), Duration.ofMillis(20), Duration.ofMillis(200));

  private String topic;

  @BeforeEach
  void topicOfItsOwn(TestInfo test) throws Exception {
    topic = "alerts-" + test.getTestMethod().orElseThrow().getName();
    SharedBroker.topic(topic, 1);
  }

  @Test
  void noAlertIsLostNorOvertakenWhileTheReceiverIsDownOrFails() throws Exception {
    List<String> sent = six();
    try (FakeReceiver receiver =
            FakeReceiver.down(
                FakeReceiver.status(500),
                FakeReceiver.OK,
                FakeReceiver.tooMany("1"),
                FakeReceiver.status(404),
                FakeReceiver.OK,
                FakeReceiver.status(503));
        Notifier notifier = notifier("webhook", receiver.address() + "/hook?token=1")) {
      notifier.start();
      Await.until(() -> failures > 0, () -> "a failure");
      receiver.listen();

      List<FakeReceiver.Request> requests = new ArrayList<>();
      while (requests.size() < 10) {
        requests.add(receiver.next());
      }
      // Ten requests: the first alert twice, the second three times, the third twice.
      assertThat(requests)
          .map(request -> sent.indexOf(request.body()))
          .containsExactly(0, 0, 1, 1, 1, 2, 2, 3, 4, 5);
      assertThat(requests).allMatch(request -> request.path().equals("/hook?token=1"));
      assertThat(Duration.ofNanos(requests.get(3).nanos() - requests.get(2).nanos()))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void noAlertIsLostNorOvertakenWhileTheReceiverStalls() throws Exception {
    List<String> sent = six();
    try (FakeReceiver receiver =
            FakeReceiver.up(
                FakeReceiver.OK,
                FakeReceiver.STALLS,
                FakeReceiver.STALLS_IN_THE_BODY,
                FakeReceiver.OK,
                FakeReceiver.STALLS);
        Notifier notifier =
            notifier("webhook", receiver.address(), IMPATIENT, Duration.ofMinutes(1))) {
      notifier.start();
      // On a slow machine an answer may be given up that was under way, and its alert told again.
      Set<String> inOrder = new LinkedHashSet<>();
      int requests = 0;
      while (inOrder.size() < sent.size()) {
        inOrder.add(receiver.next().body());
        requests++;
      }
      assertThat(inOrder).containsExactlyElementsOf(sent);
      assertThat(requests).isGreaterThanOrEqualTo(9);
    }
  }

  /** Alerts of six containers, sent. */
  private List<String> six() {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      sent.add(json(alert("shop/orders-" + i + "/app", Change.RAISED, WARNING, "s" + i)));
    }
    sent.forEach(this::send);
    return sent;
  }

  @Test
  void whatWasNotTakenBeforeTheEndIsToldAfterTheNextStart() throws Exception {
    String first = json(alert("shop/a/app", Change.RAISED, WARNING, "first"));
    String second = json(alert("shop/b/app", Change.RAISED, WARNING, "second"));
    send(first);
    send(second);
    try (FakeReceiver receiver = FakeReceiver.up(FakeReceiver.OK, FakeReceiver.STALLS)) {
      Notifier stopped = notifier("webhook", receiver.address());
      stopped.start();
      assertThat(receiver.next().body()).isEqualTo(first);
      assertThat(receiver.next().body()).isEqualTo(second);
      // Gives up the request, which would stall for minutes, and commits what was taken.
      stopped.close();
      awaitCommitted("webhook", receiver.address(), 1);

      try (Notifier notifier = notifier("webhook", receiver.address())) {
        notifier.start();
        assertThat(receiver.nextTaken().body()).isEqualTo(second);
      }
      assertThat(receiver.hasMore()).isFalse();
    }
  }

  @Test
  void whatFiresIsKnownAgainAfterARestartAndRepeated() throws Exception {
    try (FakeReceiver receiver = FakeReceiver.up()) {
      send(json(alert("shop/a/app", Change.RAISED, WARNING, "a")));
      send(json(alert("shop/b/app", Change.RAISED, WARNING, "b")));
      send(json(alert("shop/a/app", Change.RESOLVED, OK, "a")));
      send(json(alert("shop/b/app", Change.ESCALATED, CRITICAL, "b")));
      try (Notifier notifier = notifier("alertmanager", receiver.address())) {
        notifier.start();
        // What fires may be repeated in between.
        JsonNode escalated = json(receiver.next());
        while (!escalated.findValuesAsText("severity").equals(List.of("warning", "critical"))) {
          escalated = json(receiver.next());
        }
        assertThat(escalated.get(0).path("endsAt").asText())
            .isLessThan(escalated.get(1).path("endsAt").asText());
        awaitCommitted("alertmanager", receiver.address(), 4);
      }
      while (receiver.hasMore()) {
        receiver.next();
      }
      try (Notifier notifier = notifier("alertmanager", receiver.address())) {
        notifier.start();
        for (int i = 0; i < 2; i++) {
          FakeReceiver.Request repeated = receiver.next();
          assertThat(repeated.path()).isEqualTo("/api/v2/alerts");
          assertThat(json(repeated).findValuesAsText("pod")).containsExactly("b");
          assertThat(json(repeated).findValuesAsText("severity")).containsExactly("critical");
        }
      }
    }
  }

  @Test
  void anAnswerThatIsCutIsNone() throws Exception {
    String sent = json(alert("shop/a/app", Change.RAISED, WARNING, "a"));
    send(sent);
    try (FakeReceiver receiver =
            FakeReceiver.up(FakeReceiver.CUTS, FakeReceiver.CUTS_IN_THE_BODY, FakeReceiver.OK);
        Notifier notifier = notifier("webhook", receiver.address())) {
      notifier.start();
      FakeReceiver.Request taken = receiver.nextTaken();
      assertThat(taken).isNotNull();
      assertThat(taken.body()).isEqualTo(sent);
      awaitCommitted("webhook", receiver.address(), 1);
      assertThat(receiver.hasMore()).isFalse();
    }
  }

  @Test
  void whatIsResolvedAlreadyIsNotFiredByBeingResolvedAgain() throws Exception {
    send(json(alert("shop/a/app", Change.RESOLVED, OK, "a")));
    send(json(alert("shop/a/app", Change.RESOLVED, OK, "a")));
    send(json(alert("shop/b/app", Change.RAISED, WARNING, "b")));
    try (FakeReceiver receiver = FakeReceiver.up();
        Notifier notifier = notifier("alertmanager", receiver.address())) {
      notifier.start();
      // The first request is the one that has something to tell.
      assertThat(json(receiver.next()).findValuesAsText("pod")).containsExactly("b");
    }
  }

  @Test
  void aReceiverThatIsDownDelaysNoOther() throws Exception {
    String sent = json(alert("shop/a/app", Change.RAISED, WARNING, "a"));
    send(sent);
    try (FakeReceiver up = FakeReceiver.up();
        FakeReceiver down = FakeReceiver.down();
        Notifier notifier = notifier("webhook", down.address() + "," + up.address())) {
      notifier.start();
      assertThat(up.next().body()).isEqualTo(sent);
      down.listen();
      assertThat(down.next().body()).isEqualTo(sent);
    }
  }

  @Test
  void whatIsNoAlertIsLeftOutAndWhatIsRefusedIsNotSentForEver() throws Exception {
    String refused = json(alert("shop/a/app", Change.RAISED, WARNING, "a"));
    String last = json(alert("shop/b/app", Change.RAISED, WARNING, "b"));
    send("{\"schema\":99}");
    send("\u0000\u0001");
    send(null);
    send(refused);
    send(last);
    try (FakeReceiver receiver = FakeReceiver.up(FakeReceiver.status(400));
        Notifier notifier = notifier("webhook", receiver.address())) {
      notifier.start();
      assertThat(receiver.next().body()).isEqualTo(refused);
      assertThat(receiver.next().body()).isEqualTo(last);
      awaitCommitted("webhook", receiver.address(), 5);
    }
  }

  @Test
  void alertsOfATransactionThatWasGivenUpAreNotTold() throws Exception {
    String kept = json(alert("shop/b/app", Change.RAISED, WARNING, "kept"));
    Map<String, Object> settings = new HashMap<>(producer());
    settings.put("transactional.id", "given-up");
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings)) {
      producer.initTransactions();
      producer.beginTransaction();
      Alert lost = alert("shop/a/app", Change.RAISED, WARNING, "given up");
      producer.send(new ProducerRecord<>(topic, "k", json(lost))).get();
      producer.abortTransaction();
      producer.beginTransaction();
      producer.send(new ProducerRecord<>(topic, "k", kept)).get();
      producer.commitTransaction();
    }
    try (FakeReceiver receiver = FakeReceiver.up();
        Notifier notifier = notifier("webhook", receiver.address())) {
      notifier.start();
      assertThat(receiver.next().body()).isEqualTo(kept);
    }
  }

  private volatile int failures;

  private Notifier notifier(String kind, String address) {
    return notifier(kind, address, PATIENT, Duration.ofSeconds(1));
  }

  private Notifier notifier(
      String kind, String address, Notifier.Patience patience, Duration resend) {
    NotifySettings settings =
        NotifySettings.of(
            Map.of(
                "gctrace.notify." + kind,
                address,
                "gctrace.notify.resend",
                resend.toSeconds() + "s",
                "gctrace.notify.group",
                topic));
    NotifyCounters counters =
        new NotifyCounters() {
          @Override
          public synchronized void failed(String receiver) {
            failures = failures + 1;
          }
        };
    return new Notifier(
        settings,
        topic,
        Map.of("bootstrap.servers", SharedBroker.bootstrapServers()),
        patience,
        counters);
  }

  private void awaitCommitted(String kind, String address, long offset) throws Exception {
    String group =
        topic + "." + kind + ".127.0.0.1-" + address.substring(address.lastIndexOf(':') + 1);
    TopicPartition partition = new TopicPartition(topic, 0);
    long[] committed = new long[1];
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", SharedBroker.bootstrapServers()))) {
      Await.until(
          () -> {
            OffsetAndMetadata now =
                admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .get(partition);
            committed[0] = now == null ? 0 : now.offset();
            return committed[0] >= offset;
          },
          () -> offset + " committed of " + group);
    }
    assertThat(committed[0]).isEqualTo(offset);
  }

  private void send(String value) {
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(producer())) {
      producer.send(new ProducerRecord<>(topic, "k", value)).get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Object> producer() {
    return Map.of(
        "bootstrap.servers",
        SharedBroker.bootstrapServers(),
        "max.in.flight.requests.per.connection",
        1,
        "key.serializer",
        StringSerializer.class,
        "value.serializer",
        StringSerializer.class);
  }

  private static String json(Alert alert) {
    return new String(AlertJson.write(alert), UTF_8);
  }

  private static JsonNode json(FakeReceiver.Request request) throws IOException {
    return new ObjectMapper().readTree(request.body());
  }
}
