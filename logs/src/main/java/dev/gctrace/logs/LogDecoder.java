package dev.gctrace.logs;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Unwraps the records of one input, each in whatever format it is.
 *
 * <p>Not for use by more than one thread at a time. Memory is bounded, whatever the records hold;
 * no content throws.
 */
public final class LogDecoder {

  private final BiConsumer<LogLine, Part> lines;
  private final Context source;
  private final FormatTally tally = new FormatTally();
  private final Unwrapper unwrapper;
  private final SpreadRecords spread;

  /** A decoder of an input that tells for itself who wrote its lines. */
  public LogDecoder(Consumer<LogLine> lines) {
    this(lines, ContainerId.NONE);
  }

  /**
   * A decoder of the log of a container, or of a file whose path names one.
   *
   * @param lines takes the lines, in the thread that gives records
   * @param source who wrote what does not tell for itself who wrote it
   */
  public LogDecoder(Consumer<LogLine> lines, ContainerId source) {
    this((line, part) -> lines.accept(line), source, true);
  }

  private LogDecoder(BiConsumer<LogLine, Part> lines, ContainerId source, boolean joins) {
    this.lines = lines;
    this.source = new Context(source, Optional.empty(), LogLine.Stream.UNKNOWN);
    unwrapper =
        new Unwrapper(
            this::handOut,
            tally,
            List.of(new BinaryEnvelope(tally)),
            List.of(new JsonEnvelope(tally)),
            joins);
    spread = new SpreadRecords(tally, unwrapper::record);
  }

  /**
   * A decoder that keeps nothing from one message to the next: the pieces of a line that a writer
   * cut are handed out as they come, for somebody else to join, because they may be read in another
   * order, or by another process.
   *
   * @param pieces takes the lines and the pieces of lines, in the thread that gives records
   */
  public static LogDecoder ofPieces(BiConsumer<LogLine, Part> pieces) {
    return new LogDecoder(pieces, ContainerId.NONE, false);
  }

  /**
   * Takes the next record: a line of a file without its line break, or the value of a message.
   *
   * @param buffer holds the record; neither changed nor kept after the call
   * @param from offset of its first byte
   * @param to offset after its last byte
   * @param number number of the record in its input, from 1
   */
  public void record(byte[] buffer, int from, int to, long number) {
    if (!spread.take(buffer, from, to, source, number, unwrapper.inside(number))) {
      unwrapper.record(buffer, from, to, source, number);
    }
  }

  /**
   * Takes the next record with what is known beside it.
   *
   * @param buffer holds the record; neither changed nor kept after the call
   * @param from offset of its first byte
   * @param to offset after its last byte
   * @param number number of the record in its input, from 1
   * @param who who the message's key or the file's path names
   * @param when the message's own time; a time inside the record is better
   */
  public void record(
      byte[] buffer, int from, int to, long number, ContainerId who, Optional<LineTime> when) {
    Context message = new Context(who, when, LogLine.Stream.UNKNOWN);
    unwrapper.record(buffer, from, to, message.within(source), number);
  }

  /**
   * Whether every record has to be given, not only those that can hold the runtime's words: pieces
   * of a line wait for their rest, a record may be spread over lines, or its text be encoded.
   */
  public boolean waiting() {
    // Journald writes a text with a terminal escape in it as a list of numbers.
    return unwrapper.isWaiting() || spread.waiting() || tally.holds(LogFormat.JOURNAL);
  }

  /** The input has ended: hands out what waits for a rest that will not come. */
  public void end() {
    spread.end();
    unwrapper.end();
  }

  /** How the records so far were wrapped. */
  public FormatCounts formats() {
    return tally.counts();
  }

  private void handOut(byte[] text, int from, int to, Context context, long record) {
    context.when().ifPresent(time -> tally.time(time.instant()));
    lines.accept(
        new LogLine(context.who(), context.when(), context.stream(), record, text, from, to),
        unwrapper.part());
  }
}
