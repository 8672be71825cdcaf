/**
 * What is known of a container from outside its log: {@link dev.gctrace.streams.memory.PodMemory},
 * the record of {@code pod-memory}, and the {@linkplain dev.gctrace.streams.memory.DefaultLimits
 * limits} of containers without one.
 */
package dev.gctrace.streams.memory;
