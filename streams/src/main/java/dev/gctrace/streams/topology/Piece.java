package dev.gctrace.streams.topology;

import dev.gctrace.logs.LineTime;
import dev.gctrace.logs.LogLine;
import dev.gctrace.logs.Part;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A line of a container, or a piece of one: what is sent from the reading of logs to the judging of
 * containers.
 *
 * @param part how much of a line it is
 * @param stream which of the container's streams
 * @param instance what tells one start of the container from the next; null when not told
 * @param time when it was written; empty when the log does not tell
 * @param source the record that it came from
 * @param text the line
 */
@SuppressWarnings("ArrayRecordComponent") // carried along, never compared
record Piece(
    Part part,
    LogLine.Stream stream,
    String instance,
    Optional<LineTime> time,
    Source source,
    byte[] text) {

  /** First byte of a line on its way. */
  static final int LINE = 1;

  private static final List<Part> PARTS = List.of(Part.values());
  private static final List<LogLine.Stream> STREAMS = List.of(LogLine.Stream.values());
  private static final List<LineTime.Quality> QUALITIES = List.of(LineTime.Quality.values());

  byte[] toBytes() {
    ByteOut out = new ByteOut();
    out.octet(LINE);
    write(out);
    return out.toBytes();
  }

  void write(ByteOut out) {
    out.one(PARTS, part);
    out.one(STREAMS, stream);
    out.flag(instance != null);
    if (instance != null) {
      out.text(instance);
    }
    out.time(time.map(LineTime::instant));
    if (time.isPresent()) {
      out.one(QUALITIES, time.get().quality());
    }
    source.write(out);
    out.bytes(text);
  }

  /** Reads what {@link #write} wrote. */
  static Piece read(ByteIn in) {
    Part part = in.one(PARTS);
    LogLine.Stream stream = in.one(STREAMS);
    String instance = in.flag() ? in.text() : null;
    Optional<Instant> instant = in.time();
    Optional<LineTime> time =
        instant.isPresent()
            ? Optional.of(new LineTime(instant.get(), in.one(QUALITIES)))
            : Optional.empty();
    return new Piece(part, stream, instance, time, Source.read(in), in.bytes());
  }

  /** The same, without the record that it came from. */
  Piece withoutRecord() {
    return new Piece(part, stream, instance, time, source.withoutRecord(), text);
  }
}
