/**
 * The fold over an input: events of a log go into {@link dev.gctrace.cli.analysis.Analysis}, which
 * keeps every container and every process of it apart.
 */
package dev.gctrace.cli.analysis;
