package dev.gctrace.kubernetes;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.ExecConfig;
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
import java.util.Objects;
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
    useCredentials(config);
    useProxy(config);
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
              + (e instanceof NullPointerException
                  ? "there is nothing in it"
                  : Problems.firstLine(Problems.root(e))),
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

  /** What the client does not know of a user: a token in a file, a plugin that fails. */
  private static void useCredentials(Config config) throws ClusterProblem {
    Optional<AuthInfo> user = user(config);
    if (user.isEmpty() || config.getAutoOAuthToken() != null) {
      return;
    }
    if (user.get().getExec() != null) {
      requirePlugin(config, user.get().getExec());
    }
    String named = user.get().getTokenFile();
    if (named == null || named.isEmpty()) {
      return;
    }
    Path file = config.getFileWithAuthInfo().toPath().toAbsolutePath().resolveSibling(named);
    if (!Files.isReadable(file)) {
      throw new ClusterProblem(
          ClusterProblem.Kind.NO_CLUSTER, file + ": the token file cannot be read");
    }
    config.setOauthTokenProvider(tokenIn(file));
  }

  /** As it stands in the file that names it: the client keeps no more of it than it uses. */
  private static Optional<AuthInfo> user(Config config) {
    File kubeconfig = config.getFileWithAuthInfo();
    NamedContext context = config.getCurrentContext();
    return kubeconfig == null || context == null
        ? Optional.empty()
        : KubeConfigUtils.parseConfig(kubeconfig).getUsers().stream()
            .filter(user -> user.getName().equals(context.getContext().getUser()))
            .map(NamedAuthInfo::getUser)
            .filter(Objects::nonNull)
            .findFirst();
  }

  /** The client goes on as nobody when a credential plugin gives nothing. */
  private static void requirePlugin(Config config, ExecConfig plugin) throws ClusterProblem {
    if (config.getClientCertData() == null && config.getClientCertFile() == null) {
      throw new ClusterProblem(
          ClusterProblem.Kind.NO_CLUSTER,
          "the credential plugin "
              + plugin.getCommand()
              + " of the kubeconfig gave no credentials: it is not installed, or it failed; run"
              + " kubectl get pods to see what it says");
    }
  }

  /** The client takes the proxy of a kubeconfig for plain HTTP alone, and spares no loopback. */
  private static void useProxy(Config config) throws ClusterProblem {
    Optional<String> ofKubeconfig =
        Optional.ofNullable(config.getCurrentContext())
            .map(context -> context.getContext().getCluster())
            .flatMap(name -> proxyUrl(config, name));
    String proxy = ProxyChoice.of(config.getMasterUrl(), ofKubeconfig, System::getenv).orElse(null);
    if (proxy != null && !proxy.startsWith("http")) {
      throw new ClusterProblem(
          ClusterProblem.Kind.NO_CLUSTER,
          ProxyChoice.shown(proxy)
              + ": only HTTP proxies are spoken to; kubectl proxy makes the cluster a plain one at"
              + " http://127.0.0.1:8001, which a kubeconfig can name");
    }
    config.setHttpProxy(proxy);
    config.setHttpsProxy(proxy);
    config.setNoProxy(null);
  }

  private static Optional<String> proxyUrl(Config config, String cluster) {
    return Optional.ofNullable(config.getFileWithCluster())
        .map(KubeConfigUtils::parseConfig)
        .stream()
        .flatMap(file -> file.getClusters().stream())
        .filter(one -> one.getName().equals(cluster) && one.getCluster() != null)
        .map(one -> one.getCluster().getProxyUrl())
        .filter(url -> url != null && !url.isEmpty())
        .findFirst();
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
