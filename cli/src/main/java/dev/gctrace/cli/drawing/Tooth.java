package dev.gctrace.cli.drawing;

import dev.gctrace.core.report.CyclePoint;

/**
 * One cycle on an axis of time.
 *
 * @param point the cycle
 * @param startX where it began
 * @param endX where it ended; not before {@code startX}
 * @param afterGap whether lines are missing between it and the tooth before, so that nothing is
 *     known of the way from one to the other
 */
public record Tooth(CyclePoint point, double startX, double endX, boolean afterGap) {}
