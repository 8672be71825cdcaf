package dev.gctrace.cli.cluster;

import dev.gctrace.kubernetes.ClusterOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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

  /**
   * Whether a cluster is meant at all.
   *
   * @return whether any of the options was given
   */
  public boolean isGiven() {
    return namespace != null || context != null || kubeconfig != null;
  }

  /**
   * The words of a command line of kubectl that mean the same cluster, its namespace not among
   * them.
   *
   * @return words; none when kubectl would take the same one anyway
   */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    if (context != null) {
      words.addAll(List.of("--context", context));
    }
    if (kubeconfig != null) {
      words.addAll(List.of("--kubeconfig", kubeconfig.toString()));
    }
    return words;
  }
}
