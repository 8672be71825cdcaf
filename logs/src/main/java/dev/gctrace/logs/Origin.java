package dev.gctrace.logs;

import java.util.Optional;

/**
 * Where in an input something stood.
 *
 * @param line number of the line of the input, from 1; of a record put together, its first piece's
 * @param time when it was written; empty when the log does not tell
 */
public record Origin(long line, Optional<LineTime> time) {}
