package dev.gctrace.streams.topology;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a container that one record held, or some of many: what is sent from the reading of
 * logs to the judging of containers.
 *
 * @param source where the record stands
 * @param told whether it was sent to the dead letters already
 * @param original the record, where one of the lines may turn out not to be readable; null where
 *     none may, and where it was told
 * @param lines in their order
 */
record Pieces(Source source, boolean told, Original original, List<Piece> lines) {

  /** First byte of lines on their way. */
  static final int LINES = 3;

  /** Lines that are sent on at a time. */
  static final int MAX_LINES = 256;

  byte[] toBytes() {
    ByteOut out = new ByteOut();
    out.octet(LINES);
    source.write(out);
    out.octet((told ? 1 : 0) | (original != null ? 2 : 0));
    if (original != null) {
      original.write(out);
    }
    out.number(lines.size());
    for (Piece line : lines) {
      line.write(out);
    }
    return out.toBytes();
  }

  /** Reads what {@link #toBytes} wrote, behind the first byte. */
  static Pieces read(ByteIn in) {
    Source source = Source.read(in);
    int flags = in.octet();
    Original original = (flags & 2) != 0 ? Original.read(in) : null;
    int count = in.below(MAX_LINES + 1);
    if (count == 1) {
      return new Pieces(source, (flags & 1) != 0, original, List.of(Piece.read(in)));
    }
    List<Piece> lines = new ArrayList<>(count);
    for (int left = count; left > 0; left--) {
      lines.add(Piece.read(in));
    }
    return new Pieces(source, (flags & 1) != 0, original, lines);
  }
}
