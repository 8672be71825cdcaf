package dev.gctrace.streams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clocks say that are wrong. */
class ClocksTest {

  private static final String POD = "shop/orders-1/app";
  private static final Duration HOUR = Duration.ofHours(1);

  private final Driven driven = new Driven("gctrace.limit", "280Mi");

  @AfterEach
  void close() {
    driven.close();
  }

  /** As the container runtime writes it: with the time of the node, one line in ten seconds. */
  private void cri(Instant begin, List<String> lines) {
    for (int i = 0; i < lines.size(); i++) {
      driven.log(POD, begin.plusSeconds(10L * i) + " stderr F " + lines.get(i));
    }
  }

  private static String killed(Instant at) {
    return "{\"limitMiB\":280,\"ended\":{\"reason\":\"OOMKilled\",\"at\":\"" + at + "\"}}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:03Z", "2100-01-01T00:00:00Z"})
  void whatComesOfARecordWithAnImpossibleTimeHasThatOfTheProcessor(Instant told) {
    for (String line : Lines.burst(1, 5)) {
      driven.log(new TestRecord<>(POD.getBytes(UTF_8), line.getBytes(UTF_8), told));
    }
    byte[] broken = "gc 6 @9.9s 1%: bad".getBytes(UTF_8);
    driven.log(new TestRecord<>(POD.getBytes(UTF_8), broken, told));
    driven.advance(Duration.ofSeconds(11));
    assertThat(driven.eventTimes()).hasSize(5).containsOnly(Driven.BEGIN);
    assertThat(driven.dead()).extracting(TestRecord::getRecordTime).containsExactly(Driven.BEGIN);
    List<Alert> alerts = driven.alerts();
    assertThat(alerts).last().extracting(Alert::change).isEqualTo(Change.RAISED);
    assertThat(alerts.get(0).firstSeen()).isEqualTo(Driven.BEGIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:03Z", "2100-01-01T00:00:00Z"})
  void piecesOfLinesWithAnImpossibleTimeAreJoinedAndSentWithABelievedOne(Instant node) {
    String line = Lines.gc(2, 0.9, 4, 2, 4);
    cri(node, List.of(Lines.gc(1, 0.1, 4, 2, 4)));
    driven.log(POD, node + " stderr P " + line);
    driven.advance(Duration.ofSeconds(11));
    assertThat(driven.eventTimes())
        .hasSize(2)
        .allSatisfy(time -> assertThat(time).isBetween(Driven.BEGIN, Driven.BEGIN.plusSeconds(11)));
  }

  @Test
  void aKillIsToldThoughTheClockOfTheNodeIsAnHourBehind() {
    Instant node = Driven.BEGIN.minus(HOUR);
    cri(node, Lines.burst(1, 5));
    assertThat(driven.changes()).last().isEqualTo("RAISED CRITICAL");
    driven.memory(POD, killed(node.plusSeconds(45)));
    assertThat(driven.changes()).containsExactly("KILLED CRITICAL");
    driven.advance(HOUR);
    assertThat(driven.changes()).isEmpty();
  }

  @Test
  void anEndThatIsAnHourOldByTheClockOfItsLinesIsNoNews() {
    cri(Driven.BEGIN, Lines.calm(1, 5));
    driven.memory(POD, killed(Driven.BEGIN.minus(HOUR)));
    assertThat(driven.changes()).isEmpty();
  }

  @Test
  void aKillIsToldThoughTheClockOfTheNodeIsAnHourAhead() {
    Instant node = Driven.BEGIN.plus(HOUR);
    cri(node, Lines.burst(1, 5));
    driven.memory(POD, killed(node.plusSeconds(45)));
    assertThat(driven.changes()).last().isEqualTo("KILLED CRITICAL");
    // The next process, on the same node.
    cri(
        node.plusSeconds(60),
        List.of(
            Lines.gc(1, 0.5, 155, 150, 40),
            Lines.gc(2, 3.5, 299, 150, 300),
            Lines.gc(3, 6.5, 299, 150, 300)));
    assertThat(driven.changes()).first().asString().startsWith("RAISED");
  }

  /** A pod of a StatefulSet comes back under its name where the clock is an hour behind. */
  @Test
  void aContainerThatRunsAgainWhereTheClockIsBehindIsJudgedAfterAWhile() {
    cri(Driven.BEGIN, Lines.burst(1, 5));
    driven.memory(POD, killed(Driven.BEGIN.plusSeconds(45)));
    assertThat(driven.changes()).last().isEqualTo("KILLED CRITICAL");
    driven.advance(Duration.ofMinutes(16));
    cri(
        Driven.BEGIN.minus(HOUR),
        List.of(
            Lines.gc(1, 0.5, 155, 150, 40),
            Lines.gc(2, 3.5, 299, 150, 300),
            Lines.gc(3, 6.5, 299, 150, 300)));
    assertThat(driven.changes()).first().asString().startsWith("RAISED");
  }

  @Test
  void aRestartThatCollectsAtTheSameTimesIsAProcessOfItsOwn() {
    List<String> lines = Lines.calm(1, 5);
    cri(Driven.BEGIN, lines);
    cri(
        Driven.BEGIN.plusSeconds(600),
        lines.stream().map(line -> line.replace("0.10+2.0+", "0.10+2.1+")).toList());
    assertThat(driven.events().stream().map(e -> e.get("process") + ":" + e.get("cycle")).toList())
        .containsExactly("1:1", "1:2", "1:3", "1:4", "1:5", "2:1", "2:2", "2:3", "2:4", "2:5");
    assertThat(driven.count("duplicate")).isZero();
  }

  @Test
  void linesThatComeAgainWithTheirTimesAreNoRestart() {
    List<String> lines = Lines.calm(1, 5);
    cri(Driven.BEGIN, lines);
    cri(Driven.BEGIN, lines);
    assertThat(driven.cycles()).containsExactly(1, 2, 3, 4, 5);
    assertThat(driven.count("duplicate")).isEqualTo(5);
  }

  @Test
  void silenceGoesByTheClockOfTheProcessorAlone() {
    cri(Driven.BEGIN.plus(HOUR), Lines.calm(1, 5));
    driven.advance(Duration.ofMinutes(4));
    assertThat(driven.changes()).isEmpty();
    driven.advance(Duration.ofMinutes(2));
    assertThat(driven.changes()).containsExactly("SILENT OK");
  }
}
