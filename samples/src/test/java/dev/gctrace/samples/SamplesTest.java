package dev.gctrace.samples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void theForecastOfALogIsPrintedCycleByCycle() throws IOException {
    var out = new ByteArrayOutputStream();
    ForecastALog.print(
        Path.of("logs/bulk-export-killed.log"), 400, new PrintStream(out, true, UTF_8));

    assertThat(out.toString(UTF_8))
        .isEqualToNormalizingNewlines(
            """
            cycle 14: UNKNOWN, not-enough-data
            cycle 15: CRITICAL, next-goal-over-limit
            4 lines, 0 malformed
            """);
  }

  @Test
  void theLogOfACacheIsRunAgainUnderOtherSettings() throws IOException {
    var out = new ByteArrayOutputStream();
    TuneALog.print(Path.of("logs/cache-killed.log"), 150, new PrintStream(out, true, UTF_8));

    assertThat(out.toString(UTF_8))
        .matches(
            "(?s)GOGC=50: 14\\d MiB at the peak, tight\\R.*GOGC=200: 29\\d MiB at the peak, killed\\R");
  }

  @Test
  void aLineIsDescribed() {
    assertThat(
            ParseALine.describe(
                "gc 15 @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu,"
                    + " 309->309->260 MB, 234 MB goal, 0 MB stacks, 0 MB globals, 2 P"))
        .isEqualTo("cycle 15 left 260 MiB alive");
    assertThat(ParseALine.describe("gc 15 @248.448s 0%: 0.061+280+x ms clock"))
        .isEqualTo("column 31: expected a number but found x ms clock");
    assertThat(ParseALine.describe("listening on :8080")).isEqualTo("not ours");
  }
}
