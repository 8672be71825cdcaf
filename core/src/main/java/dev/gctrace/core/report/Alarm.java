package dev.gctrace.core.report;

/**
 * The line that first showed a danger which then lasted.
 *
 * @param cycle number of the collection
 * @param atSeconds when its line was printed, since the start of the process
 * @param secondsBeforeLast from there to the last line of the process
 */
public record Alarm(long cycle, double atSeconds, double secondsBeforeLast) {}
