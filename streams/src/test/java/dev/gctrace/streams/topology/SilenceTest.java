package dev.gctrace.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.Change;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SilenceTest {

  private static final String POD = "shop/orders-1/app";
  private static final String OLD = "shop/orders-7d4b9c6f5d-x2x7q/app";
  private static final String SAME_GENERATION = "shop/orders-7d4b9c6f5d-b9kzn/app";
  private static final String NEW = "shop/orders-5f6c8d9b7x-zq4wl/app";
  private static final String OTHER = "shop/payments-5f6c8d9b7x-zq4wl/app";

  private final Driven driven = new Driven("gctrace.limit", "280Mi", "gctrace.silence", "5m");

  @AfterEach
  void close() {
    driven.close();
  }

  @Test
  void silenceIsToldByTheWallClockAndEndsWithALine() {
    try (Driven four = new Driven("gctrace.limit", "400Mi", "gctrace.silence", "4m")) {
      four.logs(POD, Lines.calm(1, 5));
      four.advance(Duration.ofSeconds(239));
      assertThat(four.alerts()).isEmpty();
      four.advance(Duration.ofSeconds(2));
      List<Alert> silent = four.alerts();
      assertThat(silent).extracting(Alert::change).containsExactly(Change.SILENT);
      assertThat(silent.get(0).sentence()).startsWith("No line for 4 min");
      four.advance(Duration.ofMinutes(30));
      assertThat(four.alerts()).isEmpty();

      four.logs(POD, Lines.calm(6, 6));
      List<Alert> resolved = four.alerts();
      assertThat(resolved).extracting(Alert::change).containsExactly(Change.RESOLVED);
      assertThat(resolved.get(0).id()).isEqualTo(silent.get(0).id());
    }
  }

  /** Each minute a line of each; what they are silent for is longer than that. */
  private void aMinuteOf(int minute, String... containers) {
    for (String container : containers) {
      driven.log(container, Lines.gc(minute, 60.0 * minute, 39, 20, 40));
    }
    driven.advance(Duration.ofMinutes(1));
  }

  @Test
  void aRolloutIsNoNews() {
    aMinuteOf(1, OLD);
    // The pod of the new generation comes before the old one goes.
    aMinuteOf(2, OLD, NEW);
    for (int minute = 3; minute < 30; minute++) {
      aMinuteOf(minute, NEW);
    }
    assertThat(driven.alerts()).isEmpty();
  }

  @Test
  void aPodThatBeganAfterTheLastLineOfAnotherHasReplacedIt() {
    aMinuteOf(1, OLD);
    aMinuteOf(2, OLD);
    for (int minute = 3; minute < 30; minute++) {
      aMinuteOf(minute, SAME_GENERATION);
    }
    assertThat(driven.alerts()).isEmpty();
  }

  @Test
  void aPodOfTheSameGenerationThatRanBesideItHasNotReplacedIt() {
    aMinuteOf(1, OLD);
    aMinuteOf(2, OLD, SAME_GENERATION);
    for (int minute = 3; minute < 30; minute++) {
      aMinuteOf(minute, SAME_GENERATION);
    }
    List<Alert> alerts = driven.alerts();
    assertThat(alerts).extracting(Alert::change).containsExactly(Change.SILENT);
    assertThat(alerts.get(0).container()).isEqualTo(OLD);
  }

  @Test
  void aPodOfAnotherWorkloadReplacesNothing() {
    aMinuteOf(1, OLD);
    for (int minute = 2; minute < 30; minute++) {
      aMinuteOf(minute, OTHER);
    }
    assertThat(driven.changes()).containsExactly("SILENT OK");
  }

  @Test
  void aReplacedPodThatWasInDangerIsToldAndTakenBackLater() {
    driven.logs(OLD, Lines.burst(1, 5));
    assertThat(driven.changes()).last().isEqualTo("RAISED CRITICAL");
    driven.advance(Duration.ofMinutes(1));
    for (int minute = 1; minute < 5; minute++) {
      aMinuteOf(minute, NEW);
    }
    assertThat(driven.changes()).containsExactly("SILENT CRITICAL");
    for (int minute = 5; minute < 10; minute++) {
      aMinuteOf(minute, NEW);
    }
    assertThat(driven.changes()).containsExactly("RESOLVED OK");
    for (int minute = 10; minute < 60; minute++) {
      aMinuteOf(minute, NEW);
    }
    assertThat(driven.changes()).isEmpty();
  }

  @Test
  void aDangerousPodThatNobodyReplacedStaysTold() {
    driven.logs(OLD, Lines.burst(1, 5));
    driven.advance(Duration.ofMinutes(5));
    assertThat(driven.changes()).last().isEqualTo("SILENT CRITICAL");
    for (int minute = 0; minute < 60; minute++) {
      driven.advance(Duration.ofMinutes(1));
    }
    assertThat(driven.changes()).isEmpty();
  }

  @Test
  void aReplacedPodThatSpeaksAgainIsJudgedAgain() {
    aMinuteOf(1, OLD);
    for (int minute = 2; minute < 10; minute++) {
      aMinuteOf(minute, NEW);
    }
    assertThat(driven.changes()).isEmpty();
    driven.log(OLD, Lines.gc(2, 600, 155, 150, 40));
    driven.log(OLD, Lines.gc(3, 610, 299, 150, 300));
    assertThat(driven.alerts()).extracting(Alert::change).startsWith(Change.RAISED);
  }
}
