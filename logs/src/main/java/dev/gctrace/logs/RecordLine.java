package dev.gctrace.logs;

import java.util.Optional;

/**
 * A line in a record, with what the record tells of it.
 *
 * @param text its bytes
 * @param who the container
 * @param when the time
 * @param stream which of the container's streams
 * @param part whether it is a whole line
 */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
record RecordLine(
    byte[] text, ContainerId who, Optional<LineTime> when, LogLine.Stream stream, Part part) {

  /** The line, with another word of who wrote it. */
  RecordLine by(ContainerId other) {
    return new RecordLine(text, other, when, stream, part);
  }
}
