package dev.gctrace.logs;

/**
 * Counts what was recognised in an input. Its totals are told as {@link FormatCounts}.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class FormatTally {

  private static final int MAX_MESSAGE_CHARS = 1000;

  private final long[] records = new long[LogFormat.values().length];
  private long unknownJson;
  private long apiErrors;
  private String apiError;
  private long tooDeep;

  /** A wrapping was taken off. */
  void recognised(LogFormat format) {
    records[format.ordinal()]++;
  }

  /** A JSON object or array of no known shape: passed on as it is. */
  void unknownJson() {
    unknownJson++;
  }

  /** A Kubernetes {@code Status} stood where log text should be. */
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

  FormatCounts counts() {
    return FormatCounts.of(records, unknownJson, apiErrors, apiError, tooDeep);
  }
}
