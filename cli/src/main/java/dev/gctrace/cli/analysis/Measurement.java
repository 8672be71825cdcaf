package dev.gctrace.cli.analysis;

import java.time.Instant;

/**
 * What a container was measured to use.
 *
 * @param bytes memory that counts against its limit
 * @param at when
 */
public record Measurement(long bytes, Instant at) {}
