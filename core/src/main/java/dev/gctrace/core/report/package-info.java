/**
 * What a whole trace says: a {@linkplain dev.gctrace.core.report.Summary summary} of each process,
 * {@linkplain dev.gctrace.core.report.Finding findings} with advice, and a {@linkplain
 * dev.gctrace.core.report.Verdict verdict} in one sentence.
 *
 * <p>{@link dev.gctrace.core.report.ProcessAnalysis} takes the events and forecasts of one process
 * in constant memory and makes the report.
 */
package dev.gctrace.core.report;
