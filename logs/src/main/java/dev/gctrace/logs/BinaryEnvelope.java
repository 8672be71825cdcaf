package dev.gctrace.logs;

/**
 * Records of shippers in MessagePack, and batches of OpenTelemetry in Protocol Buffers.
 *
 * <p>Neither has a mark of its own beside a first byte, so that a record counts as one only when it
 * is one from its first byte to its last.
 */
final class BinaryEnvelope implements Envelope {

  /** Tag of the only field of {@code LogsData}. */
  private static final byte OTLP = 0x0a;

  private final FormatTally tally;

  BinaryEnvelope(FormatTally tally) {
    this.tally = tally;
  }

  @Override
  public boolean unwrap(byte[] text, int from, int to, Context outer, InnerSink sink) {
    if (to - from < 2) {
      return false;
    }
    boolean isMessagePack = isMap(text[from]) && MessagePackTokens.read(text, from, to, Unread.ALL);
    boolean isOtlp = text[from] == OTLP && OtlpTokens.read(text, from, to, Unread.ALL);
    if (!isMessagePack && !isOtlp) {
      return false;
    }
    RecordLines lines = new RecordLines(tally);
    RecordWalker walker = new RecordWalker(lines);
    lines.begin(outer, sink);
    walker.begin();
    if (isOtlp) {
      OtlpTokens.read(text, from, to, walker);
    } else {
      MessagePackTokens.read(text, from, to, walker);
    }
    walker.end();
    if (lines.recognised()) {
      tally.recognised(isOtlp ? LogFormat.PROTOBUF : LogFormat.MESSAGE_PACK);
    }
    return lines.recognised();
  }

  /** Whether a value of MessagePack that begins so is a map. */
  private static boolean isMap(byte first) {
    int head = first & 0xff;
    return (head >= 0x80 && head < 0x90) || head == 0xde || head == 0xdf;
  }
}
