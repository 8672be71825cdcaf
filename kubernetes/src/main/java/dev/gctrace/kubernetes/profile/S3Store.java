package dev.gctrace.kubernetes.profile;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A bucket of S3, or of what speaks its protocol. The environment says which, as for the tools of
 * AWS: {@code AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL} for another server, which is then
 * asked path-style, {@code AWS_REGION} or {@code AWS_DEFAULT_REGION} for the region, and the
 * credentials by the chain of AWS's own SDK.
 */
public final class S3Store implements ProfileStore {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int MAX_SAID = 200;

  private final URI base;
  private final String shown;
  private final String region;
  private final AwsCredentials.Source credentials;
  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  private S3Store(URI base, String shown, String region, AwsCredentials.Source credentials) {
    this.base = base;
    this.shown = shown;
    this.region = region;
    this.credentials = credentials;
  }

  /**
   * A bucket.
   *
   * @param place bucket, and a prefix behind a slash: {@code profiles/prod}
   * @param environment environment variables
   * @return a store
   * @throws IOException when it names no bucket, or there are no credentials for it
   */
  public static S3Store of(String place, Map<String, String> environment) throws IOException {
    return of(place, environment, AwsCredentials.usual(environment));
  }

  static S3Store of(
      String place, Map<String, String> environment, AwsCredentials.Source credentials)
      throws IOException {
    int slash = place.indexOf('/');
    String bucket = slash < 0 ? place : place.substring(0, slash);
    String prefix = slash < 0 ? "" : place.substring(slash + 1);
    if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw new IOException("s3://" + place + ": '" + bucket + "' is no name of a bucket");
    }
    String folder = prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/";
    String region = first(environment, "AWS_REGION", "AWS_DEFAULT_REGION").orElse("us-east-1");
    Optional<String> endpoint = first(environment, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
    String server =
        endpoint
            .map(url -> url.replaceAll("/+$", "") + "/" + bucket)
            .orElse("https://" + bucket + ".s3." + region + ".amazonaws.com");
    // What is missing is told before there is anything to save.
    var unused = credentials.find();
    return new S3Store(
        URI.create(server + "/" + encoded(folder)),
        "s3://" + bucket + "/" + folder,
        region,
        credentials);
  }

  @Override
  public String save(String name, byte[] bytes) throws IOException {
    URI uri = URI.create(base + encoded(name));
    AwsCredentials signer = credentials.find();
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("host", uri.getRawAuthority());
    headers.put("x-amz-date", AwsSignature.time(Instant.now()));
    headers.put("x-amz-content-sha256", AwsSignature.sha256(bytes));
    signer.token().ifPresent(token -> headers.put("x-amz-security-token", token));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(PATIENCE)
            .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes))
            .header(
                "Authorization",
                AwsSignature.authorization("PUT", uri.getRawPath(), headers, region, signer));
    headers.forEach(
        (key, value) -> {
          // The client writes the host itself and lets nobody else do it.
          if (!key.equals("host")) {
            request.header(key, value);
          }
        });
    send(request.build(), name);
    return shown + name;
  }

  private void send(HttpRequest request, String name) throws IOException {
    try {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() / 100 != 2) {
        String said = response.body().strip().replaceAll("\\s+", " ");
        throw new IOException(
            shown
                + name
                + ": the bucket answers "
                + response.statusCode()
                + ": "
                + said.substring(0, Math.min(MAX_SAID, said.length())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(shown + name + ": interrupted", e);
    }
  }

  private static Optional<String> first(Map<String, String> environment, String... names) {
    for (String name : names) {
      String value = environment.get(name);
      if (value != null && !value.isEmpty()) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** Encoded as the signature wants it: all but letters, digits, {@code -._~} and slashes. */
  private static String encoded(String path) {
    return URLEncoder.encode(path, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~")
        .replace("%2F", "/");
  }
}
