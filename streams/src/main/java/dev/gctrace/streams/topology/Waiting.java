package dev.gctrace.streams.topology;

/**
 * A piece of a line that waits for its rest.
 *
 * @param piece the piece
 * @param since wall-clock time at which it came, in milliseconds since 1970
 */
record Waiting(Piece piece, long since) {}
