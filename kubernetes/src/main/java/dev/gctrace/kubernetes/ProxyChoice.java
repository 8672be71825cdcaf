package dev.gctrace.kubernetes;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Which proxy kubectl would ask a cluster through: that of the kubeconfig always, else that of the
 * environment, as Go's {@code golang.org/x/net/http/httpproxy} reads it. A pure function.
 */
final class ProxyChoice {

  private ProxyChoice() {}

  /**
   * The proxy.
   *
   * @param server address of the cluster
   * @param ofKubeconfig its {@code proxy-url}
   * @param environment tells variables; null for one that is not set
   * @return its URL; empty for none
   */
  static Optional<String> of(
      String server, Optional<String> ofKubeconfig, UnaryOperator<String> environment) {
    if (ofKubeconfig.isPresent()) {
      return ofKubeconfig.map(ProxyChoice::whole);
    }
    URI uri = URI.create(server);
    String scheme = "http".equals(uri.getScheme()) ? "HTTP" : "HTTPS";
    Optional<String> proxy = variable(scheme + "_PROXY", environment);
    String host = host(uri);
    if (proxy.isEmpty() || isLoopback(host)) {
      return Optional.empty();
    }
    int port = uri.getPort() < 0 ? scheme.equals("HTTP") ? 80 : 443 : uri.getPort();
    for (String spared : variable("NO_PROXY", environment).orElse("").split(",", -1)) {
      if (isSpared(host, port, spared.strip().toLowerCase(Locale.ROOT))) {
        return Optional.empty();
      }
    }
    return proxy.map(ProxyChoice::whole);
  }

  /** With the scheme and the port that Go takes where none is written. */
  private static String whole(String url) {
    String schemed = url.contains("://") ? url : "http://" + url;
    URI uri = URI.create(schemed);
    int port =
        switch (String.valueOf(uri.getScheme())) {
          case "https" -> 443;
          case "socks5", "socks5h" -> 1080;
          default -> 80;
        };
    return uri.getPort() >= 0 || uri.getRawAuthority() == null
        ? schemed
        : uri.getScheme() + "://" + uri.getRawAuthority() + ":" + port;
  }

  /** A URL without its user and password. */
  static String shown(String url) {
    return url.replaceFirst("://.*@", "://");
  }

  private static Optional<String> variable(String name, UnaryOperator<String> environment) {
    return Optional.ofNullable(environment.apply(name))
        .filter(value -> !value.isBlank())
        .or(() -> Optional.ofNullable(environment.apply(name.toLowerCase(Locale.ROOT))))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private static String host(URI uri) {
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost")
        || IpRange.address(host).filter(IpRange::isLoopback).isPresent();
  }

  /** Whether an entry of NO_PROXY means a host: {@code *}, a network, an address, a domain. */
  private static boolean isSpared(String host, int port, String entry) {
    if (entry.isEmpty()) {
      return false;
    }
    if (entry.equals("*")) {
      return true;
    }
    if (entry.contains("/")) {
      return IpRange.contains(entry, host);
    }
    int colon = entry.lastIndexOf(':');
    boolean ported = colon > 0 && entry.substring(colon + 1).matches("\\d{1,5}");
    if (ported && (entry.indexOf(':') == colon || entry.startsWith("["))) {
      return Integer.parseInt(entry.substring(colon + 1)) == port
          && isSparedHost(host, entry.substring(0, colon));
    }
    return isSparedHost(host, entry);
  }

  private static boolean isSparedHost(String host, String entry) {
    String name = entry.startsWith("*.") ? entry.substring(1) : entry;
    if (name.startsWith(".")) {
      return host.endsWith(name);
    }
    String bare = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    return host.equals(bare)
        || IpRange.contains(bare, host)
        || (IpRange.address(host).isEmpty() && host.endsWith("." + bare));
  }
}
