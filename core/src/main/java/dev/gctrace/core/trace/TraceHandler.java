package dev.gctrace.core.trace;

/**
 * Takes what a {@link TraceAssembler} makes of the lines given to it.
 *
 * @param <O> where a line came from: what the caller of the assembler gave with the line (a line
 *     number, a time, …). A record that was put together carries the origin of its first piece.
 */
public interface TraceHandler<O> {

  /** A record of the Go runtime. */
  void event(TraceEvent event, O origin);

  /** A record that began as one of ours and did not go on as one. */
  void malformed(Malformed malformed, O origin);

  /**
   * Text of the program itself, intact: a whole line, or what stood before, after or inside a
   * record. The bytes are valid during the call only.
   */
  void unrelated(byte[] buffer, int from, int to, O origin);
}
