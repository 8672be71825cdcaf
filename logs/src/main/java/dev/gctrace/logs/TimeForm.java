package dev.gctrace.logs;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Reads the times that stand before lines. One is read at a time; its fields are those of the last
 * that {@link #read} found.
 *
 * <ul>
 *   <li>{@code 2026-01-05T10:11:12[.123456789](Z|+02:00|+0200)}; without a zone it is UTC, as
 *       {@code aws logs tail} has it
 *   <li>{@code 2026-01-05 10:11:12[.123]}, {@code 01-05 10:11:12}, {@code Jan 05
 *       10:11:12[.123456]}: the clock of wherever the reader sat, mostly without a year. They are
 *       recognised and give no time, because any guess may be hours or a year off.
 *   <li>{@code Mon 2026-01-05 10:11:12 UTC}, {@code … +0545}; with another zone's abbreviation it
 *       gives no time
 *   <li>{@code 1767607872.123456}: seconds since 1970, with a fraction
 *   <li>{@code [ 248.448002]}: seconds since the machine started; gives no time
 *   <li>{@code CreateTime:1767607872123} of Kafka's console consumer
 * </ul>
 *
 * <p>Not for use by more than one thread at a time.
 */
final class TimeForm {

  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final String WEEKDAYS = "MonTueWedThuFriSatSun";
  private static final int SECONDS_PER_DAY = 86_400;

  private boolean known;
  private boolean zoned;
  private boolean selfEvident;
  private boolean ofSyslog;
  private long epochSecond;
  private int nanos;

  /** The date read last and its day since 1970: lines of a log are mostly of one day. */
  private int lastDate = -1;

  private long lastDay;

  /** Whether the form holds a zone, or counts from an instant. */
  boolean zoned() {
    return zoned;
  }

  /** Whether no program writes its own lines so: nine digits of a second, and a zone. */
  boolean selfEvident() {
    return selfEvident;
  }

  /** Whether syslog and journald write it so, and next to nobody else. */
  boolean ofSyslog() {
    return ofSyslog;
  }

  /** The time; empty when the form does not tell it. */
  Optional<LineTime> time(LineTime.Quality quality) {
    return known
        ? Optional.of(new LineTime(Instant.ofEpochSecond(epochSecond, nanos), quality))
        : Optional.empty();
  }

  /** Reads the time that begins at {@code from}; returns the offset after it, -1 when none does. */
  int read(byte[] text, int from, int to) {
    known = false;
    zoned = false;
    selfEvident = false;
    ofSyslog = false;
    epochSecond = 0;
    nanos = 0;
    if (to - from < 14) {
      return -1;
    }
    byte first = text[from];
    if (Bytes.isDigit(first)) {
      if (text[from + 2] == '-') {
        return readMonthDay(text, from, to);
      }
      return text[from + 4] == '-' ? readIso(text, from, to) : readUnix(text, from, to);
    }
    if (first == '[') {
      return readMonotonic(text, from, to);
    }
    if (first == 'C' || first == 'L') {
      return readConsumer(text, from, to);
    }
    return first >= 'A' && first <= 'W' ? readNamed(text, from, to) : -1;
  }

  private int readIso(byte[] text, int from, int to) {
    int end = readDateTime(text, from, to);
    if (end < 0) {
      return -1;
    }
    int fractionEnd = readFraction(text, end, to);
    if (text[from + 10] == ' ') {
      known = false;
      return fractionEnd;
    }
    int zoneEnd = readZone(text, fractionEnd, to);
    zoned = zoneEnd > fractionEnd;
    selfEvident = zoned && fractionEnd - end == 10;
    return zoneEnd;
  }

  /** {@code 2026-01-05T10:11:12}, taken for UTC. */
  private int readDateTime(byte[] text, int from, int to) {
    if (to - from < 19
        || text[from + 7] != '-'
        || (text[from + 10] != 'T' && text[from + 10] != ' ')) {
      return -1;
    }
    int year = number(text, from, 4);
    int month = number(text, from + 5, 2);
    int day = number(text, from + 8, 2);
    int second = readClock(text, from + 11, to);
    if (year < 0 || month < 1 || month > 12 || day < 1 || day > 31 || second < 0) {
      return -1;
    }
    int date = (year * 100 + month) * 100 + day;
    if (date != lastDate) {
      if (day > 28 && day > LocalDate.of(year, month, 1).lengthOfMonth()) {
        return -1;
      }
      lastDate = date;
      lastDay = LocalDate.of(year, month, day).toEpochDay();
    }
    epochSecond = lastDay * SECONDS_PER_DAY + second;
    known = true;
    return from + 19;
  }

  /** {@code 10:11:12}: the second of the day; -1 when it is not a time of day. */
  private static int readClock(byte[] text, int from, int to) {
    if (to - from < 8 || text[from + 2] != ':' || text[from + 5] != ':') {
      return -1;
    }
    int hour = number(text, from, 2);
    int minute = number(text, from + 3, 2);
    int second = number(text, from + 6, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
      return -1;
    }
    return hour * 3600 + minute * 60 + Math.min(second, 59);
  }

  private int readFraction(byte[] text, int from, int to) {
    if (from + 1 >= to
        || (text[from] != '.' && text[from] != ',')
        || !Bytes.isDigit(text[from + 1])) {
      return from;
    }
    int end = Bytes.digitsEnd(text, from + 1, to);
    for (int i = from + 1, unit = 100_000_000; i < end && unit > 0; i++, unit /= 10) {
      nanos += (text[i] - '0') * unit;
    }
    return end;
  }

  private int readZone(byte[] text, int from, int to) {
    if (from == to) {
      return from;
    }
    if (text[from] == 'Z') {
      return from + 1;
    }
    boolean west = text[from] == '-';
    if ((!west && text[from] != '+') || to - from < 5) {
      return from;
    }
    int minutesAt = text[from + 3] == ':' ? from + 4 : from + 3;
    int hours = number(text, from + 1, 2);
    int minutes = minutesAt + 2 <= to ? number(text, minutesAt, 2) : -1;
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return from;
    }
    int offset = hours * 3600 + minutes * 60;
    epochSecond += west ? offset : -offset;
    return minutesAt + 2;
  }

  private int readMonthDay(byte[] text, int from, int to) {
    int month = number(text, from, 2);
    int day = number(text, from + 3, 2);
    boolean valid =
        month >= 1
            && month <= 12
            && day >= 1
            && day <= 31
            && text[from + 5] == ' '
            && readClock(text, from + 6, to) >= 0;
    return valid ? from + 14 : -1;
  }

  private int readUnix(byte[] text, int from, int to) {
    int end = Bytes.digitsEnd(text, from, to);
    if (end - from != 10 || end == to || text[end] != '.') {
      return -1;
    }
    int fractionEnd = readFraction(text, end, to);
    if (fractionEnd == end) {
      return -1;
    }
    epochSecond = Long.parseLong(Bytes.string(text, from, end));
    known = true;
    zoned = true;
    return fractionEnd;
  }

  private int readMonotonic(byte[] text, int from, int to) {
    int start = Bytes.blanksEnd(text, from + 1, to);
    int point = Bytes.digitsEnd(text, start, to);
    int end = Bytes.digitsEnd(text, Math.min(point + 1, to), to);
    boolean valid =
        point > start && end > point + 1 && end < to && text[point] == '.' && text[end] == ']';
    ofSyslog = valid;
    return valid ? end + 1 : -1;
  }

  private int readConsumer(byte[] text, int from, int to) {
    int start =
        Bytes.startsWith(text, from, to, "CreateTime:")
            ? from + 11
            : Bytes.startsWith(text, from, to, "LogAppendTime:") ? from + 14 : to;
    int end = Bytes.digitsEnd(text, start, to);
    if (end - start != 13) {
      return -1;
    }
    long millis = Long.parseLong(Bytes.string(text, start, end));
    epochSecond = millis / 1000;
    nanos = (int) (millis % 1000) * 1_000_000;
    known = true;
    zoned = true;
    return end;
  }

  private int readNamed(byte[] text, int from, int to) {
    if (text[from + 3] != ' ') {
      return -1;
    }
    ofSyslog = true;
    if (isOneOf(WEEKDAYS, text, from)) {
      int end = readDateTime(text, from + 4, to);
      if (end < 0 || text[from + 14] != ' ' || end == to || text[end] != ' ') {
        return -1;
      }
      int zoneEnd = Bytes.wordEnd(text, end + 1, to);
      zoned = isUtc(text, end + 1, zoneEnd) || readZone(text, end + 1, zoneEnd) == zoneEnd;
      known = zoned;
      return zoneEnd;
    }
    if (!isOneOf(MONTHS, text, from)) {
      return -1;
    }
    boolean dayFits =
        (text[from + 4] == ' ' || Bytes.isDigit(text[from + 4])) && Bytes.isDigit(text[from + 5]);
    if (!dayFits || text[from + 6] != ' ' || readClock(text, from + 7, to) < 0) {
      return -1;
    }
    return readFraction(text, from + 15, to);
  }

  private static boolean isUtc(byte[] text, int from, int to) {
    return to - from == 3
        && (Bytes.startsWith(text, from, to, "UTC") || Bytes.startsWith(text, from, to, "GMT"));
  }

  private static boolean isOneOf(String words, byte[] text, int from) {
    for (int i = 0; i < words.length(); i += 3) {
      if (text[from] == words.charAt(i)
          && text[from + 1] == words.charAt(i + 1)
          && text[from + 2] == words.charAt(i + 2)) {
        return true;
      }
    }
    return false;
  }

  /** The number of a count of digits; -1 when one of them is not a digit. */
  private static int number(byte[] text, int from, int digits) {
    int number = 0;
    for (int i = from; i < from + digits; i++) {
      if (!Bytes.isDigit(text[i])) {
        return -1;
      }
      number = number * 10 + (text[i] - '0');
    }
    return number;
  }
}
