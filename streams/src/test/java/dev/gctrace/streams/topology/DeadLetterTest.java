package dev.gctrace.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What cannot be read is a dead letter as it came: once, whole, and with what was beside it. */
class DeadLetterTest {

  private static final String POD = "shop/orders-1/app";
  private static final String BROKEN = "gc 15 @248.448s 0%: 0.061+280 ms cluck, 0.12";

  /** Longer than the lateness. */
  private static final Duration TOO_LONG = Duration.ofSeconds(11);

  private final Driven driven = new Driven("gctrace.limit", "400Mi");

  @AfterEach
  void close() {
    driven.close();
  }

  private static byte[] wrapped(int padding, String... lines) {
    StringBuilder json = new StringBuilder("{\"padding\":\"" + "p".repeat(padding) + "\"");
    json.append(",\"streams\":[");
    for (int i = 0; i < lines.length; i++) {
      json.append(i == 0 ? "" : ",")
          .append("{\"stream\":{\"namespace\":\"shop\",\"pod\":\"orders-")
          .append(i + 1)
          .append("\",\"container\":\"app\"},\"values\":[[\"1767607872123456789\",\"")
          .append(lines[i])
          .append("\"]]}");
    }
    return json.append("]}").toString().getBytes(UTF_8);
  }

  private List<byte[]> values() {
    return driven.dead().stream().map(TestRecord::value).toList();
  }

  @Test
  void whatStoodBesideTheRecordIsKept() {
    Instant written = Driven.BEGIN.minusSeconds(5);
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", "7".getBytes(UTF_8)).add("empty", null);
    driven.log(new TestRecord<>(POD.getBytes(UTF_8), BROKEN.getBytes(UTF_8), headers, written));
    driven.log(POD, Lines.gc(16, 250, 39, 20, 40));
    driven.advance(TOO_LONG);
    List<TestRecord<byte[], byte[]>> dead = driven.dead();
    assertThat(dead).hasSize(1);
    assertThat(dead.get(0).key()).isEqualTo(POD.getBytes(UTF_8));
    assertThat(dead.get(0).value()).isEqualTo(BROKEN.getBytes(UTF_8));
    assertThat(dead.get(0).getRecordTime()).isEqualTo(written);
    assertThat(Driven.header(dead.get(0), "trace")).isEqualTo("7");
    assertThat(dead.get(0).headers().lastHeader("empty").value()).isNull();
    assertThat(Driven.header(dead.get(0), DeadLetter.REASON)).isEqualTo("malformed-line");
  }

  @Test
  void aLongLineInALongRecordIsThereToItsLastByte() {
    String endless = "gc 1 @" + "9".repeat(900_000);
    driven.log(POD, endless);
    driven.advance(TOO_LONG);
    assertThat(values()).containsExactly(endless.getBytes(UTF_8));
    assertThat(driven.suspects()).isZero();
  }

  @Test
  void aRecordThatWaitsForItsRestIsThereWhole() {
    for (int padding : List.of(0, 600, 70_000, 900_000)) {
      byte[] message = wrapped(padding, BROKEN);
      driven.log(null, message);
      assertThat(driven.dead()).isEmpty();
      assertThat(driven.suspects()).isEqualTo(1);
      driven.advance(TOO_LONG);
      assertThat(values()).containsExactly(message);
      assertThat(driven.suspects()).isZero();
    }
  }

  @Test
  void aRecordLongerThanABrokerTakesIsCutAndSaysSo() {
    byte[] message = wrapped(10 << 20, BROKEN);
    driven.log(null, message);
    driven.advance(TOO_LONG);
    List<TestRecord<byte[], byte[]>> dead = driven.dead();
    assertThat(dead).hasSize(1);
    assertThat(dead.get(0).value()).hasSize(1_000_000);
    assertThat(Driven.header(dead.get(0), DeadLetter.LENGTH)).isEqualTo("" + message.length);
  }

