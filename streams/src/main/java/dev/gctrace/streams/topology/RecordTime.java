package dev.gctrace.streams.topology;

/**
 * The time of a record, as far as it is believed. A clock that stands at 1970, or in a year to
 * come, tells nothing; and a broker refuses a record from the future, or soon forgets one of long
 * ago.
 */
final class RecordTime {

  /** 2009-11-10T23:00:00Z, when Go was made public: no line of its runtime is older. */
  private static final long FIRST_MILLIS = 1_257_894_000_000L;

  private RecordTime() {}

  /**
   * The time in milliseconds since 1970.
   *
   * @param told by the record
   * @param now by the clock of this machine
   */
  static long of(long told, long now) {
    return told < FIRST_MILLIS || told > now ? now : told;
  }
}
