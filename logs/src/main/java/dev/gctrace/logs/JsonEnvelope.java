package dev.gctrace.logs;

import dev.gctrace.core.trace.LineScanner;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of shippers in JSON: one object, a list of them, a batch, a text as a JSON string.
 *
 * <p>A program's own line of JSON is none of these, unless it holds a record of the runtime.
 */
final class JsonEnvelope implements Envelope {

  /** Begin of an object in a sequence of JSON texts, RFC 7464. */
  private static final byte RECORD_SEPARATOR = 0x1e;

  /** Bytes before JSON that a schema registry of Confluent knows: zero, and the schema's number. */
  static final int REGISTRY_HEADER_BYTES = 5;

  private final FormatTally tally;

  /** A reader for each record that is open: a record may be the line of another one. */
  private final List<Reader> readers = new ArrayList<>();

  private int open;

  JsonEnvelope(FormatTally tally) {
    this.tally = tally;
  }

  @Override
  public boolean unwrap(byte[] text, int from, int to, Context outer, InnerSink sink) {
    int start = begin(text, from, to);
    if (start < 0) {
      return false;
    }
    if (open == readers.size()) {
      readers.add(new Reader(tally));
    }
    Reader reader = readers.get(open++);
    boolean recognised = reader.read(text, start, to, outer, sink);
    open--;
    return recognised;
  }

  /** Reads one record. The library of JSON is loaded with the first of them. */
  private static final class Reader {
    private final FormatTally tally;
    private final RecordLines lines;
    private final RecordWalker walker;
    private final JsonTokens json;

    Reader(FormatTally tally) {
      this.tally = tally;
      lines = new RecordLines(tally);
      walker = new RecordWalker(lines);
      json = new JsonTokens(walker);
    }

    boolean read(byte[] text, int from, int to, Context outer, InnerSink sink) {
      lines.begin(outer, sink);
      walker.begin();
      if (json.read(text, from, to)) {
        walker.end();
      } else {
        walker.breakOff();
        if (!lines.recognised() && LineScanner.canHoldRecord(text, from, to)) {
          tally.unknownJson();
        }
      }
      return lines.recognised();
    }
  }

  /** Offset of the text's first byte of JSON; -1 when it does not look like JSON. */
  private static int begin(byte[] text, int from, int to) {
    int i = from;
    if (to - from > REGISTRY_HEADER_BYTES
        && text[from] == 0
        && text[from + REGISTRY_HEADER_BYTES] == '{') {
      i = from + REGISTRY_HEADER_BYTES;
    }
    i = JsonText.skipBlanks(text, i, to);
    if (i < to && text[i] == RECORD_SEPARATOR) {
      i = JsonText.skipBlanks(text, i + 1, to);
    }
    if (i == to) {
      return -1;
    }
    int next = JsonText.skipBlanks(text, i + 1, to);
    boolean looksLikeJson =
        switch (text[i]) {
          case '{' -> next < to && text[next] == '"';
          case '[' -> next < to && text[next] == '{';
          case '"' -> isQuoted(text, i, JsonText.trimBlanks(text, i, to));
          default -> false;
        };
    return looksLikeJson ? i : -1;
  }

  private static boolean isQuoted(byte[] text, int from, int to) {
    return to - from > 1 && text[to - 1] == '"';
  }
}
