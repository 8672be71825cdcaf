package dev.gctrace.core.trace;

/**
 * Makes events of the lines of one stream (one container's standard error), torn lines included.
 *
 * <p>Not for use by more than one thread at a time. Memory is bounded, whatever the lines hold.
 *
 * @param <O> where a line came from, handed through to the handler
 */
public final class TraceAssembler<O> {

  private final TraceHandler<O> handler;

  /** An assembler that tells the handler what it makes, in the thread that gives it lines. */
  public TraceAssembler(TraceHandler<O> handler) {
    this.handler = handler;
  }

  /** Takes the next line of the stream, without its line break. The bytes are not kept. */
  public void line(byte[] buffer, int from, int to, O origin) {
    int at = from;
    var parsed = LineParser.parse(buffer, from, to);
    while (parsed.isPresent()) {
      var record = parsed.get();
      if (record.from() > at) {
        handler.unrelated(buffer, at, record.from(), origin);
      }
      if (record.event() != null) {
        handler.event(record.event(), origin);
      } else {
        handler.malformed(record.malformed(), origin);
      }
      at = record.to();
      parsed = LineParser.parse(buffer, from, to, at);
    }
    if (at < to || at == from) {
      handler.unrelated(buffer, at, to, origin);
    }
  }

  /**
   * Whether pieces of a torn record wait for the rest: while they do, every line of the stream has
   * to be given, not only those that can begin a record.
   */
  public boolean waiting() {
    return false;
  }

  /** The stream has ended, or went silent for so long that no rest will come. */
  public void end() {}
}
