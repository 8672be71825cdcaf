/**
 * What the description of a pod tells of its containers: {@link
 * dev.gctrace.kubernetes.pod.ContainerFacts}. Functions of what the API answered; no requests are
 * made here but through {@link dev.gctrace.kubernetes.pod.Lookup}.
 */
package dev.gctrace.kubernetes.pod;
