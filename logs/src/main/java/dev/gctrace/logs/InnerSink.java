package dev.gctrace.logs;

/** Takes what was inside a wrapping; it may be wrapped again. */
@FunctionalInterface
interface InnerSink {

  /**
   * Takes a text.
   *
   * @param text buffer that holds it; not kept after the call
   * @param from offset of its first byte
   * @param to offset after its last byte, a line break not included
   * @param context what this wrapping and those around it told: {@link Context#within} of both
   * @param part whether the text is a whole line
   */
  void inner(byte[] text, int from, int to, Context context, Part part);
}
