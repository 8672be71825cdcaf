package dev.gctrace.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gctrace.core.forecast.Severity;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadingTest {

  private static final String POD = "shop/orders-1/app";

  private final Driven driven = new Driven("gctrace.limit", "400Mi");

  @AfterEach
  void close() {
    driven.close();
  }

  private static String fluentBit(String pod, String log) {
    return ("{\"@timestamp\":1767607872.123,\"stream\":\"stderr\",\"_p\":\"F\",\"log\":\"%s\","
            + "\"kubernetes\":{\"pod_name\":\"%s\",\"namespace_name\":\"shop\","
            + "\"container_name\":\"app\"}}")
        .formatted(log.replace("\"", "\\\"").replace(">", "\\u003e"), pod);
  }

  @Test
  void aRecordWithoutAKeyTellsItsContainer() {
    driven.log(null, fluentBit("orders-1", Lines.gc(1, 0.1, 4, 2, 4)));
    List<JsonNode> events = driven.events();
    assertThat(events).hasSize(1);
    assertThat(events.get(0).get("container").asText()).isEqualTo(POD);
    assertThat(events.get(0).get("time").asText()).startsWith("2026-01-05T10:11:12.123");
  }

  @Test
  void aBatchOfManyPodsIsSplit() {
    driven.log(
        null,
        """
        {"streams":[
         {"stream":{"namespace":"shop","pod":"a","container":"app"},
          "values":[["1767607872123456789","%s"],["1767607873123456789","%s"]]},
         {"stream":{"namespace":"shop","pod":"b","container":"app"},
          "values":[["1767607872123456789","%s"]]}]}
        """
            .formatted(
                Lines.gc(1, 0.1, 4, 2, 4), Lines.gc(2, 0.9, 4, 2, 4), Lines.gc(1, 0.2, 4, 2, 4)));
    assertThat(driven.events().stream().map(e -> e.get("container").asText()).toList())
        .containsExactly("shop/a/app", "shop/a/app", "shop/b/app");
    driven.advance(Duration.ofSeconds(2));
    assertThat(driven.count("loki")).isEqualTo(3);
  }

  @Test
  void otherTextIsDroppedWithoutALetter() {
    driven.log(POD, "2026/11/21 07:10:46 listening on :8080");
    driven.log(POD, "{\"level\":\"info\",\"msg\":\"gcloud was here\"}");
    driven.log(POD, "");
    driven.log(POD.getBytes(UTF_8), null);
    driven.advance(Duration.ofSeconds(20));
    assertThat(driven.events()).isEmpty();
    assertThat(driven.dead()).isEmpty();
    assertThat(driven.containers().get(POD)).isNull();
    assertThat(driven.count("record")).isEqualTo(4);
  }

  @Test
  void aLineThatAnotherOneToreApartIsPutTogether() {
    driven.log(POD, Lines.gc(1, 0.1, 4, 2, 4));
    String line = Lines.gc(2, 0.9, 4, 2, 4);
    int cut = line.indexOf("+0/1.0");
    driven.log(POD, line.substring(0, cut) + "2026/11/21 07:10:46 listening on :8080");
    driven.log(POD, line.substring(cut));
    assertThat(driven.cycles()).containsExactly(1, 2);
    assertThat(driven.count("repaired")).isEqualTo(1);
  }

  @Test
  void aRestThatComesBeforeItsBeginFindsItByTheTime() {
    driven.log(POD, Lines.gc(1, 0.1, 4, 2, 4));
    String line = Lines.gc(2, 0.9, 4, 2, 4);
    int cut = line.indexOf(" MB goal");
    driven.log(POD, "2026-01-05T10:11:12.200000000Z stderr F " + line.substring(cut));
    driven.log(POD, "2026-01-05T10:11:12.100000000Z stderr P " + line.substring(0, cut));
    assertThat(driven.cycles()).containsExactly(1, 2);
  }

  @Test
  void theManyPiecesOfACutLineAreJoinedAsTheyWere() {
    driven.log(POD, Lines.gc(1, 0.1, 4, 2, 4));
    List<String> pieces =
        List.of(
            "gc ",
            "2",
            " @",
            "0.900",
            "s ",
            "1",
            "%: ",
            "0.10",
            "+",
            "2.0",
            "+",
            "0.10",
            " ms clock, ",
            "0.20",
            "+",
            "0",
            "/",
            "1.0",
            "/",
            "0",
            "+",
            "0.20",
            " ms cpu, ");
    String rest = "4->4->2 MB, 4 MB goal, 0 MB stacks, 0 MB globals, 2 P";
    int nanos = 100;
    for (String piece : pieces) {
      driven.log(POD, "2026-01-05T10:11:12.000000%03dZ stderr P %s".formatted(nanos++, piece));
    }
    driven.log(POD, "2026-01-05T10:11:12.000000%03dZ stderr P %s".formatted(nanos++, rest));
    driven.log(POD, "2026-01-05T10:11:12.000000%03dZ stderr F ".formatted(nanos));
    List<JsonNode> events = driven.events();
    assertThat(events).hasSize(2);
    assertThat(events.get(1).get("repaired").asBoolean()).isFalse();
  }

  @Test
  void aLineThatCannotBeReadIsADeadLetterAsItCame() {
    String broken = fluentBit("orders-1", "gc 15 @248.448s 0%: 0.061+280 ms cluck, 0.12");
    driven.log(null, broken);
    driven.advance(Duration.ofSeconds(11));
    List<TestRecord<byte[], byte[]>> dead = driven.dead();
    assertThat(dead).hasSize(1);
    assertThat(dead.get(0).key()).isNull();
    assertThat(new String(dead.get(0).value(), UTF_8)).isEqualTo(broken);
    assertThat(Driven.header(dead.get(0), DeadLetter.REASON)).isEqualTo("malformed-line");
    assertThat(Driven.header(dead.get(0), DeadLetter.MESSAGE)).startsWith("column 30: expected ");
    assertThat(Driven.header(dead.get(0), DeadLetter.TOPIC)).isEqualTo("pod-logs");
    assertThat(Driven.header(dead.get(0), DeadLetter.PARTITION)).isEqualTo("0");
    assertThat(Driven.header(dead.get(0), DeadLetter.OFFSET)).isEqualTo("0");
    assertThat(driven.count("malformed-line")).isEqualTo(1);
  }

  @Test
  void linesOfNobodyAreJudgedAsThoseOfAnUnknownContainer() {
    List<String> lines = Driven.sample("bulk-export-killed.log");
    driven.logs(null, lines);
    driven.advance(Duration.ofSeconds(11));
    assertThat(driven.events())
        .extracting(e -> e.get("container").asText())
        .containsOnly("unknown");
    assertThat(driven.alerts())
        .last()
        .satisfies(
            alert -> {
              assertThat(alert.container()).isEqualTo("unknown");
              assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
            });
    assertThat(driven.dead()).isEmpty();
    assertThat(driven.count("unnamed")).isEqualTo(2);
    driven.advance(Duration.ofHours(2));
    assertThat(driven.alerts()).isEmpty();
  }

  /** Several pods at once whose lines tell of nobody: their processes are told apart. */
  @Test
  void everyLineOfProgramsThatNobodyNamesIsJudgedOfItsProcess() {
    for (int cycle = 1; cycle <= 60; cycle++) {
      for (int pod = 0; pod < 4; pod++) {
        // Of 20, 60, 100 and 140 MiB live, begun 1.3 s apart, under a limit of 400 MiB.
        long live = 20L + 40L * pod;
        driven.log(null, Lines.gc(cycle, 10.0 * cycle + 1.3 * pod, 2 * live - 1, live, 2 * live));
      }
    }
    assertThat(driven.alerts()).isEmpty();
    List<JsonNode> events = driven.events();
    assertThat(events).hasSize(4 * 60);
    for (JsonNode event : events) {
      assertThat(event.get("liveMiB").asInt())
          .isEqualTo(20 + 40 * (event.get("process").asInt() - 1));
    }
    assertThat(driven.count("forgotten")).isZero();
  }

  @Test
  void memoryThatCannotBeReadIsADeadLetterAsItCame() {
    for (String json :
        List.of("{\"limitMiB\":\"lots\"}", "not json", "{\"schema\":7}", "[]", "{\"gogc\":-1}")) {
      driven.memory(POD, json);
      List<TestRecord<byte[], byte[]>> dead = driven.dead();
      assertThat(dead).as(json).hasSize(1);
      assertThat(new String(dead.get(0).value(), UTF_8)).isEqualTo(json);
      assertThat(Driven.header(dead.get(0), DeadLetter.REASON)).isEqualTo("unreadable-memory");
    }
  }

  @Test
  void poisonBetweenGoodLinesStopsNothing() {
    List<byte[]> poison =
        List.of(
            new byte[0],
            new byte[] {0, (byte) 0xff, (byte) 0xfe, 10, 0},
            "{\"log\":\"gc 15 @24".getBytes(UTF_8),
            "[".repeat(100_000).getBytes(UTF_8),
            "{\"a\":".repeat(50_000).getBytes(UTF_8),
            ("gc " + "9".repeat(100_000) + " @1.0s 0%: ").getBytes(UTF_8),
            "x".repeat(10 << 20).getBytes(UTF_8),
            ("y".repeat(5 << 20) + "gc 7 @").getBytes(UTF_8),
            "\u001b[31mgc 1 @0.1s\u0000".getBytes(UTF_8),
            new byte[] {0x0a, 0x7f, 0x7f, 0x7f},
            new byte[] {(byte) 0xdf, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff});
    int cycle = 1;
    for (byte[] bytes : poison) {
      driven.log(POD.getBytes(UTF_8), bytes);
      driven.log(null, bytes);
      driven.log(bytes.length > 1000 ? null : bytes, bytes);
      driven.logs(POD, Lines.calm(cycle, cycle));
      cycle++;
    }
    assertThat(driven.cycles()).hasSize(poison.size());
    assertThat(driven.count("failure")).isZero();
  }

  @Test
  void stateOfAnotherVersionIsRefusedInWords() {
    driven.logs(POD, Lines.calm(1, 2));
    byte[] state = driven.containers().get(POD);
    byte[] future = Arrays.copyOf(state, state.length);
    future[0] = 9;
    String other = "shop/orders-2/app";
    driven.containers().put(other, future);
    assertThatThrownBy(() -> driven.logs(other, Lines.calm(3, 3)))
        .hasStackTraceContaining(
            "the state of container " + other + " is of version 9, this program knows version 3");
  }
}
