package dev.gctrace.streams.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {

  @Test
  void rocksDbIsBoundedUnlessSomebodyElseSaysHow() {
    String key = "rocksdb.config.setter";
    assertThat(KafkaSettings.streams(Settings.DEFAULT))
        .containsEntry(key, "dev.gctrace.streams.topology.RocksDbMemory");
    assertThat(KafkaSettings.streams(Settings.of(Map.of(key, "example.Setter"))))
        .containsEntry(key, "example.Setter");
    assertThat(KafkaSettings.streams(Settings.of(Map.of("gctrace.store", "memory"))))
        .doesNotContainKey(key);
  }

  @Test
  void whatIsNotToldIsAsTheDesignHasIt() {
    assertThat(Settings.of(Map.of())).isEqualTo(Settings.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource({
    "gctrace.lateness, 10, gctrace.lateness: '10' is not a time; write 500ms",
    "gctrace.limit, lots, gctrace.limit: 'lots' is not a size; write 400Mi",
    "gctrace.limit, 400, gctrace.limit: '400' is less than 1 MiB",
    "gctrace.limit.shop, 1x, gctrace.limit.shop: '1x' is not a size",
    "gctrace.store, disk, gctrace.store: 'disk' is no store; write rocksdb or memory",
    "gctrace.partitions, 0, gctrace.partitions: '0' is not a number of partitions",
    "gctrace.latenes, 1s, there is no setting gctrace.latenes"
  })
  void whatCannotBeReadIsNamed(String key, String value, String message) {
    assertThatThrownBy(() -> Settings.of(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource({
    "400Mi, 419430400",
    "400MiB, 419430400",
    "1G, 1000000000",
    "1.5Gi, 1610612736",
    "512M, 512000000",
    "2097152, 2097152"
  })
  void sizesAreReadAsKubernetesAndGoWriteThem(String text, long bytes) {
    assertThat(Quantities.bytes(text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @CsvSource({"500ms, 500", "10s, 10000", "5m, 300000", "24h, 86400000", "7d, 604800000"})
  void timesAreReadWithTheirUnit(String text, long millis) {
    assertThat(Quantities.duration(text)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void theMostTellingPatternCounts() {
    Settings settings =
        Settings.of(
            Map.of(
                "gctrace.limit", "1Gi",
                "gctrace.limit.shop", "200Mi",
                "gctrace.limit.shop/orders-*", "300Mi",
                "gctrace.limit.shop/orders-*/app", "400Mi",
                "gctrace.limit.*/*/istio-proxy", "100Mi"));
    assertThat(settings.limits().of("shop/orders-1/app")).hasValue(400L << 20);
    assertThat(settings.limits().of("shop/orders-1/side")).hasValue(300L << 20);
    assertThat(settings.limits().of("shop/other/app")).hasValue(200L << 20);
    assertThat(settings.limits().of("shopping/other/app")).hasValue(1L << 30);
    assertThat(settings.limits().of("bank/other/istio-proxy")).hasValue(100L << 20);
  }

  @Test
  void everySettingOfKafkaIsHandedOnAndCounts() {
    Settings settings =
        Settings.of(
            Map.of(
                "bootstrap.servers", "kafka:9093",
                "security.protocol", "SASL_SSL",
                "sasl.jaas.config", "x",
                "num.standby.replicas", "1",
                "commit.interval.ms", "500",
                "group.protocol", "streams"));
    assertThat(KafkaSettings.streams(settings))
        .containsEntry("security.protocol", "SASL_SSL")
        .containsEntry("num.standby.replicas", "1")
        .containsEntry("commit.interval.ms", "500")
        .containsEntry("group.protocol", "streams")
        .containsEntry("processing.guarantee", "exactly_once_v2");
    assertThat(KafkaSettings.admin(settings))
        .containsEntry("bootstrap.servers", "kafka:9093")
        .containsEntry("sasl.jaas.config", "x")
        .doesNotContainKey("num.standby.replicas");
  }

  @Test
  void theEnvironmentTellsSettings() {
    assertThat(
            SettingsSources.environment(
                Map.of(
                    "GCTRACE_LIMIT", "400Mi",
                    "GCTRACE_TOPIC_DEAD__LETTERS", "dead",
                    "GCTRACE_JAVA_OPTS", "-Xmx1g",
                    "KAFKA_BOOTSTRAP_SERVERS", "kafka:9093",
                    "PATH", "/bin")))
        .containsOnly(
            Map.entry("gctrace.limit", "400Mi"),
            Map.entry("gctrace.topic.dead-letters", "dead"),
            Map.entry("bootstrap.servers", "kafka:9093"));
  }
}
