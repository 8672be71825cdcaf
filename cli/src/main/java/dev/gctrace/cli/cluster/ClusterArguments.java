package dev.gctrace.cli.cluster;

import dev.gctrace.kubernetes.ClusterOptions;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which cluster is meant, named as kubectl names them. */
public final class ClusterArguments {

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "The namespace; that of the context when not given.")
  private String namespace;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "The context of the kubeconfig; the current one when not given.")
  private String context;

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "The kubeconfig; that of kubectl when not given.")
  private Path kubeconfig;

  /** No option given. */
  public ClusterArguments() {}

  /**
   * Which cluster is meant.
   *
   * @return as the options say
   */
  public ClusterOptions options() {
    return new ClusterOptions(
        Optional.ofNullable(kubeconfig),
        Optional.ofNullable(context),
        Optional.ofNullable(namespace));
  }

  /**
   * Whether a namespace was named.
   *
   * @return whether {@code --namespace} was given
   */
  public boolean hasNamespace() {
    return namespace != null;
  }
}
