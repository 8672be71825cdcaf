package dev.gctrace.logs;

/**
 * A way of wrapping lines: a family of text prefixes, of JSON objects, of binary records.
 *
 * <p>An envelope is asked for every record, and again for what it or another one took out of it,
 * until none recognises what is left. It counts what it recognises in the {@link FormatTally} that
 * it was made with. No content throws.
 */
interface Envelope {

  /**
   * Takes the outermost wrapping of this kind off a text. What is not of this kind is recognised as
   * such cheaply, by its first bytes where that is possible, without allocation.
   *
   * @param text buffer that holds the text; neither changed nor kept
   * @param from offset of its first byte
   * @param to offset after its last byte
   * @param outer what the wrappings around the text told
   * @param sink takes each text that was inside, with what is known of it by now; not called when
   *     the text is of this kind and holds no line (an error of the API, a batch without records)
   * @return false when the text is not of this kind; then the sink was not called
   */
  boolean unwrap(byte[] text, int from, int to, Context outer, InnerSink sink);
}
