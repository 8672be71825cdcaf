package dev.gctrace.streams.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.streams.http.ProcessorMetrics;
import org.apache.kafka.streams.KafkaStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RunPagesTest {

  @ParameterizedTest
  @EnumSource
  void itIsReadyOnlyWhileItRuns(KafkaStreams.State state) {
    if (state == KafkaStreams.State.RUNNING) {
      assertThat(RunPages.delay(state)).isEmpty();
    } else {
      assertThat(RunPages.delay(state)).isEqualTo("not running yet: " + state);
    }
  }

  @ParameterizedTest
  @EnumSource
  void itIsStartedAgainOnlyWhenItHasEnded(KafkaStreams.State state) {
    switch (state) {
      case CREATED, REBALANCING, RUNNING, PENDING_SHUTDOWN, PENDING_ERROR ->
          assertThat(RunPages.illness(state)).isEmpty();
      case NOT_RUNNING, ERROR -> assertThat(RunPages.illness(state)).isEqualTo("ended: " + state);
    }
  }

  @Test
  void theContainersAreShownOnlyToWhomAsksForThem() {
    try (ProcessorMetrics metrics = new ProcessorMetrics()) {
      assertThat(RunPages.of(null, metrics, false))
          .containsOnlyKeys("/healthz", "/readyz", "/metrics");
      assertThat(RunPages.of(null, metrics, true)).containsKey("/containers");
    }
  }
}
