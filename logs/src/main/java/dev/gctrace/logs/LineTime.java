package dev.gctrace.logs;

import java.time.Instant;

/**
 * When a line was written.
 *
 * @param instant the time
 * @param quality who says so
 */
public record LineTime(Instant instant, Quality quality) {

  /** How near to the program a time was taken, the best last. */
  public enum Quality {
    /** From the shipper's record: it can be later than the line by a flush interval. */
    STRUCTURED,
    /** From the prefix that the container runtime wrote beside the line. */
    INNER
  }
}