  @Test
  void aBrokerThatTakesLongerOnesGetsThemWhole() {
    try (Driven wide =
        new Driven(
            "producer.max.request.size", "12000000", "topic.max.message.bytes", "12000000")) {
      byte[] message = wrapped(10 << 20, BROKEN);
      wide.log(null, message);
      wide.advance(TOO_LONG);
      assertThat(wide.dead()).extracting(TestRecord::value).containsExactly(message);
    }
  }

  @Test
  void aKeyThatLeavesNoRoomIsCutToo() {
    byte[] key = "k".repeat(900_000).getBytes(UTF_8);
    driven.log(key, ("gc 1 @" + "9".repeat(800_000)).getBytes(UTF_8));
    driven.advance(TOO_LONG);
    List<TestRecord<byte[], byte[]>> dead = driven.dead();
    assertThat(dead).hasSize(1);
    assertThat(dead.get(0).key()).hasSize(500_000);
    assertThat(dead.get(0).value()).hasSize(500_000);
    assertThat(Driven.header(dead.get(0), DeadLetter.LENGTH)).isEqualTo("800006");
  }

  @Test
  void aRecordWithManyLinesThatCannotBeReadIsOneLetter() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      lines.append(BROKEN).append('\n');
    }
    driven.log(POD, lines.toString());
    driven.advance(TOO_LONG);
    List<TestRecord<byte[], byte[]>> dead = driven.dead();
    assertThat(dead).extracting(TestRecord::value).containsOnly(lines.toString().getBytes(UTF_8));
    assertThat(dead).hasSizeLessThanOrEqualTo(4);
    assertThat(driven.count("malformed-line")).isEqualTo(dead.size());
    assertThat(driven.count("malformed")).isEqualTo(1000);
  }

  @Test
  void aRecordOfVeryManyContainersIsToldOnceAndAtOnce() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      lines.add(BROKEN);
    }
    byte[] message = wrapped(20_000, lines.toArray(String[]::new));
    driven.log(null, message);
    assertThat(values()).containsExactly(message);
    assertThat(driven.suspects()).isZero();
    driven.advance(TOO_LONG);
    assertThat(values()).isEmpty();
    assertThat(driven.count("malformed")).isEqualTo(300);
  }

  @Test
  void aLineThatIsRepairedLeavesNoLetter() {
    String line = Lines.gc(2, 0.9, 4, 2, 4);
    int cut = line.indexOf("+0/1.0");
    driven.log(POD, Lines.gc(1, 0.1, 4, 2, 4));
    driven.log(null, wrapped(5000, line.substring(0, cut) + "listening on :8080"));
    assertThat(driven.suspects()).isEqualTo(1);
    driven.log(null, wrapped(5000, line.substring(cut)));
    driven.advance(TOO_LONG);
    assertThat(driven.cycles()).containsExactly(1, 2);
    assertThat(values()).isEmpty();
    assertThat(driven.suspects()).isZero();
  }

  @Test
  void aFloodIsToldAsItComesAndTakesNoMoreRoom() {
    List<byte[]> sent = new ArrayList<>();
    for (int pod = 0; pod < 40; pod++) {
      byte[] message = ("gc " + (pod + 1) + " @" + "9".repeat(300_000)).getBytes(UTF_8);
      driven.log(("shop/orders-" + pod + "/app").getBytes(UTF_8), message);
      sent.add(message);
    }
    // 4 MiB is room for 13 records of 300,000 bytes; the others do not wait.
    assertThat(driven.suspects()).isEqualTo(13);
    List<byte[]> dead = new ArrayList<>(values());
    assertThat(dead).hasSize(27);
    driven.advance(TOO_LONG);
    dead.addAll(values());
    assertThat(dead).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(driven.suspects()).isZero();
  }

  @Test
  void whatWaitsOfAContainerThatIsForgottenIsToldBefore() {
    driven.logs(POD, Lines.calm(1, 2));
    driven.logs(POD, Lines.calm(4, 4));
    driven.log(POD, BROKEN);
    driven.memory(POD, null);
    assertThat(driven.cycles()).containsExactly(1, 2, 4);
    assertThat(values()).containsExactly(BROKEN.getBytes(UTF_8));
    assertThat(driven.containers().get(POD)).isNull();
    assertThat(driven.suspects()).isZero();
  }
}
