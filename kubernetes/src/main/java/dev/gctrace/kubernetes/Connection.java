package dev.gctrace.kubernetes;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.OAuthTokenProvider;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds the cluster that is meant, as kubectl does, and opens a client to it. */
final class Connection {

  private static final String IN_POD = "KUBERNETES_SERVICE_HOST";

  private Connection() {}

  static KubernetesClient open(ClusterOptions options) throws ClusterProblem {
    return new KubernetesClientBuilder().withConfig(config(options)).build();
  }

  static Config config(ClusterOptions options) throws ClusterProblem {
    Config config = located(options);
    requireContext(config, options);
    useTokenFile(config);
    options.namespace().ifPresent(config::setNamespace);
    if (config.getNamespace() == null || config.getNamespace().isEmpty()) {
      config.setNamespace("default");
    }
    config.setUserAgent("gctrace");
    // Credentials that are not accepted are answered with 401 and the end of the connection, of
    // which the JDK's client tells the second alone when it speaks HTTP/2.
    config.setHttp2Disable(true);
    // Requests are repeated in one place, which knows what the server said.
    config.setRequestRetryBackoffLimit(0);
    return config;
  }

  private static Config located(ClusterOptions options) throws ClusterProblem {
    String context = options.context().orElse(null);
    try {
      if (options.kubeconfig().isEmpty()) {
        requireSomeCluster();
        return Config.autoConfigure(context);
      }
      Path file = options.kubeconfig().get();
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new ClusterProblem(
            ClusterProblem.Kind.NO_CLUSTER, file + ": no such kubeconfig, or it cannot be read");
      }
      Config config = Config.fromKubeconfig(context, file.toFile());
      Config.configFromSysPropsOrEnvVars(config);
      return config;
    } catch (RuntimeException e) {
      // The client's own exceptions and those of whatever reads YAML below it.
      throw new ClusterProblem(
          ClusterProblem.Kind.NO_CLUSTER,
          options.kubeconfig().map(Path::toString).orElse("kubeconfig")
              + ": cannot be read as a kubeconfig: "
              + Problems.firstLine(Problems.root(e)),
          e);
    }
  }

  private static void requireSomeCluster() throws ClusterProblem {
    boolean someFile =
        Config.getKubeconfigFilenames().stream()
            .map(File::new)
            .anyMatch(file -> file.isFile() && file.length() > 0);
    if (!someFile && System.getenv(IN_POD) == null) {
      throw new ClusterProblem(
          ClusterProblem.Kind.NO_CLUSTER,
          "no cluster: there is no kubeconfig at "
              + String.join(", ", Config.getKubeconfigFilenames())
              + ", and this is not a pod; name one with --kubeconfig");
    }
  }

  /** The client takes the current context where the one that was asked for is not there. */
  private static void requireContext(Config config, ClusterOptions options) throws ClusterProblem {
    NamedContext current = config.getCurrentContext();
    boolean fromFile = options.kubeconfig().isPresent() || !config.getContexts().isEmpty();
    if (options.context().isPresent()
        && (current == null || !options.context().get().equals(current.getName()))) {
      throw new ClusterProblem(
          ClusterProblem.Kind.NO_CLUSTER,
          "there is no context " + options.context().get() + "; there are: " + contexts(config));
    }
    if (fromFile && current == null) {
      throw new ClusterProblem(
          ClusterProblem.Kind.NO_CLUSTER,
          "the kubeconfig has no current context; choose one with --context: " + contexts(config));
    }
  }

  private static String contexts(Config config) {
    List<NamedContext> contexts = config.getContexts();
    return contexts.isEmpty()
        ? "none"
        : contexts.stream().map(NamedContext::getName).sorted().collect(Collectors.joining(", "));
  }

  /** A user whose token stands in a file of its own, which the client does not know. */
  private static void useTokenFile(Config config) throws ClusterProblem {
    File kubeconfig = config.getFileWithAuthInfo();
    NamedContext context = config.getCurrentContext();
    if (kubeconfig == null || context == null || config.getAutoOAuthToken() != null) {
      return;
    }
    Optional<String> named =
        KubeConfigUtils.parseConfig(kubeconfig).getUsers().stream()
            .filter(user -> user.getName().equals(context.getContext().getUser()))
            .map(NamedAuthInfo::getUser)
            .map(AuthInfo::getTokenFile)
            .filter(file -> file != null && !file.isEmpty())
            .findFirst();
    if (named.isEmpty()) {
      return;
    }
    Path file = kubeconfig.toPath().toAbsolutePath().resolveSibling(named.get());
    if (!Files.isReadable(file)) {
      throw new ClusterProblem(
          ClusterProblem.Kind.NO_CLUSTER, file + ": the token file cannot be read");
    }
    config.setOauthTokenProvider(tokenIn(file));
  }

  private static OAuthTokenProvider tokenIn(Path file) {
    return () -> {
      try {
        return Files.readString(file).strip();
      } catch (IOException e) {
        throw new UncheckedIOException(file + ": the token file cannot be read", e);
      }
    };
  }
}
