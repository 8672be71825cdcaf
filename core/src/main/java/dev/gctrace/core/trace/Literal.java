package dev.gctrace.core.trace;

import java.nio.charset.StandardCharsets;

/** A word of the grammar, as bytes to compare and as text to tell. */
final class Literal {

  private final String text;
  private final byte[] bytes;

  private Literal(String text) {
    this.text = text;
    this.bytes = text.getBytes(StandardCharsets.UTF_8);
  }

  static Literal of(String text) {
    return new Literal(text);
  }

  int length() {
    return bytes.length;
  }

  /** How many of its bytes stand in {@code text[at, to)}, from the first on. */
  int matching(byte[] buffer, int at, int to) {
    int length = Math.min(bytes.length, to - at);
    for (int i = 0; i < length; i++) {
      if (buffer[at + i] != bytes[i]) {
        return i;
      }
    }
    return length;
  }

  boolean isAt(byte[] buffer, int at, int to) {
    return to - at >= bytes.length && matching(buffer, at, to) == bytes.length;
  }

  /** What is asked for when its first {@code matching} bytes stand there. */
  String expectation(int matching) {
    return matching == 0 ? "'" + text + "'" : "the rest of '" + text + "'";
  }

  @Override
  public String toString() {
    return text;
  }
}
