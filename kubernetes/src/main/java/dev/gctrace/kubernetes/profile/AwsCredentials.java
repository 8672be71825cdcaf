package dev.gctrace.kubernetes.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Credentials as the tools of AWS find them: the environment, then the shared credentials file.
 *
 * @param keyId the access key's id
 * @param secret the access key
 * @param token the session's token; empty when there is none
 */
record AwsCredentials(String keyId, String secret, Optional<String> token) {

  /** Finds them; the message of the exception says where was looked. */
  static AwsCredentials find(Map<String, String> environment) throws IOException {
    String keyId = environment.get("AWS_ACCESS_KEY_ID");
    String secret = environment.get("AWS_SECRET_ACCESS_KEY");
    if (keyId != null && secret != null) {
      return new AwsCredentials(
          keyId, secret, Optional.ofNullable(environment.get("AWS_SESSION_TOKEN")));
    }
    String named = environment.get("AWS_SHARED_CREDENTIALS_FILE");
    Path file =
        named == null
            ? Path.of(environment.getOrDefault("HOME", "/"), ".aws", "credentials")
            : Path.of(named);
    String profile = environment.getOrDefault("AWS_PROFILE", "default");
    Map<String, String> found =
        Files.isReadable(file) ? section(Files.readAllLines(file), profile) : Map.of();
    if (!found.containsKey("aws_access_key_id") || !found.containsKey("aws_secret_access_key")) {
      throw new IOException(
          "no credentials for the bucket: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or write"
              + " them to "
              + file
              + " under ["
              + profile
              + "]");
    }
    return new AwsCredentials(
        found.get("aws_access_key_id"),
        found.get("aws_secret_access_key"),
        Optional.ofNullable(found.get("aws_session_token")));
  }

  private static Map<String, String> section(List<String> lines, String name) {
    Map<String, String> values = new HashMap<>();
    boolean inside = false;
    for (String line : lines) {
      String text = line.strip();
      int sign = text.indexOf('=');
      if (text.startsWith("[")) {
        inside = text.equals("[" + name + "]");
      } else if (inside && sign > 0 && !text.startsWith("#")) {
        values.put(text.substring(0, sign).strip(), text.substring(sign + 1).strip());
      }
    }
    return values;
  }

  /** What they are is not printed. */
  @Override
  public String toString() {
    return "credentials";
  }
}
