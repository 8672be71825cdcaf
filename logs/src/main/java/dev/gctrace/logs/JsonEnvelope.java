package dev.gctrace.logs;

import dev.gctrace.core.trace.LineScanner;

/**
 * Records of shippers in JSON: one object, a list of them, a batch, a text as a JSON string.
 *
 * <p>A program's own line of JSON is none of these, unless it holds a record of the runtime.
 */
final class JsonEnvelope implements Envelope {

  /** Begin of an object in a sequence of JSON texts, RFC 7464. */
  private static final byte RECORD_SEPARATOR = 0x1e;

  /** Bytes before JSON that a schema registry of Confluent knows: zero, and the schema's number. */
  private static final int REGISTRY_HEADER_BYTES = 5;

  private final FormatTally tally;
  private final RecordLines lines;
  private final RecordWalker walker;

  /** Made when the first JSON comes: an input of plain text loads nothing of a JSON library. */
  private JsonTokens json;

  JsonEnvelope(FormatTally tally) {
    this.tally = tally;
    this.lines = new RecordLines(tally);
    this.walker = new RecordWalker(lines);
  }

  @Override
  public boolean unwrap(byte[] text, int from, int to, Context outer, InnerSink sink) {
    int start = begin(text, from, to);
    if (start < 0) {
      return false;
    }
    if (json == null) {
      json = new JsonTokens(walker);
    }
    lines.begin(outer, sink);
    walker.begin();
    if (json.read(text, start, to)) {
      walker.end();
    } else {
      walker.breakOff();
      if (!lines.recognised() && LineScanner.canHoldRecord(text, start, to)) {
        tally.unknownJson();
      }
    }
    return lines.recognised();
  }

  /** Offset of the text's first byte of JSON; -1 when it does not look like JSON. */
  private static int begin(byte[] text, int from, int to) {
    int i = from;
    if (to - from > REGISTRY_HEADER_BYTES
        && text[from] == 0
        && text[from + REGISTRY_HEADER_BYTES] == '{') {
      i = from + REGISTRY_HEADER_BYTES;
    }
    i = skipBlanks(text, i, to);
    if (i < to && text[i] == RECORD_SEPARATOR) {
      i = skipBlanks(text, i + 1, to);
    }
    if (i == to) {
      return -1;
    }
    int next = skipBlanks(text, i + 1, to);
    boolean looksLikeJson =
        switch (text[i]) {
          case '{' -> next < to && text[next] == '"';
          case '[' -> next < to && text[next] == '{';
          case '"' -> text[lastBeforeBlanks(text, i, to)] == '"' && to - i > 1;
          default -> false;
        };
    return looksLikeJson ? i : -1;
  }

  private static int skipBlanks(byte[] text, int from, int to) {
    int i = from;
    while (i < to && (text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\n')) {
      i++;
    }
    return i;
  }

  private static int lastBeforeBlanks(byte[] text, int from, int to) {
    int i = to - 1;
    while (i > from && (text[i] == ' ' || text[i] == '\r' || text[i] == '\n')) {
      i--;
    }
    return i;
  }
}
