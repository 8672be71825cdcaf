/** {@code gctrace analyze}: reads logs to their end and reports on each process in them. */
package dev.gctrace.cli.analyze;
