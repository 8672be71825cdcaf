package dev.gctrace.core.forecast;

/**
 * A heap goal that is to come, in MiB.
 *
 * @param expected the goal for the figures as printed
 * @param low the least that it can be
 * @param high the most that it can be
 */
record NextGoal(double expected, double low, double high) {}
