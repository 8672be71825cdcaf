package dev.gctrace.streams.notify;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A receiver of alerts.
 *
 * @param kind what it understands
 * @param uri where requests go, without a user's name and password
 * @param authorization value of the header; empty when none is sent
 */
record Target(Kind kind, URI uri, Optional<String> authorization) {

  private static final String API = "/api/v2/alerts";

  /** What a receiver understands. */
  enum Kind {
    /** Prometheus Alertmanager's API, version 2. */
    ALERTMANAGER,
    /** Each alert's JSON object as it is. */
    WEBHOOK;

    private final String key = name().toLowerCase(Locale.ROOT);

    /** Its name in settings, in logs and in the name of the consumer group. */
    String key() {
      return key;
    }
  }

  /**
   * Reads an address. A user's name and password in it are sent as basic authentication; to
   * Alertmanager's the path of its API is added.
   *
   * @throws IllegalArgumentException when it is not an http or https address; the message holds it
   *     without what may be secret
   */
  static Target of(Kind kind, String address, Optional<String> authorization) {
    URI given;
    try {
      given = URI.create(address);
    } catch (IllegalArgumentException e) {
      // The reason would repeat the address, which may hold a secret.
      throw new IllegalArgumentException("the address of a " + kind.key() + " is not a URL");
    }
    String scheme = given.getScheme() == null ? "" : given.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || given.getHost() == null) {
      throw new IllegalArgumentException(
          "'"
              + place(given)
              + "' is not an address of a "
              + kind.key()
              + "; write http://host:port or https://host:port");
    }
    String user = given.getUserInfo();
    Optional<String> header =
        user == null
            ? authorization
            : Optional.of(
                "Basic "
                    + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    String path = given.getRawPath() == null ? "" : given.getRawPath();
    if (kind == Kind.ALERTMANAGER && !path.endsWith(API)) {
      path = (path.endsWith("/") ? path.substring(0, path.length() - 1) : path) + API;
    }
    String query = given.getRawQuery() == null ? "" : "?" + given.getRawQuery();
    return new Target(kind, URI.create(place(given) + path + query), header);
  }

  /** For logs: the path of a webhook is often its secret and is left out. */
  String name() {
    return kind.key() + " " + place(uri);
  }

  /** Of its consumer group; each receiver has one, so that one that is down delays no other. */
  String group(String prefix) {
    String port = uri.getPort() < 0 ? "" : "-" + uri.getPort();
    return prefix + "." + kind.key() + "." + uri.getHost().replaceAll("[^0-9A-Za-z.-]", "") + port;
  }

  private static String place(URI uri) {
    return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }
}
