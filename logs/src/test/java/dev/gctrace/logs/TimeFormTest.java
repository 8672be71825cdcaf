package dev.gctrace.logs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFormTest {

  /** From the year 0 to the last second of 9999. */
  private static final long MIN_SECOND = -62_167_219_200L;

  private static final long MAX_SECOND = 253_402_300_799L;

  @ParameterizedTest
  @CsvSource({
    "2026-01-05T10:11:12Z, 2026-01-05T10:11:12Z",
    "2026-01-05T10:11:12.5Z, 2026-01-05T10:11:12.5Z",
    "'2026-01-05T10:11:12,123Z', 2026-01-05T10:11:12.123Z",
    "2026-01-05T10:11:12.123456789Z, 2026-01-05T10:11:12.123456789Z",
    "2026-01-05T10:11:12.1234567891Z, 2026-01-05T10:11:12.123456789Z",
    "2026-01-05T10:11:12+02:00, 2026-01-05T08:11:12Z",
    "2026-01-05T10:11:12-0330, 2026-01-05T13:41:12Z",
    "2026-01-05T10:11:12, 2026-01-05T10:11:12Z",
    "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
    "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
    "Mon 2026-01-05 10:11:12 UTC, 2026-01-05T10:11:12Z",
    "Mon 2026-01-05 15:56:12 +0545, 2026-01-05T10:11:12Z",
    "1767607872.123456, 2026-01-05T10:11:12.123456Z",
    "CreateTime:1767607872123, 2026-01-05T10:11:12.123Z",
    "LogAppendTime:1767607872123, 2026-01-05T10:11:12.123Z"
  })
  void aTimeWithAZoneIsTheInstantThatItNames(String text, Instant instant) {
    assertThat(read(text)).contains(instant);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-05 10:11:12.123",
        "01-05 10:11:12",
        "Jan 05 10:11:12",
        "Jan  5 10:11:12.123456",
        "Mon 2026-01-05 10:11:12 CET",
        "[  248.448002]"
      })
  void aTimeWithoutYearOrZoneIsRecognisedAndGivesNoInstant(String text) {
    TimeForm form = new TimeForm();
    assertThat(form.read(text.getBytes(UTF_8), 0, text.length())).isEqualTo(text.length());
    assertThat(form.time(LineTime.Quality.INNER)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-13-05T10:11:12Z",
        "2026-00-05T10:11:12Z",
        "2026-01-32T10:11:12Z",
        "2026-02-29T10:11:12Z",
        "2026-01-05T24:11:12Z",
        "2026-01-05T10:60:12Z",
        "2026-01-05T10:11:61Z",
        "2026-01-05x10:11:12Z",
        "2026/01/05 10:11:12",
        "20260105T101112Z",
        "13-05 10:11:12",
        "01-32 10:11:12",
        "01-05x10:11:12",
        "Jaa 05 10:11:12",
        "Jan x5 10:11:12",
        "Jan 05 10:11:72",
        "Mon 2026-01-05 10:11:12",
        "Mox 2026-01-05 10:11:12 UTC",
        "176760787.1234567",
        "1767607872",
        "1767607872.x",
        "[  248.448002",
        "[  248448002]",
        "CreateTime:176760787212",
        "x",
        ""
      })
  void whatIsNoTimeIsNotTakenForOne(String text) {
    assertThat(new TimeForm().read(text.getBytes(UTF_8), 0, text.length())).isEqualTo(-1);
  }

  @Test
  void onlyNineDigitsWithAZoneAreBeyondDoubt() {
    assertThat(isSelfEvident("2026-01-05T10:11:12.123456789Z")).isTrue();
    assertThat(isSelfEvident("2026-01-05T10:11:12.123456789+01:00")).isTrue();
    assertThat(isSelfEvident("2026-01-05T10:11:12.12345678Z")).isFalse();
    assertThat(isSelfEvident("2026-01-05T10:11:12.1234567890Z")).isFalse();
    assertThat(isSelfEvident("2026-01-05T10:11:12.123456789")).isFalse();
  }

  @Test
  void aTimeDoesNotReachBehindTheEndOfItsRange() {
    byte[] text = "2026-01-05T10:11:12.123456789+02:00".getBytes(UTF_8);
    TimeForm form = new TimeForm();
    assertThat(form.read(text, 0, 19)).isEqualTo(19);
    assertThat(form.read(text, 0, 18)).isEqualTo(-1);
    assertThat(form.read(text, 0, 30)).isEqualTo(29);
    assertThat(form.zoned()).isFalse();
  }

  @Property
  void everyInstantIsReadAsJavaTimeWritesIt(
      @ForAll @LongRange(min = MIN_SECOND + 86_400, max = MAX_SECOND - 86_400) long second,
      @ForAll @IntRange(max = 999_999_999) int nanos,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
    Instant instant = Instant.ofEpochSecond(second, nanos);
    ZoneOffset offset = ZoneOffset.ofTotalSeconds(offsetMinutes * 60);
    DateTimeFormatter writer =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSSSSxxx", Locale.ROOT);
    assertThat(read(writer.format(instant.atOffset(offset)))).contains(instant);
  }

  @Property
  void everyDayThatJavaTimeKnowsIsADayAndNoOther(
      @ForAll @IntRange(min = 1, max = 9999) int year,
      @ForAll @IntRange(max = 14) int month,
      @ForAll @IntRange(max = 33) int day) {
    String text = String.format(Locale.ROOT, "%04d-%02d-%02dT00:00:00Z", year, month, day);
    Optional<Instant> expected;
    try {
      expected = Optional.of(LocalDateTime.of(year, month, day, 0, 0).toInstant(ZoneOffset.UTC));
    } catch (java.time.DateTimeException noSuchDay) {
      expected = Optional.empty();
    }
    assertThat(read(text)).isEqualTo(expected);
  }

  @Property
  void noTextThrows(@ForAll byte[] text) {
    assertThat(new TimeForm().read(text, 0, text.length)).isBetween(-1, text.length);
  }

  private static Optional<Instant> read(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    TimeForm form = new TimeForm();
    return form.read(bytes, 0, bytes.length) == bytes.length
        ? form.time(LineTime.Quality.INNER).map(LineTime::instant)
        : Optional.empty();
  }

  private static boolean isSelfEvident(String text) {
    TimeForm form = new TimeForm();
    form.read(text.getBytes(UTF_8), 0, text.length());
    return form.selfEvident();
  }
}
