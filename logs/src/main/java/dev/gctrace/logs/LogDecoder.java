package dev.gctrace.logs;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Unwraps the records of one input, each in whatever format it is.
 *
 * <p>Not for use by more than one thread at a time.
 */
public final class LogDecoder {

  private final Consumer<LogLine> lines;
  private long records;

  /** A decoder that hands out lines in the thread that gives it records. */
  public LogDecoder(Consumer<LogLine> lines) {
    this.lines = lines;
  }

  /** Takes the next record: a line of a file without its line break, or the value of a message. */
  public void record(byte[] buffer, int from, int to) {
    records++;
    lines.accept(
        new LogLine(
            ContainerId.NONE, Optional.empty(), LogLine.Stream.UNKNOWN, records, buffer, from, to));
  }

  /** The input has ended: hands out what waits for a rest that will not come. */
  public void end() {}
}
