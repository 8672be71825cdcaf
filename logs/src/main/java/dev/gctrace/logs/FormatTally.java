package dev.gctrace.logs;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts what was recognised in an input. Its totals are told as {@link FormatCounts}.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class FormatTally {

  private static final int MAX_MESSAGE_CHARS = 1000;

  /** A number that is counted up in place. */
  private static final class Count {
    private long value;
  }

  private final Map<LogFormat, Count> records = new EnumMap<>(LogFormat.class);
  private long unknownJson;
  private long apiErrors;
  private String apiError;
  private long tooDeep;
  private long joined;
  private long unended;
  private long forward;
  private long backward;
  private Instant lastTime;

  /** A wrapping was taken off. */
  void recognised(LogFormat format) {
    records.computeIfAbsent(format, unused -> new Count()).value++;
  }

  /** Whether a wrapping of that kind was taken off. */
  boolean holds(LogFormat format) {
    return records.containsKey(format);
  }

  /** A JSON object or array of no known shape: passed on as it is. */
  void unknownJson() {
    unknownJson++;
  }

  /**
   * An error of the Kubernetes API stood where log text should be: a {@code Status}, or kubectl's
   * words.
   */
  void apiError(String message) {
    apiErrors++;
    if (apiError == null) {
      apiError = SafeText.of(message, MAX_MESSAGE_CHARS);
    }
  }

  /** A text was wrapped more often than is looked into. */
  void tooDeep() {
    tooDeep++;
  }

  /** A line was put together from pieces. */
  void joined() {
    joined++;
  }

  /** The rest of a line that was cut never came. */
  void unended() {
    unended++;
  }

  /** A line with a time was handed out. */
  void time(Instant time) {
    if (lastTime != null) {
      int order = time.compareTo(lastTime);
      forward += order > 0 ? 1 : 0;
      backward += order < 0 ? 1 : 0;
    }
    lastTime = time;
  }

  FormatCounts counts() {
    Map<LogFormat, Long> byFormat = new EnumMap<>(LogFormat.class);
    records.forEach((format, count) -> byFormat.put(format, count.value));
    return new FormatCounts(
        byFormat,
        unknownJson,
        apiErrors,
        Optional.ofNullable(apiError),
        tooDeep,
        joined,
        unended,
        forward,
        backward);
  }
}
