package dev.gctrace.streams.topology;

/**
 * The record of the topic of logs that a line came from.
 *
 * @param partition its partition
 * @param offset its offset
 * @param key its key; null when it has none, or when the record is not carried along
 * @param value its value; null when it is not carried along
 */
@SuppressWarnings("ArrayRecordComponent") // carried along, never compared
record Source(int partition, long offset, byte[] key, byte[] value) {

  /** Only where it came from. */
  Source withoutRecord() {
    return new Source(partition, offset, null, null);
  }

  void write(ByteOut out) {
    out.number(partition);
    out.number(offset);
    out.orNull(key);
    out.orNull(value);
  }

  static Source read(ByteIn in) {
    return new Source(in.below(Integer.MAX_VALUE), in.number(), in.orNull(), in.orNull());
  }
}
