package dev.gctrace.logs;

import java.util.Optional;

/**
 * One line that a program wrote, all wrapping removed.
 *
 * @param who the container
 * @param when the time; empty when the log has none
 * @param stream which of its streams
 * @param record number of the record of the input that held the line, from 1
 * @param text buffer that holds the line; valid during the call that hands the line out
 * @param from offset of its first byte
 * @param to offset after its last byte, the line break not included
 */
@SuppressWarnings("ArrayRecordComponent") // A view of a buffer: lines are not compared.
public record LogLine(
    ContainerId who,
    Optional<LineTime> when,
    Stream stream,
    long record,
    byte[] text,
    int from,
    int to) {

  /** A stream of a container. */
  public enum Stream {
    /** Standard output. */
    STDOUT,
    /** Standard error, where the Go runtime prints. */
    STDERR,
    /** Not told. */
    UNKNOWN
  }
}
