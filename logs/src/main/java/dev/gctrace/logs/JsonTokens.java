package dev.gctrace.logs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Hands JSON on as {@link RecordTokens}, a token at a time.
 *
 * <p>Read leniently where writers of logs are careless: escape sequences of terminals and line
 * breaks as they are in a text, {@code NaN}, bytes that are not UTF-8 (replaced). The other classes
 * of the library are loaded when the first record of JSON comes.
 */
final class JsonTokens {

  /*
   * A log is hostile. Nesting costs memory for each level; a text, name or number is never longer
   * than the record it stands in, and only a number is read no further than it makes sense.
   */
  private static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(20_000)
          .maxStringLength(Integer.MAX_VALUE)
          .maxNameLength(Integer.MAX_VALUE)
          .maxNumberLength(Integer.MAX_VALUE)
          .build();

  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final int MAX_NUMBER_CHARS = 40;
  private static final int MAX_INTEGER_CHARS = 18;
  private static final int MAX_KEPT_BYTES = 64 << 10;

  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(CONSTRAINTS)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .build();

  private final RecordTokens tokens;
  private byte[] utf8 = new byte[1024];
  private long handedOn;

  JsonTokens(RecordTokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Hands on all that a text holds.
   *
   * @return whether it is JSON to its end; if not, what came before the fault was handed on
   */
  boolean read(byte[] text, int from, int to) {
    byte[] sound = sound(text, from, to);
    int start = sound == text ? from : 0;
    int end = sound == text ? to : sound.length;
    try (JsonParser parser = factory.createParser(sound, start, end - start)) {
      handOn(parser);
      return true;
    } catch (IOException notJson) {
      return false;
    }
  }

  /** A parser that is given its text line by line; a line break in a text is a fault to it. */
  JsonParser createFedParser() throws IOException {
    return factory
        .rebuild()
        .disable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
        .build()
        .createNonBlockingByteArrayParser();
  }

  /** The text with every byte replaced that is not UTF-8; the text itself when it is ASCII. */
  static byte[] sound(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] < 0) {
        return new String(text, from, to - from, StandardCharsets.UTF_8)
            .getBytes(StandardCharsets.UTF_8);
      }
    }
    return text;
  }

  /** Number of tokens handed on so far. */
  long handedOn() {
    return handedOn;
  }

  /** Hands on what the parser has; returns when it has no more, or none as yet. */
  void handOn(JsonParser parser) throws IOException {
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.NOT_AVAILABLE;
        token = parser.nextToken()) {
      handedOn++;
      switch (token) {
        case START_OBJECT -> tokens.beginObject();
        case END_OBJECT -> tokens.endObject();
        case START_ARRAY -> tokens.beginArray();
        case END_ARRAY -> tokens.endArray();
        case FIELD_NAME -> tokens.name(parser.currentName());
        case VALUE_STRING -> text(parser);
        case VALUE_NUMBER_INT -> integer(parser);
        case VALUE_NUMBER_FLOAT -> decimal(parser);
        case VALUE_TRUE -> tokens.text(TRUE, 0, TRUE.length);
        default -> tokens.nothing();
      }
    }
  }

  private void integer(JsonParser parser) throws IOException {
    if (parser.getTextLength() <= MAX_INTEGER_CHARS) {
      tokens.integer(parser.getLongValue());
    } else {
      decimal(parser);
    }
  }

  private void decimal(JsonParser parser) throws IOException {
    if (parser.getTextLength() <= MAX_NUMBER_CHARS) {
      tokens.decimal(parser.getText());
    } else {
      tokens.nothing();
    }
  }

  private void text(JsonParser parser) throws IOException {
    char[] chars = parser.getTextCharacters();
    int from = parser.getTextOffset();
    int length = parser.getTextLength();
    if (utf8.length < length) {
      utf8 = new byte[Math.max(length, 2 * utf8.length)];
    }
    int i = 0;
    while (i < length && chars[from + i] < 0x80) {
      utf8[i] = (byte) chars[from + i];
      i++;
    }
    if (i == length) {
      tokens.text(utf8, 0, length);
    } else {
      byte[] text = new String(chars, from, length).getBytes(StandardCharsets.UTF_8);
      tokens.text(text, 0, text.length);
    }
    if (utf8.length > MAX_KEPT_BYTES) {
      utf8 = new byte[MAX_KEPT_BYTES];
    }
  }
}
