package dev.gctrace.logs;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Writes times as {@link Instant#toString} does, some ten times as fast. */
final class UtcText {

  private static final long SECONDS_A_DAY = 86_400;

  /** 10000-01-01: from then on a year has more than four digits. */
  private static final long END = 253_402_300_800L;

  /** Days from 0000-03-01 to 1970-01-01. */
  private static final long EPOCH = 719_468;

  private static final int DAYS_OF_400_YEARS = 146_097;

  private UtcText() {}

  /** The time in UTC, with as many groups of three decimals as it has. */
  static String of(Instant time) {
    long second = time.getEpochSecond();
    if (second < 0 || second >= END) {
      return time.toString();
    }
    int nano = time.getNano();
    int decimals = nano == 0 ? 0 : nano % 1_000_000 == 0 ? 3 : nano % 1_000 == 0 ? 6 : 9;
    byte[] text = new byte[decimals == 0 ? 20 : 21 + decimals];
    date(text, second / SECONDS_A_DAY);
    int ofDay = (int) (second % SECONDS_A_DAY);
    text[10] = 'T';
    digits(text, 11, 2, ofDay / 3600);
    text[13] = ':';
    digits(text, 14, 2, ofDay / 60 % 60);
    text[16] = ':';
    digits(text, 17, 2, ofDay % 60);
    if (decimals > 0) {
      text[19] = '.';
      int fraction = decimals == 3 ? nano / 1_000_000 : decimals == 6 ? nano / 1_000 : nano;
      digits(text, 20, decimals, fraction);
    }
    text[text.length - 1] = 'Z';
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** Years are counted from March on, so that the day that comes now and then is their last. */
  private static void date(byte[] text, long daysSince1970) {
    long days = daysSince1970 + EPOCH;
    long cycle = days / DAYS_OF_400_YEARS;
    int ofCycle = (int) (days % DAYS_OF_400_YEARS);
    int ofYears = (ofCycle - ofCycle / 1460 + ofCycle / 36_524 - ofCycle / 146_096) / 365;
    int ofYear = ofCycle - (365 * ofYears + ofYears / 4 - ofYears / 100);
    int month = (5 * ofYear + 2) / 153;
    int day = ofYear - (153 * month + 2) / 5 + 1;
    int year = (int) (400 * cycle + ofYears + (month < 10 ? 0 : 1));
    digits(text, 0, 4, year);
    text[4] = '-';
    digits(text, 5, 2, month < 10 ? month + 3 : month - 9);
    text[7] = '-';
    digits(text, 8, 2, day);
  }

  private static void digits(byte[] text, int at, int count, int value) {
    int rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
