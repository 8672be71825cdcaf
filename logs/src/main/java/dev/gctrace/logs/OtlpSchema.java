package dev.gctrace.logs;

/**
 * The fields of OpenTelemetry's log messages, under the names that they have in OTLP's JSON.
 *
 * @see <a
 *     href="https://github.com/open-telemetry/opentelemetry-proto/blob/v1.7.0/opentelemetry/proto/logs/v1/logs.proto">logs.proto
 *     1.7.0</a>, whose numbers are stable
 */
final class OtlpSchema {

  /** A message. */
  enum Message {
    LOGS_DATA,
    RESOURCE_LOGS,
    RESOURCE,
    SCOPE_LOGS,
    LOG_RECORD,
    KEY_VALUE,
    ANY_VALUE,
    ARRAY_VALUE,
    KEY_VALUE_LIST
  }

  /** What the bytes of a field are. */
  enum Type {
    MESSAGE,
    MESSAGES,
    TEXT,
    INTEGER,
    FIXED,
    TRUTH
  }

  /**
   * A field.
   *
   * @param name its name in JSON
   * @param type what its bytes are
   * @param message the message that it is, or that it is a list of; null when it is neither
   */
  record Field(String name, Type type, Message message) {}

  private OtlpSchema() {}

  /** The field of a number in a message; null for one that tells nothing about lines. */
  static Field field(Message message, int number) {
    return switch (message) {
      case LOGS_DATA -> number == 1 ? list("resourceLogs", Message.RESOURCE_LOGS) : null;
      case RESOURCE_LOGS ->
          switch (number) {
            case 1 -> new Field("resource", Type.MESSAGE, Message.RESOURCE);
            case 2 -> list("scopeLogs", Message.SCOPE_LOGS);
            default -> null;
          };
      case RESOURCE -> number == 1 ? list("attributes", Message.KEY_VALUE) : null;
      case SCOPE_LOGS -> number == 2 ? list("logRecords", Message.LOG_RECORD) : null;
      case LOG_RECORD ->
          switch (number) {
            case 1 -> new Field("timeUnixNano", Type.FIXED, null);
            case 5 -> new Field("body", Type.MESSAGE, Message.ANY_VALUE);
            case 6 -> list("attributes", Message.KEY_VALUE);
            case 11 -> new Field("observedTimeUnixNano", Type.FIXED, null);
            default -> null;
          };
      case KEY_VALUE ->
          switch (number) {
            case 1 -> new Field("key", Type.TEXT, null);
            case 2 -> new Field("value", Type.MESSAGE, Message.ANY_VALUE);
            default -> null;
          };
      case ANY_VALUE ->
          switch (number) {
            // Bytes are bytes here, not Base64 as in JSON.
            case 1, 7 -> new Field("stringValue", Type.TEXT, null);
            case 2 -> new Field("boolValue", Type.TRUTH, null);
            case 3 -> new Field("intValue", Type.INTEGER, null);
            case 5 -> new Field("arrayValue", Type.MESSAGE, Message.ARRAY_VALUE);
            case 6 -> new Field("kvlistValue", Type.MESSAGE, Message.KEY_VALUE_LIST);
            default -> null;
          };
      case ARRAY_VALUE -> number == 1 ? list("values", Message.ANY_VALUE) : null;
      case KEY_VALUE_LIST -> number == 1 ? list("values", Message.KEY_VALUE) : null;
    };
  }

  private static Field list(String name, Message message) {
    return new Field(name, Type.MESSAGES, message);
  }
}
