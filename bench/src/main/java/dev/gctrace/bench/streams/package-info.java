/**
 * Measures the stream processor over a real broker: {@link
 * dev.gctrace.bench.streams.StreamsBenchmark}.
 */
package dev.gctrace.bench.streams;
