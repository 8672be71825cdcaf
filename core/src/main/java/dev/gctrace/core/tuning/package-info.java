/**
 * What a program would do under other settings, and how two runs differ.
 *
 * <p>{@link dev.gctrace.core.tuning.Workload} is what a trace says of a program apart from its
 * collector: what it allocates and what it keeps, over time. {@link
 * dev.gctrace.core.tuning.Simulation} runs the pacer over it again under other values of GOGC and
 * GOMEMLIMIT, {@link dev.gctrace.core.tuning.Tuning} chooses among them, {@link
 * dev.gctrace.core.tuning.Comparison} sets two runs side by side. {@code docs/tuning.md} has the
 * formulas and how far they were found to be right.
 */
package dev.gctrace.core.tuning;
