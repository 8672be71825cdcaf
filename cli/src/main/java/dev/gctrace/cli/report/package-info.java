/**
 * What is said at the end of a log, to a person ({@link dev.gctrace.cli.report.TextReport}) or to a
 * program ({@link dev.gctrace.cli.report.JsonReport}), of {@link
 * dev.gctrace.cli.report.ContainerReport}s.
 */
package dev.gctrace.cli.report;
