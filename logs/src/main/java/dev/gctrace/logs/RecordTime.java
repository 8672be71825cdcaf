package dev.gctrace.logs;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * The times of records: a date as {@link TimeForm} reads it, or a number since 1970 whose unit its
 * size tells, as seconds, milliseconds, microseconds and nanoseconds of our days are far apart.
 */
final class RecordTime {

  /** In seconds, March 1973: a smaller number is a duration, or nothing. */
  private static final BigDecimal LEAST = new BigDecimal("1e8");

  private static final BigDecimal SECONDS_BELOW = new BigDecimal("1e11");
  private static final BigDecimal MILLIS_BELOW = new BigDecimal("1e14");
  private static final BigDecimal MICROS_BELOW = new BigDecimal("1e17");
  private static final BigDecimal NANOS_BELOW = new BigDecimal("1e20");
  private static final int MAX_CHARS = 40;

  private RecordTime() {}

  /** Time that a text tells; empty when it tells none, and for zero, which means "not known". */
  static Optional<Instant> of(String text) {
    if (text.length() > MAX_CHARS || text.isEmpty()) {
      return Optional.empty();
    }
    char last = text.charAt(text.length() - 1);
    boolean isNumber = last >= '0' && last <= '9' && text.indexOf(':') < 0;
    return isNumber ? ofNumber(text) : ofDate(text);
  }

  /** Time that a number in decimal digits tells. */
  static Optional<Instant> ofNumber(String digits) {
    if (digits.length() > MAX_CHARS) {
      return Optional.empty();
    }
    try {
      return of(new BigDecimal(digits));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  /**
   * Time that a number tells. Below 1e11 it counts seconds, below 1e14 milliseconds, below 1e17
   * microseconds, else nanoseconds.
   */
  static Optional<Instant> of(BigDecimal number) {
    if (number.compareTo(LEAST) < 0 || number.compareTo(NANOS_BELOW) >= 0) {
      return Optional.empty();
    }
    int secondsToUnit =
        number.compareTo(SECONDS_BELOW) < 0
            ? 0
            : number.compareTo(MILLIS_BELOW) < 0 ? 3 : number.compareTo(MICROS_BELOW) < 0 ? 6 : 9;
    BigDecimal seconds = number.movePointLeft(secondsToUnit).setScale(9, RoundingMode.DOWN);
    long whole = seconds.longValue();
    int nanos = seconds.subtract(BigDecimal.valueOf(whole)).movePointRight(9).intValue();
    return Optional.of(Instant.ofEpochSecond(whole, nanos));
  }

  private static Optional<Instant> ofDate(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    TimeForm form = new TimeForm();
    boolean isTime = form.read(bytes, 0, bytes.length) == bytes.length;
    return isTime
        ? form.time(LineTime.Quality.STRUCTURED).map(LineTime::instant)
        : Optional.empty();
  }
}
