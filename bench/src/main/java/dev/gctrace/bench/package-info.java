/** Placeholder. */
package dev.gctrace.bench;
