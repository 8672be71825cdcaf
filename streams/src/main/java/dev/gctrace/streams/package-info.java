/**
 * The forecast over a topic of pod logs: {@link dev.gctrace.streams.topology.GctraceTopology} is
 * the topology, {@link dev.gctrace.streams.settings.Settings} what it is made from, {@link
 * dev.gctrace.streams.Main} the program around it.
 */
package dev.gctrace.streams;
