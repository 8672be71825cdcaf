package dev.gctrace.logs;

import java.util.function.Function;

/** Which stream of its container wrote a record, by the fields that tell it. */
final class RecordStream {

  private RecordStream() {}

  /**
   * The stream.
   *
   * @param field what the record tells of a field; null for what it does not tell
   */
  static LogLine.Stream of(Function<RecordField, String> field) {
    String name = field.apply(RecordField.STREAM);
    if (name != null) {
      return named(name);
    }
    String log = field.apply(RecordField.LOG_NAME);
    if (log != null) {
      return named(log.substring(log.lastIndexOf('/') + 1));
    }
    String priority = field.apply(RecordField.PRIORITY);
    // Docker's driver tells the stream so; a service of systemd has one priority for both.
    return priority != null && field.apply(RecordField.CONTAINER) != null
        ? ofPriority(priority)
        : LogLine.Stream.UNKNOWN;
  }

  /** The stream of a name; {@code UNKNOWN} for what is not the name of one. */
  static LogLine.Stream named(String name) {
    return switch (name) {
      case "stderr" -> LogLine.Stream.STDERR;
      case "stdout" -> LogLine.Stream.STDOUT;
      default -> LogLine.Stream.UNKNOWN;
    };
  }

  private static LogLine.Stream ofPriority(String priority) {
    return switch (priority) {
      case "3" -> LogLine.Stream.STDERR;
      case "6" -> LogLine.Stream.STDOUT;
      default -> LogLine.Stream.UNKNOWN;
    };
  }
}
