package dev.gctrace.kubernetes.profile;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Credentials as all tools of AWS find them, by the chain of its SDK: environment, web identity of
 * a service account, profiles (keys, roles, single sign-on, a program), container, machine.
 *
 * @param keyId the access key's id
 * @param secret the access key
 * @param token the session's token; empty when there is none
 */
record AwsCredentials(String keyId, String secret, Optional<String> token) {

  private static final int MAX_SAID = 300;

  /** Variables that ask for one place, and what the SDK calls that. */
  private static final Map<String, String> ASKED =
      Map.of(
          "AWS_WEB_IDENTITY_TOKEN_FILE", "WebIdentity",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI", "Container",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "Container",
          "AWS_PROFILE", "Profile");

  /** Before the name of each place in what the SDK says. */
  private static final Pattern PLACE =
      Pattern.compile("(?:, | : \\[)(?=[A-Z][A-Za-z]+Provider\\()");

  /** Where credentials come from; those that expire are fetched anew by it. */
  @FunctionalInterface
  interface Source {

    /** Finds them; the message of the exception says where was looked. */
    AwsCredentials find() throws IOException;
  }

  /**
   * The usual chain.
   *
   * @param environment environment variables, to say what of them does not work
   */
  static Source usual(Map<String, String> environment) {
    AwsCredentialsProvider chain = DefaultCredentialsProvider.builder().build();
    return () -> {
      try {
        return of(chain.resolveCredentials());
      } catch (SdkException e) {
        throw new IOException(
            "no credentials for the bucket: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, choose"
                + " a profile with AWS_PROFILE, or give the pod or the machine a role"
                + failures(e.getMessage(), environment),
            e);
      }
    };
  }

  private static AwsCredentials of(software.amazon.awssdk.auth.credentials.AwsCredentials found) {
    return new AwsCredentials(
        found.accessKeyId(),
        found.secretAccessKey(),
        found instanceof AwsSessionCredentials session
            ? Optional.of(session.sessionToken())
            : Optional.empty());
  }

  /** What the SDK says of the places that the environment asks for. */
  private static String failures(String said, Map<String, String> environment) {
    Set<String> asked =
        ASKED.entrySet().stream()
            .filter(place -> environment.containsKey(place.getKey()))
            .map(Map.Entry::getValue)
            .collect(Collectors.toSet());
    return PLACE
        .splitAsStream(said.replaceAll("\\s+", " "))
        .filter(place -> place.contains("): ") && asked.stream().anyMatch(place::startsWith))
        .map(place -> place.length() <= MAX_SAID ? place : place.substring(0, MAX_SAID) + " ...")
        .map(place -> "; " + place)
        .collect(Collectors.joining());
  }

  /** What they are is not printed. */
  @Override
  public String toString() {
    return "credentials";
  }
}
