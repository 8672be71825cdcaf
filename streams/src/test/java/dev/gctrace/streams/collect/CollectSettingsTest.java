package dev.gctrace.streams.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gctrace.streams.settings.Settings;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CollectSettingsTest {

  @Test
  void whatIsNotToldIsAsDocumented() {
    assertThat(CollectSettings.of(Map.of("gctrace.limit", "1Gi")))
        .isEqualTo(
            new CollectSettings(
                "gctrace-collect", Duration.ofSeconds(15), Duration.ofMinutes(1), 500));
  }

  @Test
  void whatIsToldCountsAndIsNoSettingOfTheProcessor() {
    Map<String, String> told =
        Map.of(
            "gctrace.collect.lease", "shop-pods",
            "gctrace.collect.lease-duration", "30s",
            "gctrace.collect.linger", "5s",
            "gctrace.collect.max-logs", "20");

    assertThat(CollectSettings.of(told))
        .isEqualTo(
            new CollectSettings("shop-pods", Duration.ofSeconds(30), Duration.ofSeconds(5), 20));
    assertThat(Settings.of(told)).isEqualTo(Settings.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "gctrace.collect.lease, Über, gctrace.collect.lease: 'Über' is not a name",
    "gctrace.collect.lease-duration, 1s, gctrace.collect.lease-duration is less than 2s",
    "gctrace.collect.lease-duration, 15, gctrace.collect.lease-duration: '15' is not a time",
    "gctrace.collect.linger, soon, gctrace.collect.linger: 'soon' is not a time",
    "gctrace.collect.max-logs, 0, gctrace.collect.max-logs: '0' is not a number of logs",
    "gctrace.collect.max-log, 1, there is no setting gctrace.collect.max-log"
  })
  void whatCannotBeReadIsNamed(String key, String value, String message) {
    assertThatThrownBy(() -> CollectSettings.of(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }
}
