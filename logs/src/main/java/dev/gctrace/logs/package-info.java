/**
 * Who wrote a line of log, and when: the prefixes of kubectl, stern, CRI files and their like, and
 * the records of log shippers, unwrapped until the program's own text is left.
 *
 * <p>{@link dev.gctrace.logs.LogDecoder} takes records and hands out {@link
 * dev.gctrace.logs.LogLine}s. Each family of formats is an {@code Envelope}: it takes one wrapping
 * off and adds what that told to the {@code Context}; the decoder asks the envelopes again for what
 * was inside. Pieces of a line that a writer cut ({@code Part}) are joined behind the last
 * unwrapping, per container and stream.
 */
package dev.gctrace.logs;
