package dev.gctrace.kubernetes;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * The time that the kubelet writes before each line: RFC 3339 with or without a fraction, {@code Z}
 * or the zone of the node, a blank behind it.
 */
final class LineStamp {

  /** Bytes of the longest: 30 of date, time and fraction, 6 of the zone. */
  static final int MAX_BYTES = 36;

  private static final int DATE_AND_TIME = 19;
  private static final int MAX_DIGITS = 9;
  private static final int MAX_ZONE_HOURS = 18;

  private LineStamp() {}

  /** The time at the begin of a line; null when it has none. */
  static Instant read(byte[] line, int from, int to) {
    int at = from + DATE_AND_TIME;
    if (to - from < DATE_AND_TIME + 2 || line[from + 10] != 'T' || line[from + 4] != '-') {
      return null;
    }
    int nanos = 0;
    if (line[at] == '.') {
      int digits = 0;
      for (at++; at < to && isDigit(line[at]) && digits < MAX_DIGITS; at++, digits++) {
        nanos = nanos * 10 + line[at] - '0';
      }
      for (; digits < MAX_DIGITS; digits++) {
        nanos *= 10;
      }
    }
    ZoneOffset zone = zone(line, at, to);
    if (zone == null) {
      return null;
    }
    try {
      return LocalDateTime.of(
              number(line, from, 4),
              number(line, from + 5, 2),
              number(line, from + 8, 2),
              number(line, from + 11, 2),
              number(line, from + 14, 2),
              number(line, from + 17, 2),
              nanos)
          .toInstant(zone);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The zone that ends in a blank; null when there is none. */
  private static ZoneOffset zone(byte[] line, int at, int to) {
    if (at + 1 < to && line[at] == 'Z' && line[at + 1] == ' ') {
      return ZoneOffset.UTC;
    }
    if (at + 6 >= to || (line[at] != '+' && line[at] != '-') || line[at + 6] != ' ') {
      return null;
    }
    int hours = number(line, at + 1, 2);
    int minutes = number(line, at + 4, 2);
    if (hours < 0 || hours >= MAX_ZONE_HOURS || minutes < 0 || minutes >= 60) {
      return null;
    }
    int sign = line[at] == '-' ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
  }

  /** The number that so many digits write; no number of a date when one of them is none. */
  private static int number(byte[] line, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      if (!isDigit(line[i])) {
        return Integer.MIN_VALUE;
      }
      number = number * 10 + line[i] - '0';
    }
    return number;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
