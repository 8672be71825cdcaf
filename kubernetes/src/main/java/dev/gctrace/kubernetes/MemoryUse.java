package dev.gctrace.kubernetes;

import java.time.Instant;

/**
 * What a container uses, as the Metrics API tells.
 *
 * @param bytes its working set: what counts against the limit and cannot be given back, but for
 *     page cache in use
 * @param at when that was measured, which may be a minute ago
 */
public record MemoryUse(long bytes, Instant at) {}
