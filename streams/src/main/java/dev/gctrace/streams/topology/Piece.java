package dev.gctrace.streams.topology;

import dev.gctrace.logs.LineTime;
import dev.gctrace.logs.LogLine;
import dev.gctrace.logs.Part;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A line of a container, or a piece of one.
 *
 * @param part how much of a line it is
 * @param stream which of the container's streams
 * @param instance what tells one start of the container from the next; empty when not told
 * @param time when it was written; empty when the log does not tell
 * @param text the line
 */
@SuppressWarnings("ArrayRecordComponent") // carried along, never compared
record Piece(
    Part part, LogLine.Stream stream, String instance, Optional<LineTime> time, byte[] text) {

  private static final List<Part> PARTS = List.of(Part.values());
  private static final List<LogLine.Stream> STREAMS = List.of(LogLine.Stream.values());
  private static final List<LineTime.Quality> QUALITIES = List.of(LineTime.Quality.values());

  void write(ByteOut out) {
    out.one(PARTS, part);
    out.one(STREAMS, stream);
    out.text(instance);
    out.time(time.map(LineTime::instant));
    if (time.isPresent()) {
      out.one(QUALITIES, time.get().quality());
    }
    out.bytes(text);
  }

  /** Reads what {@link #write} wrote. */
  static Piece read(ByteIn in) {
    Part part = in.one(PARTS);
    LogLine.Stream stream = in.one(STREAMS);
    String instance = in.text();
    Optional<Instant> instant = in.time();
    Optional<LineTime> time =
        instant.isPresent()
            ? Optional.of(new LineTime(instant.get(), in.one(QUALITIES)))
            : Optional.empty();
    return new Piece(part, stream, instance, time, in.bytes());
  }
}
