package dev.gctrace.kubernetes;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which lines of a log were handed out already, when it is opened again from a whole second: that
 * is how finely the API can be asked. Lines are told apart by their time and their begin.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Resumption {

  /** Lines of one second that are told apart; behind them their time alone decides. */
  static final int MAX_LINES = 1 << 16;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  /** Bytes at the begin of a line that tell it from others. */
  private static final int HEAD_BYTES = 1024;

  private Instant last;
  private Map<Long, Integer> inLastSecond = new HashMap<>();
  private Map<Long, Integer> toDrop = Map.of();
  private int lines;
  private boolean opensAgain;
  private long dropped;

  /** Where to open the log again; empty when nothing was read yet. */
  Optional<Instant> since() {
    return Optional.ofNullable(last);
  }

  /** Lines up to a time were read before; which ones of its second is not known. */
  void resume(Instant time) {
    last = time;
  }

  /** Lines that came twice. */
  long dropped() {
    return dropped;
  }

  /** The log is opened again. */
  void open() {
    opensAgain = last != null;
    toDrop = new HashMap<>(inLastSecond);
  }

  /** Another log begins: the next run of the container. */
  void forget() {
    last = null;
    inLastSecond = new HashMap<>();
    lines = 0;
    open();
  }

  /**
   * Whether a line is new.
   *
   * @param line holds the line, its time included
   */
  boolean isNew(Instant time, byte[] line, int from, int to) {
    long second = last == null ? Long.MIN_VALUE : last.getEpochSecond();
    long hash = hash(line, from, Math.min(to, from + HEAD_BYTES));
    if (opensAgain && !passes(time, second, hash)) {
      dropped++;
      return false;
    }
    if (time.getEpochSecond() > second) {
      inLastSecond.clear();
      lines = 0;
      second = time.getEpochSecond();
    }
    if (time.getEpochSecond() == second && lines < MAX_LINES) {
      inLastSecond.merge(hash, 1, Integer::sum);
      lines++;
    }
    if (last == null || time.isAfter(last)) {
      last = time;
    }
    return true;
  }

  private boolean passes(Instant time, long second, long hash) {
    if (time.getEpochSecond() != second) {
      opensAgain = time.getEpochSecond() < second;
      return !opensAgain;
    }
    if (lines == MAX_LINES) {
      return time.isAfter(last);
    }
    Integer left = toDrop.computeIfPresent(hash, (key, count) -> count - 1);
    if (left != null && left == 0) {
      toDrop.remove(hash);
    }
    return left == null;
  }

  /** FNV-1a of 64 bits. */
  private static long hash(byte[] line, int from, int to) {
    long hash = FNV_OFFSET;
    for (int i = from; i < to; i++) {
      hash = (hash ^ (line[i] & 0xff)) * FNV_PRIME;
    }
    return hash;
  }
}
