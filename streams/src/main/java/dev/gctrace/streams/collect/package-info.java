/**
 * Tells the topics of the pods of a cluster: what is known of their containers, and what they log.
 * {@link dev.gctrace.streams.collect.Collector} is where it begins.
 */
package dev.gctrace.streams.collect;
