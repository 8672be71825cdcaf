package dev.gctrace.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EndTest {

  private static final String POD = "shop/orders-1/app";

  private final Driven driven = new Driven("gctrace.limit", "280Mi");

  @AfterEach
  void close() {
    driven.close();
  }

  /** As the container runtime writes it: with its time. */
  private static String cri(Instant time, String line) {
    return time + " stderr F " + line;
  }

  private static String killed(Instant at) {
    return "{\"limitMiB\":280,\"ended\":{\"reason\":\"OOMKilled\",\"at\":\"" + at + "\"}}";
  }

  @Test
  void aKillIsToldWithWhatHadBeenForetold() {
    try (Driven driven = new Driven()) {
      driven.memory(POD, "{\"limitMiB\":280}");
      driven.logs(POD, Lines.burst(1, 5));
      List<Alert> before = driven.alerts();
      Instant seen = before.get(0).firstSeen();
      driven.memory(
          POD,
          "{\"limitMiB\":280,\"ended\":{\"reason\":\"OOMKilled\",\"exitCode\":137,\"at\":\""
              + seen.plusSeconds(30)
              + "\"}}");
      List<Alert> alerts = driven.alerts();
      assertThat(alerts).extracting(Alert::change).containsExactly(Change.KILLED);
      Alert killed = alerts.get(0);
      assertThat(killed.id()).isEqualTo(before.get(0).id());
      assertThat(killed.sentence()).startsWith("Was OOMKilled");
      assertThat(killed.postMortem().orElseThrow().exitCode()).hasValue(137);
      assertThat(killed.postMortem().orElseThrow().foretold()).isEqualTo("critical");
      assertThat(killed.postMortem().orElseThrow().secondsForetold()).hasValue(30);
      driven.advance(Duration.ofHours(1));
      assertThat(driven.alerts()).isEmpty();
    }
  }

  @Test
  void aKillIsToldOnceAndAnOldOneNotAtAll() {
    try (Driven driven = new Driven()) {
      String killed = "{\"limitMiB\":280,\"ended\":{\"reason\":\"OOMKilled\",\"at\":\"%s\"}}";
      driven.memory(POD, killed.formatted(Driven.BEGIN.minusSeconds(3600)));
      assertThat(driven.alerts()).isEmpty();
      driven.memory(POD, killed.formatted(Driven.BEGIN));
      driven.memory(POD, killed.formatted(Driven.BEGIN));
      assertThat(driven.changes()).containsExactly("KILLED CRITICAL");
    }
  }

  @Test
  void linesThatTheEndHasOvertakenBeginNoEpisode() {
    driven.memory(POD, killed(Driven.BEGIN.plusSeconds(60)));
    assertThat(driven.changes()).containsExactly("KILLED CRITICAL");
    List<String> lines = Lines.burst(1, 5);
    for (int i = 0; i < lines.size(); i++) {
      driven.log(POD, cri(Driven.BEGIN.plusSeconds(10L * i), lines.get(i)));
    }
    assertThat(driven.changes()).isEmpty();
    assertThat(driven.cycles()).containsExactly(1, 2, 3, 4, 5);
    driven.advance(Duration.ofHours(1));
    assertThat(driven.changes()).isEmpty();
  }

  @Test
  void theLastLinesOfAKilledProcessWithoutTimesBeginNoEpisodeEither() {
    driven.logs(POD, Lines.calm(1, 3));
    driven.memory(POD, killed(Driven.BEGIN));
    assertThat(driven.changes()).containsExactly("KILLED CRITICAL");
    driven.advance(Duration.ofSeconds(5));
    driven.log(POD, Lines.gc(4, 40, 155, 150, 40));
    driven.log(POD, Lines.gc(5, 50, 299, 150, 300));
    assertThat(driven.changes()).isEmpty();
  }

  @Test
  void theProcessAfterTheEndIsJudgedAtOnce() {
    driven.logs(POD, Lines.burst(1, 5));
    driven.memory(POD, killed(Driven.BEGIN));
    assertThat(driven.changes()).endsWith("KILLED CRITICAL");
    // The same program once more: its numbers begin again.
    driven.log(POD, Lines.gc(1, 0.5, 155, 150, 40));
    driven.log(POD, Lines.gc(2, 3.5, 299, 150, 300));
    driven.log(POD, Lines.gc(3, 6.5, 299, 150, 300));
    assertThat(driven.alerts()).extracting(Alert::change).startsWith(Change.RAISED);
  }

  @Test
  void anEndThatIsReportedAfterTheNextProcessBeganDoesNotQuietIt() {
    List<String> lines = Lines.calm(1, 3);
    for (int i = 0; i < lines.size(); i++) {
      driven.log(POD, cri(Driven.BEGIN.plusSeconds(60 + 10L * i), lines.get(i)));
    }
    driven.memory(POD, killed(Driven.BEGIN.plusSeconds(30)));
    assertThat(driven.changes()).containsExactly("KILLED CRITICAL");
    driven.log(POD, cri(Driven.BEGIN.plusSeconds(90), Lines.gc(4, 40, 155, 150, 40)));
    driven.log(POD, cri(Driven.BEGIN.plusSeconds(100), Lines.gc(5, 50, 299, 150, 300)));
    assertThat(driven.changes()).last().isEqualTo("RAISED CRITICAL");
  }

  @Test
  void aLineLongAfterTheEndShowsThatItRuns() {
    driven.logs(POD, Lines.calm(1, 3));
    driven.memory(POD, "{\"ended\":{\"reason\":\"Completed\",\"at\":\"" + Driven.BEGIN + "\"}}");
    driven.advance(Duration.ofSeconds(12));
    driven.log(POD, Lines.gc(4, 40, 155, 150, 40));
    driven.log(POD, Lines.gc(5, 50, 299, 150, 300));
    assertThat(driven.changes()).last().isEqualTo("RAISED CRITICAL");
  }
}
