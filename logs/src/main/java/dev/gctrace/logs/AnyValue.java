package dev.gctrace.logs;

import java.util.Set;

/** The members of OTLP's {@code AnyValue}: what they hold stands for the value itself. */
final class AnyValue {

  private static final Set<String> VALUES =
      Set.of(
          "stringValue",
          "string_value",
          "intValue",
          "int_value",
          "doubleValue",
          "double_value",
          "boolValue",
          "bool_value",
          "bytesValue",
          "bytes_value",
          "arrayValue",
          "array_value",
          "values");

  private AnyValue() {}

  /** The place of a member of the value at a place; null when values have no such member. */
  static CandidatePaths member(CandidatePaths place, String name) {
    if (VALUES.contains(name)) {
      return place;
    }
    return name.equals("kvlistValue") || name.equals("kvlist_value")
        ? CandidatePaths.LIST_OF_PAIRS
        : null;
  }

  /** Whether a member is bytes in Base64. */
  static boolean isBase64(String name) {
    return name.equals("bytesValue") || name.equals("bytes_value");
  }
}
