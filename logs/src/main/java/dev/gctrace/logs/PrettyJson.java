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
    try {
      if (parser == null) {
        parser = json.createFedParser();
        walker.begin();
        lines.begin(outer, sink);
      }
      lines.goOn(outer, sink);
      byte[] sound = JsonTokens.sound(text, from, to);
      feed(sound, sound == text ? from : 0, sound == text ? to : sound.length);
      feed(BREAK, 0, BREAK.length);
    } catch (IOException notJson) {
      breakOff();
      return Step.FOREIGN;
    }
    return walker.isClosed() ? Step.DONE : Step.OPEN;
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
