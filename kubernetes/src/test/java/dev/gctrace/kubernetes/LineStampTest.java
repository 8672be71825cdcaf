package dev.gctrace.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineStampTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T10:11:12.123456789Z gc,2026-01-05T10:11:12.123456789Z",
    "2026-01-05T10:11:12Z gc,2026-01-05T10:11:12Z",
    "2026-01-05T10:11:12.5Z gc,2026-01-05T10:11:12.500Z",
    "2026-01-05T11:11:12.123456789+01:00 gc,2026-01-05T10:11:12.123456789Z",
    "2026-01-05T04:41:12.000000000-05:30 gc,2026-01-05T10:11:12Z",
    "2026-01-05T10:11:12.000000001Z ,2026-01-05T10:11:12.000000001Z"
  })
  void theTimeOfTheKubeletIsReadInAnyZone(String line, Instant time) {
    // CSV strips the blank of a line without text; the kubelet writes one all the same.
    assertThat(read(line.contains(" ") ? line : line + " ")).isEqualTo(time);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "gc 1 @0.019s 1%: 0.015+",
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\"}",
        "2026-01-05T10:11:12.123456789Z",
        "2026-13-05T10:11:12Z gc",
        "2026-0x-05T10:11:12Z gc",
        "2026-01-05T10:11:12.1234567891Z gc",
        "2026-01-05T10:11:12+99:00 gc",
        "2026-01-05T10:11:12+1x:00 gc",
        "2026-01-05 10:11:12 failed to create fsnotify watcher: too many open files"
      })
  void whatBeginsOtherwiseHasNoTime(String line) {
    assertThat(read(line)).isNull();
  }

  private static Instant read(String line) {
    byte[] bytes = ("xx" + line + "\n").getBytes(StandardCharsets.UTF_8);
    return LineStamp.read(bytes, 2, bytes.length);
  }
}
