package dev.gctrace.streams.topology;

/**
 * Where in the topic of logs a record stands.
 *
 * @param partition its partition
 * @param offset its offset
 */
record Source(int partition, long offset) {

  void write(ByteOut out) {
    out.number(partition);
    out.number(offset);
  }

  static Source read(ByteIn in) {
    return new Source(in.below(Integer.MAX_VALUE), in.number());
  }
}
