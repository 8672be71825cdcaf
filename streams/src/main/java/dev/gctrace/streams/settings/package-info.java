/**
 * What the stream processor is told: {@link dev.gctrace.streams.settings.Settings}, from a file,
 * the environment and options.
 */
package dev.gctrace.streams.settings;
