package dev.gctrace.logs;

import dev.gctrace.core.trace.LineScanner;
import java.util.Optional;

/**
 * Hands out the lines of records, and tells what is a shipper's record from what a program wrote.
 *
 * <p>A line is handed out when its object ends, or, as long as the objects around it have not told
 * who wrote it, when those end: members come in any order.
 */
final class RecordLines {

  /** Lines of one batch that wait to learn who wrote them: 4 MiB. */
  private static final int MAX_HELD_BYTES = 4 << 20;

  /** What a line that waits takes beside its text, about. */
  private static final int HELD_LINE_BYTES = 256;

  private final FormatTally tally;
  private InnerSink sink;
  private Context outer;
  private boolean recognised;
  private int heldBytes;

  RecordLines(FormatTally tally) {
    this.tally = tally;
  }

  /** A record begins. */
  void begin(Context context, InnerSink inner) {
    recognised = false;
    heldBytes = 0;
    goOn(context, inner);
  }

  /** Takes the sink for what comes next of a record that has begun. */
  void goOn(Context context, InnerSink inner) {
    outer = context;
    sink = inner;
  }

  /** Whether the record so far is one of a shipper, or holds a line of the runtime. */
  boolean recognised() {
    return recognised;
  }

  /**
   * The record is a text and nothing else: one that holds a record of the runtime, or that follows
   * one. What else stands in quotes is a program's own.
   */
  void literal(byte[] text) {
    if (!tally.holds(LogFormat.JSON_STRING) && !LineScanner.canHoldRecord(text, 0, text.length)) {
      return;
    }
    recognised = true;
    tally.recognised(LogFormat.JSON_STRING);
    handOut(
        new RecordLine(
            text, ContainerId.NONE, Optional.empty(), LogLine.Stream.UNKNOWN, Part.WHOLE));
  }

  /** An object has ended. */
  void ended(RecordScope scope) {
    for (RecordLine line : scope.release()) {
      heldBytes -= line.text().length + HELD_LINE_BYTES;
      RecordLine told = line.within(scope.who(), scope.when(), scope.stream());
      handOutOrHold(scope.who().pod() == null ? scope.around() : null, told);
    }
    Optional<String> apiError = scope.apiError();
    if (apiError.isPresent()) {
      recognised = true;
      tally.apiError(apiError.get());
    } else if (scope.isShippers() || scope.holdsMark()) {
      recognised = true;
      scope.toLine().ifPresent(line -> count(scope, line));
    }
  }

  private void count(RecordScope scope, RecordLine line) {
    if (scope.isOfUnknownShape()) {
      tally.unknownJson();
    } else {
      tally.recognised(scope.format());
    }
    handOutOrHold(scope.around(), line);
  }

  /** The record broke off in an object. */
  void brokenOff(RecordScope scope) {
    scope.release().forEach(this::handOut);
    if (scope.holdsMark()) {
      recognised = true;
      tally.unknownJson();
      scope.toLine().ifPresent(this::handOut);
    }
  }

  /** Hands a line out, or keeps it until an object around it has ended; null for none. */
  private void handOutOrHold(RecordScope around, RecordLine line) {
    int size = line.text().length + HELD_LINE_BYTES;
    if (around == null || around.who().pod() != null || heldBytes + size > MAX_HELD_BYTES) {
      handOut(line);
    } else {
      heldBytes += size;
      around.hold(line);
    }
  }

  /** A shipper may join lines into one text. */
  private void handOut(RecordLine line) {
    byte[] text = line.text();
    Context context = new Context(line.who(), line.when(), line.stream()).within(outer);
    int end = text.length > 0 && text[text.length - 1] == '\n' ? text.length - 1 : text.length;
    int from = 0;
    for (int i = 0; i < end; i++) {
      if (text[i] == '\n') {
        sink.inner(text, from, i, context, line.part() == Part.WHOLE ? Part.WHOLE : Part.END);
        from = i + 1;
      }
    }
    sink.inner(text, from, end, context, line.part());
  }
}
