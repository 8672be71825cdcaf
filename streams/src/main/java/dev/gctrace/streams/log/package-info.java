/** How a process logs: {@link dev.gctrace.streams.log.RepetitionFilter} keeps it quiet. */
package dev.gctrace.streams.log;
