package dev.gctrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineParser.Parsed;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is measured gives the right answer. */
final class ParseBenchmarkTest {

  private final ParseBenchmark benchmark = new ParseBenchmark();

  @Test
  void readsTheLivesOffTheRecords() {
    assertThat(Arrays.stream(ParseBenchmark.RECORDS).map(ParseBenchmarkTest::live))
        .containsExactly(260L, 108L, 936L, 0L, 0L, 746L, 3L, 0L);
  }

  @Test
  void bothContendersReadTheSame() {
    for (byte[] line : ParseBenchmark.RECORDS) {
      assertThat(RegexLineParser.parse(line)).isPresent().isEqualTo(ParseBenchmark.parse(line));
    }
  }

  @Test
  void theRecordsBehindAPrefixAreTheSame() {
    for (int i = 0; i < ParseBenchmark.RECORDS.length; i++) {
      assertThat(ParseBenchmark.parse(ParseBenchmark.PREFIXED[i]).map(Parsed::event))
          .isEqualTo(ParseBenchmark.parse(ParseBenchmark.RECORDS[i]).map(Parsed::event));
    }
  }

  @Test
  void everyMethodGoesRoundTheRecords() {
    for (int round = 0; round < 2; round++) {
      for (byte[] line : ParseBenchmark.RECORDS) {
        assertThat(benchmark.record()).isEqualTo(ParseBenchmark.parse(line));
      }
    }
    for (byte[] line : ParseBenchmark.PREFIXED) {
      assertThat(benchmark.recordBehindPrefix()).isEqualTo(ParseBenchmark.parse(line));
    }
    for (byte[] line : ParseBenchmark.RECORDS) {
      assertThat(benchmark.recordByRegex()).isEqualTo(ParseBenchmark.parse(line));
    }
  }

  @Test
  void bothContendersTurnTheProgramsOwnLineAway() {
    assertThat(ParseBenchmark.UNRELATED).hasSize(175);
    assertThat(List.of(benchmark.unrelated(), benchmark.unrelatedByRegex()))
        .allMatch(Optional::isEmpty);
  }

  private static long live(byte[] line) {
    return ((GcEvent) ParseBenchmark.parse(line).orElseThrow().event()).liveMiB();
  }
}
