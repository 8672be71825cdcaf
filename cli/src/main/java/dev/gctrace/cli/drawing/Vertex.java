package dev.gctrace.cli.drawing;

/**
 * A point of a drawing in the units of its data.
 *
 * @param x position on the axis of time, in the unit of its {@link Clock}
 * @param mib a size in MiB
 */
public record Vertex(double x, double mib) {}
