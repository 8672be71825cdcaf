package dev.gctrace.streams.topology;

/**
 * A piece of a line that waits for its rest.
 *
 * @param piece the piece
 * @param source where the record stands that held it
 * @param told whether that record was sent to the dead letters already
 * @param since wall-clock time at which it came, in milliseconds since 1970
 */
record Waiting(Piece piece, Source source, boolean told, long since) {

  /** The same, when the record that held it has been told. */
  Waiting toldOf(Source record) {
    return source.equals(record) ? new Waiting(piece, source, true, since) : this;
  }

  void write(ByteOut out) {
    piece.write(out);
    source.write(out);
    out.flag(told);
    out.number(since);
  }

  static Waiting read(ByteIn in) {
    return new Waiting(Piece.read(in), Source.read(in), in.flag(), in.number());
  }
}
