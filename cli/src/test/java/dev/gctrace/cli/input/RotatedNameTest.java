package dev.gctrace.cli.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RotatedNameTest {

  @ParameterizedTest
  @CsvSource({
    "0.log, 0.log, '', 0",
    "0.log.20260105-101112, 0.log, 20260105-101112, 0",
    "0.log.20260105-101112.gz, 0.log, 20260105-101112, 0",
    "app.log-20260105, app.log, 20260105, 0",
    "app.log-20260105-1767607872.gz, app.log, 20260105-1767607872, 0",
    "app.log.1, app.log, '', 1",
    "app.log.12.zst, app.log, '', 12",
    "3f4e-json.log.2, 3f4e-json.log, '', 2",
    "app.log.gz, app.log, '', 0",
    "app.txt, app.txt, '', 0",
    "app.1, app.1, '', 0",
    "app.log.old, app.log.old, '', 0",
  })
  void readsWhatANameSays(String name, String base, String date, int number) {
    assertThat(RotatedName.of(name)).isEqualTo(new RotatedName(base, date, number));
  }

  @Test
  void ordersTheOldestFirst() {
    List<String> sorted =
        List.of("app.log", "app.log.1", "app.log.10.gz", "app.log.2.gz").stream()
            .sorted(
                (a, b) -> RotatedName.OLDEST_FIRST.compare(RotatedName.of(a), RotatedName.of(b)))
            .toList();
    assertThat(sorted).containsExactly("app.log.10.gz", "app.log.2.gz", "app.log.1", "app.log");

    List<String> dated =
        List.of("0.log", "0.log.20260106-000000", "0.log.20260105-235959.gz").stream()
            .sorted(
                (a, b) -> RotatedName.OLDEST_FIRST.compare(RotatedName.of(a), RotatedName.of(b)))
            .toList();
    assertThat(dated).containsExactly("0.log.20260105-235959.gz", "0.log.20260106-000000", "0.log");
  }
}
