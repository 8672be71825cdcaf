/**
 * From bytes to events: the grammar of the gctrace line of every Go version, torn lines put
 * together, runs of a program told apart.
 *
 * <p>{@link dev.gctrace.core.trace.TraceAssembler} is the way in. A line has one of three outcomes:
 * a {@link dev.gctrace.core.trace.TraceEvent}, a {@link dev.gctrace.core.trace.Malformed} record
 * with the place and the expectation, or it is not ours. No content throws.
 */
package dev.gctrace.core.trace;
