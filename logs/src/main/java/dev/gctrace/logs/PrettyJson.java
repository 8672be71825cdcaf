package dev.gctrace.logs;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.IOException;

/**
 * JSON that is indented: stern's {@code ppextjson}, the answers of {@code gcloud} and {@code aws},
 * whatever went through {@code jq}. An answer may hold any number of records: each is handed out
 * when it ends.
 */
final class PrettyJson implements SpreadRecord {

  private static final byte[] BREAK = {'\n'};

  private final RecordLines lines;
  private final RecordWalker walker;
  private JsonTokens json;
  private JsonParser parser;

  PrettyJson(FormatTally tally) {
    this.lines = new RecordLines(tally);
    this.walker = new RecordWalker(lines);
  }

  /** An object or a list of objects begins, and the line ends where JSON can be broken. */
  @Override
  public boolean canBegin(byte[] text, int from, int to) {
    if (from == to || text[from] != Ansi.ESC) {
      return begins(text, from, to);
    }
    byte[] plain = Ansi.strip(text, from, to);
    return begins(plain, 0, plain.length);
  }

  private static boolean begins(byte[] text, int from, int to) {
    int first = JsonText.skipBlanks(text, from, to);
    int end = JsonText.trimBlanks(text, first, to);
    if (first == end) {
      return false;
    }
    byte last = text[end - 1];
    int next = JsonText.skipBlanks(text, first + 1, end);
    boolean beginsJson =
        (text[first] == '{' && (next == end || text[next] == '"'))
            || (text[first] == '[' && (next == end || text[next] == '{'));
    return beginsJson && (last == '{' || last == '[' || last == ',');
  }

  @Override
  public void begin() {
    if (json == null) {
      json = new JsonTokens(walker);
    }
    parser = null;
  }

  @Override
  public Step line(byte[] text, int from, int to, Context outer, InnerSink sink) {
    long before = json.handedOn();
    try {
      if (parser == null) {
        parser = json.createFedParser();
        walker.begin();
        lines.begin(outer, sink);
      }
      lines.goOn(outer, sink);
      byte[] plain = plain(text, from, to);
      byte[] sound = JsonTokens.sound(plain, 0, plain.length);
      feed(sound, 0, sound.length);
      feed(BREAK, 0, BREAK.length);
    } catch (IOException notJson) {
      if (json.handedOn() == before) {
        breakOff();
      }
      return Step.FOREIGN;
    }
    return walker.isClosed() ? Step.DONE : Step.OPEN;
  }

  /** The line without colours, and with blanks for what else would be a fault in a text. */
  private static byte[] plain(byte[] text, int from, int to) {
    byte[] plain = Ansi.strip(text, from, to);
    for (int i = 0; i < plain.length; i++) {
      if (plain[i] >= 0 && plain[i] < ' ') {
        plain[i] = ' ';
      }
    }
    return plain;
  }

  private void feed(byte[] text, int from, int to) throws IOException {
    ((ByteArrayFeeder) parser.getNonBlockingInputFeeder()).feedInput(text, from, to);
    json.handOn(parser);
  }

  @Override
  public void breakOff() {
    walker.breakOff();
  }

  @Override
  public boolean recognised() {
    return lines.recognised();
  }
}
