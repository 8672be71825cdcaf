package dev.gctrace.logs;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the lines of an input were wrapped. A text in two wrappings counts under both.
 *
 * @param records wrappings taken off, by format; formats that did not occur are not in it
 * @param unknownJson JSON records of no known shape, searched as they are
 * @param apiErrors errors of the Kubernetes API where log text should be: {@code Status} objects,
 *     and what kubectl says of them when its standard error is in the input
 * @param apiError message of the first of them, made safe for a terminal
 * @param tooDeep texts wrapped more often than is looked into, handed on as they were
 * @param joined lines put together from pieces that a writer of logs had cut
 * @param unended lines whose last piece never came, handed on as far as they came: a program that
 *     was killed in the middle of a print, or a writer that lost records
 * @param forward times later than that of the line before
 * @param backward times earlier than that of the line before
 */
public record FormatCounts(
    Map<LogFormat, Long> records,
    long unknownJson,
    long apiErrors,
    Optional<String> apiError,
    long tooDeep,
    long joined,
    long unended,
    long forward,
    long backward) {

  /** Keeps a read-only copy of the map, in the order of the formats. */
  public FormatCounts {
    records =
        records.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(new EnumMap<LogFormat, Long>(records));
  }

  /** Nothing recognised. */
  public static final FormatCounts NONE =
      new FormatCounts(Map.of(), 0, 0, Optional.empty(), 0, 0, 0, 0, 0);

  /** How the lines of this input and another were wrapped. */
  public FormatCounts plus(FormatCounts other) {
    Map<LogFormat, Long> sum = new EnumMap<>(LogFormat.class);
    sum.putAll(records);
    other.records.forEach((format, count) -> sum.merge(format, count, Long::sum));
    return new FormatCounts(
        sum,
        unknownJson + other.unknownJson,
        apiErrors + other.apiErrors,
        apiError.or(() -> other.apiError),
        tooDeep + other.tooDeep,
        joined + other.joined,
        unended + other.unended,
        forward + other.forward,
        backward + other.backward);
  }

  /**
   * Whether the input tells the newest line first, as {@code logcli} and {@code gcloud} do unless
   * they are told otherwise: most times fall.
   */
  public boolean isNewestFirst() {
    return backward > forward;
  }
}
