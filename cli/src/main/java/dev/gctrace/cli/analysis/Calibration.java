package dev.gctrace.cli.analysis;

import dev.gctrace.core.forecast.ContainerMemory;

/**
 * What a measurement told of a container.
 *
 * @param bytes what it was measured to use
 * @param memory what its program takes at a heap, as known from then on
 */
public record Calibration(long bytes, ContainerMemory memory) {}
