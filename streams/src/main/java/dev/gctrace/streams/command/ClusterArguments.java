package dev.gctrace.streams.command;

import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.ClusterOptions;
import dev.gctrace.kubernetes.PodQuery;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which pods of which cluster are meant, named as gctrace top has them. */
final class ClusterArguments {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAMESPACE",
      description = "The namespace; that of the context or of this pod when not given.")
  private String namespace;

  @Option(
      names = {"-A", "--all-namespaces"},
      description = "All namespaces.")
  private boolean allNamespaces;

  @Option(
      names = {"-l", "--selector"},
      paramLabel = "LABELS",
      description = "Only pods with these labels: app=orders,tier!=batch.")
  private String labels;

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

  ClusterOptions options() {
    if (allNamespaces && namespace != null) {
      throw new ParameterException(
          spec.commandLine(), "--namespace and --all-namespaces do not go together");
    }
    return new ClusterOptions(
        Optional.ofNullable(kubeconfig),
        Optional.ofNullable(context),
        Optional.ofNullable(namespace));
  }

  PodQuery query(Cluster cluster) {
    return new PodQuery(
        allNamespaces ? Optional.empty() : Optional.of(cluster.namespace()),
        Optional.ofNullable(labels),
        Optional.empty(),
        List.of());
  }
}
