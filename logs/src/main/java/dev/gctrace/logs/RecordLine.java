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

  /** The line with what an object around it told by its end: who counts first, the rest last. */
  RecordLine within(ContainerId outer, Optional<LineTime> outerWhen, LogLine.Stream outerStream) {
    return new RecordLine(
        text,
        outer.within(who),
        when.isPresent() ? when : outerWhen,
        stream == LogLine.Stream.UNKNOWN ? outerStream : stream,
        part);
  }
}
