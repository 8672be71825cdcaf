package dev.gctrace.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999999Z",
        "2000-02-29T23:59:59.001Z",
        "2026-01-05T10:11:12.123456789Z",
        "2026-01-05T10:11:12.120Z",
        "2100-02-28T12:00:00.000001Z",
        "9999-12-31T23:59:59.999999999Z",
        "+10000-01-01T00:00:00Z",
        "-0044-03-15T12:00:00Z"
      })
  void aTimeIsWrittenAsTheJdkWritesIt(String time) {
    assertThat(UtcText.of(Instant.parse(time))).isEqualTo(time);
  }

  @Test
  void everyDayOfEightHundredYearsIsWrittenAsTheJdkWritesIt() {
    LocalDate end = LocalDate.of(2770, 1, 1);
    for (LocalDate day = LocalDate.EPOCH; day.isBefore(end); day = day.plusDays(1)) {
      Instant noon = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
      assertThat(UtcText.of(noon)).isEqualTo(day + "T12:00:00Z");
    }
  }

  @Property
  void anyTimeIsWrittenAsTheJdkWritesIt(
      @ForAll @LongRange(min = -100_000_000_000L, max = 300_000_000_000L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano) {
    Instant time = Instant.ofEpochSecond(second, nano);
    assertThat(UtcText.of(time)).isEqualTo(time.toString());
    Instant millis = time.truncatedTo(ChronoUnit.MILLIS);
    assertThat(UtcText.of(millis)).isEqualTo(millis.toString());
  }
}
