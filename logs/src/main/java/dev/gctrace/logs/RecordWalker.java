package dev.gctrace.logs;

import dev.gctrace.logs.RecordFrame.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Finds the lines in records by the paths of {@link CandidatePaths}, without building anything of
 * what stands elsewhere.
 *
 * <p>An object that may be a record is a {@link RecordScope}; the elements of a list of records are
 * scopes within it. Memory is bounded by the length of one text.
 */
final class RecordWalker implements RecordTokens {

  /** Records in records; a batch of OpenTelemetry is four deep. */
  private static final int MAX_SCOPES = 8;

  /** Added to the rank of what stands in an object of labels. */
  private static final int WRAPPED = 100;

  private static final int MAX_KEY_BYTES = 256;

  private static final CandidatePaths TUPLE_TIME = CandidatePaths.ROOT.member("ts");
  private static final CandidatePaths TUPLE_LINE = CandidatePaths.ROOT.member("line");

  private final RecordLines lines;
  private final List<RecordFrame> frames = new ArrayList<>();
  private int depth;
  private int skipped;
  private int scopes;
  private RecordScope scope;
  private final ListedText listed = new ListedText();
  private byte[] literal;

  RecordWalker(RecordLines lines) {
    this.lines = lines;
  }

  /** A record begins, whatever became of the one before. */
  void begin() {
    depth = 0;
    skipped = 0;
    scopes = 0;
    scope = null;
    literal = null;
  }

  /** Whether no object and no list is open. */
  boolean isClosed() {
    return depth == 0 && skipped == 0;
  }

  /** The record has ended. */
  void end() {
    if (literal != null) {
      lines.literal(literal);
    }
  }

  /** The record broke off: what it told until there counts if it holds a line of the runtime. */
  void breakOff() {
    for (; scope != null; scope = scope.around()) {
      lines.brokenOff(scope);
    }
  }

  @Override
  public void beginObject() {
    RecordFrame top = top();
    if (skipped > 0) {
      skipped++;
    } else if (top == null || top.kind == Kind.RECORDS) {
      beginRecord(Kind.OBJECT);
    } else if (top.kind == Kind.PAIRS) {
      push(Kind.PAIR, null, top.penalty);
    } else if (top.kind == Kind.TUPLE) {
      push(Kind.OBJECT, CandidatePaths.ROOT, WRAPPED);
    } else if (top.next == null || top.nextIsKey) {
      skipped = 1;
    } else if (top.kind == Kind.OBJECT && top.next.holds(RecordField.PAIRS)) {
      push(Kind.OBJECT, CandidatePaths.ROOT, top.penalty);
    } else if (top.kind == Kind.OBJECT && top.next.holds(RecordField.WRAPPER)) {
      push(Kind.OBJECT, CandidatePaths.ROOT, top.penalty + WRAPPED);
    } else {
      push(Kind.OBJECT, top.next, top.penalty).isInList = top.kind == Kind.VALUES;
    }
  }

  @Override
  public void endObject() {
    leave();
  }

  @Override
  public void beginArray() {
    RecordFrame top = top();
    if (skipped > 0) {
      skipped++;
    } else if (top == null) {
      push(Kind.RECORDS, null, 0);
    } else if (top.kind == Kind.TUPLES) {
      beginRecord(Kind.TUPLE);
    } else if (top.kind == Kind.OBJECT && top.next != null) {
      beginList(top);
    } else {
      skipped = 1;
    }
  }

  private void beginList(RecordFrame top) {
    if (top.next.holds(RecordField.BATCH)) {
      push(Kind.RECORDS, null, 0);
    } else if (top.next.holds(RecordField.PAIRS)) {
      push(Kind.PAIRS, null, top.penalty);
    } else if (top.next.holds(RecordField.TUPLES) && top.place == CandidatePaths.ROOT) {
      push(Kind.TUPLES, null, 0);
    } else if (top.next.holds(RecordField.LINE)) {
      push(Kind.VALUES, null, top.penalty).next = top.next;
      listed.begin();
    } else {
      skipped = 1;
    }
  }

  @Override
  public void endArray() {
    if (skipped == 0 && top().kind == Kind.VALUES && listed.length() > 0) {
      scope.text(top().next, top().penalty, listed.bytes(), 0, listed.length());
    }
    leave();
  }

