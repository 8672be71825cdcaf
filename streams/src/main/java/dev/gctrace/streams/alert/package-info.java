/**
 * What leaves on {@code oom-alerts}: {@link dev.gctrace.streams.alert.Alert}, a change of the
 * danger that a container is in, and its JSON.
 */
package dev.gctrace.streams.alert;
