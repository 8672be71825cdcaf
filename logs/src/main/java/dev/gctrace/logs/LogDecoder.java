package dev.gctrace.logs;

import java.util.List;
import java.util.function.Consumer;

/**
 * Unwraps the records of one input, each in whatever format it is.
 *
 * <p>Not for use by more than one thread at a time.
 */
public final class LogDecoder {

  /**
   * Wrappings that are looked into: docker JSON in a syslog line in a shipper's record is three.
   */
  private static final int MAX_DEPTH = 8;

  private final Consumer<LogLine> lines;
  private final FormatTally tally = new FormatTally();
  private final List<Envelope> envelopes = List.of(new JsonEnvelope(tally));
  private final Level[] levels = new Level[MAX_DEPTH + 1];
  private long record;

  /** A decoder that hands out lines in the thread that gives it records. */
  public LogDecoder(Consumer<LogLine> lines) {
    this.lines = lines;
    for (int depth = 0; depth < levels.length; depth++) {
      levels[depth] = new Level(depth);
    }
  }

  /**
   * Takes the next record: a line of a file without its line break, or the value of a message.
   *
   * @param buffer holds the record; not kept after the call
   * @param from offset of its first byte
   * @param to offset after its last byte
   * @param number number of the record in its input, from 1
   */
  public void record(byte[] buffer, int from, int to, long number) {
    record = number;
    levels[0].inner(buffer, from, to, Context.NONE, Part.WHOLE);
  }

  /**
   * Whether a piece of a line waits for the rest: while it does, every record of the input has to
   * be given, not only those that can hold a record of the runtime.
   */
  public boolean waiting() {
    return false;
  }

  /** The input has ended: hands out what waits for a rest that will not come. */
  public void end() {}

  /** How the records so far were wrapped. */
  public FormatCounts formats() {
    return tally.counts();
  }

  private void handOut(byte[] text, int from, int to, Context context) {
    lines.accept(
        new LogLine(context.who(), context.when(), context.stream(), record, text, from, to));
  }

  /** What stands in a number of wrappings. */
  private final class Level implements InnerSink {
    private final int depth;

    Level(int depth) {
      this.depth = depth;
    }

    @Override
    public void inner(byte[] text, int from, int to, Context context, Part part) {
      if (depth == MAX_DEPTH) {
        tally.tooDeep();
      } else {
        for (Envelope envelope : envelopes) {
          if (envelope.unwrap(text, from, to, context, levels[depth + 1])) {
            return;
          }
        }
      }
      handOut(text, from, to, context);
    }
  }
}
