/**
 * Benchmarks and the generators of their input. Each type says what it decides and how to run it.
 */
package dev.gctrace.bench;
