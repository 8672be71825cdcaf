package dev.gctrace.streams.topology;

import dev.gctrace.core.trace.LineParser;
import dev.gctrace.core.trace.LineScanner;
import java.util.Optional;

/** What of a log can be of the runtime: the lines that the topology does not drop at once. */
public final class RuntimeLines {

  /** What is taken of a long line from the begin of a record: more than any record has. */
  private static final int MAX_RECORD_BYTES = 512;

  private RuntimeLines() {}

  /** Takes a part of a line. */
  @FunctionalInterface
  public interface Taker {

    /** Takes the bytes between the offsets. */
    void take(int from, int to);
  }

  /**
   * Hands out what of a line can be of the runtime: the whole of it, or of one longer than {@link
   * LogReader#MAX_LINE_BYTES} what begins with a record; nothing of any other line. The pieces of a
   * torn record are among it.
   */
  public static void each(byte[] text, int from, int to, Taker taker) {
    boolean record = LineScanner.canHoldRecord(text, from, to);
    if (!record && !TornRest.canBe(text, from, to)) {
      return;
    }
    if (to - from <= LogReader.MAX_LINE_BYTES) {
      taker.take(from, to);
      return;
    }
    Optional<LineParser.Parsed> parsed =
        record ? LineParser.parse(text, from, to) : Optional.empty();
    if (parsed.isEmpty()) {
      taker.take(from, from + MAX_RECORD_BYTES);
    }
    while (parsed.isPresent()) {
      int begin = parsed.get().from();
      taker.take(begin, Math.min(to, begin + MAX_RECORD_BYTES));
      parsed = LineParser.parse(text, from, to, Math.max(parsed.get().to(), begin + 1));
    }
  }

  /** Whether a line holds a whole record of the runtime. */
  public static boolean holdsRecord(byte[] text, int from, int to) {
    return LineScanner.canHoldRecord(text, from, to)
        && LineParser.parse(text, from, to).filter(found -> found.event() != null).isPresent();
  }
}
