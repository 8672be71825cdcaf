/** Placeholder. */
package dev.gctrace.samples;
