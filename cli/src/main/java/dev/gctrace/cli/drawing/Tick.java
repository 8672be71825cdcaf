package dev.gctrace.cli.drawing;

/**
 * A mark of an axis.
 *
 * @param value where it stands, in the unit of the axis
 * @param label what is written beside it
 */
public record Tick(double value, String label) {}
