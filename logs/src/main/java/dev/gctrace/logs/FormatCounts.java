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
 * @param apiErrors Kubernetes {@code Status} objects where log text should be
 * @param apiError message of the first of them, made safe for a terminal
 * @param tooDeep texts wrapped more often than is looked into, handed on as they were
 */
public record FormatCounts(
    Map<LogFormat, Long> records,
    long unknownJson,
    long apiErrors,
    Optional<String> apiError,
    long tooDeep) {

  /** Keeps a read-only copy of the map, in the order of the formats. */
  public FormatCounts {
    records =
        records.isEmpty()
            ? Map.of()
            : Collections.unmodifiableMap(new EnumMap<LogFormat, Long>(records));
  }

  static FormatCounts of(
      long[] byFormat, long unknownJson, long apiErrors, String apiError, long tooDeep) {
    Map<LogFormat, Long> records = new EnumMap<>(LogFormat.class);
    for (LogFormat format : LogFormat.values()) {
      if (byFormat[format.ordinal()] > 0) {
        records.put(format, byFormat[format.ordinal()]);
      }
    }
    return new FormatCounts(
        records, unknownJson, apiErrors, Optional.ofNullable(apiError), tooDeep);
  }
}