  private void leave() {
    if (skipped > 0) {
      skipped--;
    } else {
      RecordFrame ended = frames.get(--depth);
      if (ended.opensScope) {
        lines.ended(scope);
        scope = scope.around();
        scopes--;
      }
    }
    if (skipped == 0) {
      passElement();
    }
  }

  private void beginRecord(Kind kind) {
    if (scopes == MAX_SCOPES) {
      skipped = 1;
      return;
    }
    scopes++;
    scope = new RecordScope(scope);
    RecordFrame frame = push(kind, CandidatePaths.ROOT, 0);
    frame.opensScope = true;
    frame.next = kind == Kind.TUPLE ? TUPLE_TIME : null;
  }

  /** In a line of Loki the place of a value is its number in the list. */
  private void passElement() {
    RecordFrame top = top();
    if (top != null && top.kind == Kind.TUPLE) {
      top.next = top.next == TUPLE_TIME ? TUPLE_LINE : null;
    }
  }

  @Override
  public void name(String name) {
    RecordFrame top = top();
    if (skipped > 0 || top == null) {
      return;
    }
    if (top.kind == Kind.PAIR) {
      top.nextIsKey = name.equals("key");
      return;
    }
    top.nextIsBase64 = false;
    top.next = top.place.member(name);
    if (top.next == null && top.place != CandidatePaths.ROOT) {
      top.next = AnyValue.member(top.place, name);
      top.nextIsBase64 = AnyValue.isBase64(name);
    }
    if (top.next != null && top.penalty == 0) {
      scope.see(top.next.memberBit());
    }
    if (top.opensScope) {
      scope.seeOwn(name);
    }
  }

  @Override
  public void text(byte[] text, int from, int to) {
    RecordFrame top = top();
    if (top == null) {
      literal = Arrays.copyOfRange(text, from, to);
    } else if (skipped > 0 || top.kind == Kind.RECORDS) {
      elsewhere(text, from, to);
    } else if (top.kind == Kind.VALUES || (top.isInList && top.next != null)) {
      listed.addLine(text, from, to);
    } else if (top.nextIsKey) {
      top.next =
          to - from > MAX_KEY_BYTES
              ? null
              : CandidatePaths.ROOT.member(
                  new String(text, from, to - from, StandardCharsets.UTF_8));
    } else if (top.next == null) {
      elsewhere(text, from, to);
    } else if (top.nextIsBase64) {
      base64(top, Arrays.copyOfRange(text, from, to));
    } else {
      scope.text(top.next, top.penalty, text, from, to);
    }
    if (skipped == 0) {
      passElement();
    }
  }

  private void elsewhere(byte[] text, int from, int to) {
    if (scope != null) {
      scope.elsewhere(text, from, to);
    }
  }

  private void base64(RecordFrame top, byte[] encoded) {
    try {
      byte[] decoded = Base64.getDecoder().decode(encoded);
      scope.text(top.next, top.penalty, decoded, 0, decoded.length);
    } catch (IllegalArgumentException notBase64) {
      scope.text(top.next, top.penalty, encoded, 0, encoded.length);
    }
  }

  @Override
  public void integer(long number) {
    RecordFrame top = top();
    if (skipped == 0 && top != null && top.kind == Kind.VALUES) {
      listed.add((byte) number);
    } else if (tells(top)) {
      scope.number(top.next, top.penalty, Long.toString(number));
    }
    nothing();
  }

  @Override
  public void decimal(String number) {
    RecordFrame top = top();
    if (tells(top)) {
      scope.number(top.next, top.penalty, number);
    }
    nothing();
  }

  @Override
  public void nothing() {
    if (skipped == 0) {
      passElement();
    }
  }

  private boolean tells(RecordFrame top) {
    return skipped == 0
        && top != null
        && top.kind != Kind.RECORDS
        && top.kind != Kind.VALUES
        && top.next != null
        && !top.nextIsKey;
  }

  private RecordFrame top() {
    return depth == 0 ? null : frames.get(depth - 1);
  }

  private RecordFrame push(Kind kind, CandidatePaths place, int penalty) {
    if (depth == frames.size()) {
      frames.add(new RecordFrame());
    }
    RecordFrame frame = frames.get(depth++);
    frame.begin(kind, place, penalty);
    return frame;
  }
}
