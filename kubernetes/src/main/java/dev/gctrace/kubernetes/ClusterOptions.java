package dev.gctrace.kubernetes;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Which cluster to talk to. Without any of it: what kubectl would take, which is {@code
 * KUBECONFIG}, {@code ~/.kube/config} or, inside a pod, its service account.
 *
 * @param kubeconfig the kubeconfig file; empty for the usual ones
 * @param context the context in it; empty for the current one
 * @param namespace the namespace; empty for that of the context
 */
public record ClusterOptions(
    Optional<Path> kubeconfig, Optional<String> context, Optional<String> namespace) {

  /** What kubectl would take. */
  public static final ClusterOptions USUAL =
      new ClusterOptions(Optional.empty(), Optional.empty(), Optional.empty());
}
