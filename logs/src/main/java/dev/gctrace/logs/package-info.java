/**
 * Who wrote a line of log, and when: the prefixes of kubectl, stern, CRI files and their like, and
 * the records of log shippers, unwrapped until the program's own text is left.
 *
 * <p>{@link dev.gctrace.logs.LogDecoder} takes records and hands out {@link
 * dev.gctrace.logs.LogLine}s.
 */
package dev.gctrace.logs;
