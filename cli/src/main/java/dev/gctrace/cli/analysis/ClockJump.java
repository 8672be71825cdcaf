package dev.gctrace.cli.analysis;

/**
 * The log's clock and the program's moved apart between two collections.
 *
 * @param cycle the later of the two
 * @param seconds how far the log's clock jumped; negative when it went back
 */
public record ClockJump(long cycle, double seconds) {}
