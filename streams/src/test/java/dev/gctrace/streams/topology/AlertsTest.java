package dev.gctrace.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.Change;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertsTest {

  private static final String POD = "shop/orders-1/app";

  /** 150 MiB live at GOGC 100: the next goal is 300 MiB. */
  private static List<String> danger(int from, int to) {
    return Lines.keeping(150, from, to);
  }

  @Test
  void aKilledProgramIsForetoldOnceWithItsNumbers() {
    try (Driven driven = new Driven("gctrace.limit", "400Mi")) {
      // The log begins with cycle 14: those before it are waited for, a danger is told at once.
      driven.logs(POD, Driven.sample("bulk-export-killed.log"));
      assertThat(driven.events()).isEmpty();
      List<Alert> alerts = driven.alerts();
      assertThat(alerts).extracting(Alert::change).contains(Change.RAISED);
      Alert last = alerts.get(alerts.size() - 1);
      assertThat(last.severity()).isEqualTo(Severity.CRITICAL);
      assertThat(last.container()).isEqualTo(POD);
      assertThat(last.reason()).isEqualTo("next-goal-over-limit");
      // 260 MiB live at GOGC 100: the next goal is 260 + 260.
      assertThat(last.numbers().liveMiB()).hasValue(260);
      assertThat(last.numbers().nextGoalMiB().orElseThrow()).isBetween(519.0, 523.0);
      assertThat(last.numbers().limitMiB()).hasValue(400);
      assertThat(last.numbers().peakMiB().orElseThrow().high()).isGreaterThan(400);
      assertThat(last.numbers().secondsToLimit()).isPresent();
      assertThat(last.sentence()).contains("400 MiB limit");
      assertThat(last.advice()).contains("GOMEMLIMIT").contains("- name: ").doesNotContain("[no-");
      List<String> lines = Driven.sample("bulk-export-killed.log");
      assertThat(last.evidence()).endsWith(lines.get(lines.size() - 1));
      assertThat(last.id()).isEqualTo(alerts.get(0).id()).hasSize(16);
    }
  }

  @Test
  void theSameSeverityIsToldOnce() {
    try (Driven driven = new Driven("gctrace.limit", "300Mi", "gctrace.cooldown", "0s")) {
      driven.logs(POD, Lines.burst(1, 5));
      driven.logs(POD, danger(6, 30));
      assertThat(driven.alerts()).filteredOn(a -> a.change() == Change.RAISED).hasSize(1);
    }
  }

  @Test
  void aWarningThatBecomesCriticalIsToldAtOnceUnderTheSameId() {
    try (Driven driven = new Driven()) {
      driven.memory(POD, "{\"limitMiB\":340}");
      driven.logs(POD, danger(1, 10));
      List<Alert> warned = driven.alerts();
      assertThat(warned).extracting(Alert::severity).containsOnly(Severity.WARNING);

      driven.memory(POD, "{\"limitMiB\":280}");
      List<Alert> escalated = driven.alerts();
      assertThat(escalated).hasSize(1);
      assertThat(escalated.get(0).change()).isEqualTo(Change.ESCALATED);
      assertThat(escalated.get(0).severity()).isEqualTo(Severity.CRITICAL);
      assertThat(escalated.get(0).id()).isEqualTo(warned.get(0).id());
      assertThat(escalated.get(0).firstSeen()).isEqualTo(warned.get(0).firstSeen());
    }
  }

  @Test
  void anotherLimitJudgesTheContainerWithoutALine() {
    try (Driven driven = new Driven("gctrace.limit", "1Gi")) {
      driven.logs(POD, danger(1, 30));
      assertThat(driven.alerts()).isEmpty();
      driven.memory(POD, "{\"limitMiB\":280}");
      assertThat(driven.changes()).containsExactly("RAISED CRITICAL");
      driven.memory(POD, "{\"limitMiB\":2048}");
      assertThat(driven.changes()).containsExactly("RESOLVED OK");
    }
  }

  /**
   * A peak of 195 MiB at GOGC 100 takes 214 MiB of a container as a rule: near a limit of 225. One
   * that was seen to use 130 MiB does not write all that it allocates.
   */
  @Test
  void whatAContainerWasSeenToUseCounts() {
    try (Driven unseen = new Driven();
        Driven seen = new Driven()) {
      for (Driven driven : List.of(unseen, seen)) {
        driven.memory(POD, "{\"limitMiB\":225}");
        driven.logs(POD, Lines.keeping(100, 1, 10));
      }
      seen.memory(POD, "{\"limitMiB\":225,\"memoryMiB\":130}");
      unseen.logs(POD, Lines.keeping(100, 11, 11));
      seen.logs(POD, Lines.keeping(100, 11, 11));
      assertThat(peak(seen)).isLessThan(peak(unseen) - 20);
    }
  }

  @Test
  void whatWasSeenLongBeforeTheLastLineDoesNotCount() {
    try (Driven unseen = new Driven();
        Driven seen = new Driven()) {
      for (Driven driven : List.of(unseen, seen)) {
        driven.memory(POD, "{\"limitMiB\":225}");
        driven.logs(POD, Lines.keeping(100, 1, 10));
      }
      seen.memory(
          POD,
          "{\"limitMiB\":225,\"memoryMiB\":130,\"measuredAt\":\""
              + Driven.BEGIN.minusSeconds(61)
              + "\"}");
      unseen.logs(POD, Lines.keeping(100, 11, 11));
      seen.logs(POD, Lines.keeping(100, 11, 11));
      assertThat(peak(seen)).isEqualTo(peak(unseen));
    }
  }

  private static double peak(Driven driven) {
    List<JsonNode> events = driven.events();
    return events.get(events.size() - 1).get("peakMiB").asDouble();
  }

  @Test
  void whatIsForgottenOfAContainerLeavesItTheLimitForAll() {
    try (Driven driven = new Driven("gctrace.limit", "280Mi")) {
      driven.memory(POD, "{\"limitMiB\":2048}");
      driven.logs(POD, Lines.burst(1, 5));
      assertThat(driven.alerts()).isEmpty();
      driven.memory(POD, null);
      driven.logs(POD, Lines.burst(6, 9));
      assertThat(driven.alerts()).extracting(Alert::change).contains(Change.RAISED);
    }
  }

  @Test
  void aLimitHoldsForANamespaceOrAPattern() {
    try (Driven driven =
        new Driven(
            "gctrace.limit", "1Gi",
            "gctrace.limit.shop", "280Mi",
            "gctrace.limit.shop/big-*", "2Gi")) {
      driven.logs("shop/orders/app", Lines.burst(1, 5));
      driven.logs("shop/big-orders/app", Lines.burst(1, 5));
      driven.logs("bank/orders/app", Lines.burst(1, 5));
      assertThat(driven.events().stream().map(e -> e.get("limitMiB").asInt()).distinct())
          .containsExactly(280, 2048, 1024);
      assertThat(driven.alerts()).extracting(Alert::container).containsOnly("shop/orders/app");
    }
  }

  @Test
  void aFallIsToldWhenItHasLastedForTheCooldown() {
    try (Driven driven = new Driven("gctrace.limit", "280Mi", "gctrace.cooldown", "1m")) {
      driven.logs(POD, Lines.burst(1, 5));
      assertThat(driven.alerts()).last().extracting(Alert::severity).isEqualTo(Severity.CRITICAL);
      driven.logs(POD, Lines.relieved(150, 6, 10));
      assertThat(driven.changes()).isEmpty();
      driven.advance(Duration.ofSeconds(59));
      assertThat(driven.changes()).isEmpty();
      driven.advance(Duration.ofSeconds(2));
      assertThat(driven.changes()).containsExactly("EASED WARNING");
    }
  }

  @Test
  void aContainerThatIsCalmForLongIsResolved() {
    try (Driven driven = new Driven("gctrace.limit", "280Mi", "gctrace.cooldown", "1m")) {
      driven.logs(POD, Lines.burst(1, 5));
      String id = driven.alerts().get(0).id();
      driven.logs(POD, Lines.relieved(150, 6, 10));
      driven.advance(Duration.ofSeconds(61));
      driven.logs(POD, Lines.calm(11, 60));
      driven.advance(Duration.ofSeconds(61));
      List<Alert> alerts = driven.alerts();
      assertThat(alerts).extracting(Alert::change).containsExactly(Change.EASED, Change.RESOLVED);
      assertThat(alerts).extracting(Alert::id).containsOnly(id);
    }
  }

  @Test
  void aContainerThatGoesUpAndDownIsOneEpisodeAndARiseIsNeverKeptBack() {
    try (Driven driven = new Driven("gctrace.cooldown", "10m")) {
      driven.memory(POD, "{\"limitMiB\":2048}");
      driven.logs(POD, Lines.calm(1, 3));
      int cycle = 4;
      for (int round = 0; round < 5; round++) {
        // 1200 MiB live: the next goal is 2400 MiB.
        driven.log(POD, Lines.gc(cycle, 10.0 * cycle, 1250, 1200, 40));
        driven.logs(POD, Lines.relieved(1200, cycle + 1, cycle + 60));
        driven.advance(Duration.ofMinutes(1));
        cycle += 61;
      }
      List<Alert> alerts = driven.alerts();
      assertThat(alerts).extracting(Alert::change).doesNotContain(Change.RESOLVED, Change.EASED);
      assertThat(alerts).last().extracting(Alert::severity).isEqualTo(Severity.CRITICAL);
      assertThat(alerts).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void aContainerThatWasQuietForLongIsForgotten() {
    try (Driven driven = new Driven("gctrace.limit", "400Mi", "gctrace.forget", "1h")) {
      driven.logs(POD, Lines.calm(1, 5));
      assertThat(driven.count("containers OK")).isEqualTo(1);
      driven.advance(Duration.ofMinutes(6));
      driven.advance(Duration.ofMinutes(55));
      assertThat(driven.containers().get(POD)).isNull();
      assertThat(driven.count("containers OK")).isZero();
      assertThat(driven.changes()).containsExactly("SILENT OK", "RESOLVED OK");
    }
  }
}
