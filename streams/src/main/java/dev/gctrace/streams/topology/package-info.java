/**
 * From records of {@code pod-logs} to {@code gc-events} and {@code oom-alerts}: {@link
 * dev.gctrace.streams.topology.GctraceTopology} puts it together.
 */
package dev.gctrace.streams.topology;
