/**
 * A cluster as gctrace needs it: which pods there are, what their containers print, what they may
 * use. Everything is read; nothing in the cluster is changed and no secret is asked for.
 *
 * <p>Start at {@link dev.gctrace.kubernetes.Cluster}. What a pod's description tells is in {@link
 * dev.gctrace.kubernetes.pod}.
 */
package dev.gctrace.kubernetes;
