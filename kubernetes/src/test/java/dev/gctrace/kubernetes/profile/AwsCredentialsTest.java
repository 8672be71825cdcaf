package dev.gctrace.kubernetes.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each place of the usual chain, in a process whose environment has that alone. */
@Timeout(120)
class AwsCredentialsTest {

  @TempDir private Path dir;
  private HttpServer server;
  private String url;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", AwsCredentialsTest::answer);
    server.start();
    url = "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  @Test
  void theEnvironmentItself() throws Exception {
    assertThat(
            found(
                Map.of(
                    "AWS_ACCESS_KEY_ID", "id",
                    "AWS_SECRET_ACCESS_KEY", "secret",
                    "AWS_SESSION_TOKEN", "token")))
        .isEqualTo("id secret token");
  }

  @Test
  void aProfileOfTheSharedFile() throws Exception {
    Path file =
        Files.writeString(
            dir.resolve("credentials"),
            """
            [default]
            aws_access_key_id = other
            aws_secret_access_key = other
            [ci]
            # for the pipeline
            aws_access_key_id=id
            aws_secret_access_key = secret
            """);

    assertThat(found(Map.of("AWS_SHARED_CREDENTIALS_FILE", file.toString(), "AWS_PROFILE", "ci")))
        .isEqualTo("id secret without token");
  }

  @Test
  void aProgramThatAProfileNames() throws Exception {
    Path program =
        Files.writeString(
            dir.resolve("login"),
            """
            #!/bin/sh
            echo '{"Version":1,"AccessKeyId":"id","SecretAccessKey":"secret"}'
            """);
    Path file =
        Files.writeString(
            dir.resolve("config"), "[profile ci]\ncredential_process = sh " + program + "\n");

    assertThat(found(Map.of("AWS_CONFIG_FILE", file.toString(), "AWS_PROFILE", "ci")))
        .isEqualTo("id secret without token");
  }

  @Test
  void theIdentityOfAServiceAccount() throws Exception {
    Path token = Files.writeString(dir.resolve("token"), "a-token-of-the-cluster");

    assertThat(
            found(
                Map.of(
                    "AWS_ROLE_ARN",
                    "arn:aws:iam::123456789012:role/gctrace",
                    "AWS_WEB_IDENTITY_TOKEN_FILE",
                    token.toString(),
                    "AWS_ENDPOINT_URL_STS",
                    url,
                    "AWS_REGION",
                    "eu-central-1")))
        .isEqualTo("id secret token-of-web-identity");
  }

  @Test
  void theIdentityOfAPod() throws Exception {
    Path token = Files.writeString(dir.resolve("token"), "a-token-of-the-pod");

    assertThat(
            found(
                Map.of(
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
                    url + "/v1/credentials",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
                    token.toString())))
        .isEqualTo("id secret token-of-pod");
  }

  @Test
  void theMachine() throws Exception {
    assertThat(
            found(
                Map.of(
                    "AWS_EC2_METADATA_DISABLED",
                    "false",
                    "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                    url)))
        .isEqualTo("id secret token-of-machine");
  }

  @Test
  void nowhereIsSaidInOneLineThatNamesThePlaces() throws Exception {
    assertThat(found(Map.of()))
        .isEqualTo(
            "no credentials for the bucket: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, choose"
                + " a profile with AWS_PROFILE, or give the pod or the machine a role");
  }

  @Test
  void aPlaceThatIsAskedForAndFailsIsSaidWithItsReason() throws Exception {
    assertThat(
            found(
                Map.of(
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI", url + "/nowhere", "AWS_PROFILE", "ci")))
        .startsWith("no credentials for the bucket: ")
        .contains("; ProfileCredentialsProvider(", "; ContainerCredentialsProvider(")
        .doesNotContain("Environment", "\n");
  }

  private String found(Map<String, String> environment) throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-Duser.home=" + dir,
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            CredentialsProbe.class.getName());
    Map<String, String> all = new HashMap<>(environment);
    all.putIfAbsent("AWS_EC2_METADATA_DISABLED", "true");
    all.put("HOME", dir.toString());
    all.put("PATH", System.getenv("PATH"));
    java.environment().clear();
    java.environment().putAll(all);
    Process process = java.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return out.strip();
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String body =
          switch (path) {
            case "/latest/api/token" -> exchange.getRequestMethod().equals("PUT") ? "session" : "";
            case "/latest/meta-data/iam/security-credentials/" -> "role";
            case "/latest/meta-data/iam/security-credentials/role" ->
                "session".equals(exchange.getRequestHeaders().getFirst("x-aws-ec2-metadata-token"))
                    ? json("token-of-machine")
                    : "";
            case "/v1/credentials" ->
                "a-token-of-the-pod".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                    ? json("token-of-pod")
                    : "";
            case "/" ->
                asked.contains("Action=AssumeRoleWithWebIdentity")
                        && asked.contains("WebIdentityToken=a-token-of-the-cluster")
                    ? xml()
                    : "";
            default -> "";
          };
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(
          body.isEmpty() ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
      if (bytes.length > 0) {
        exchange.getResponseBody().write(bytes);
      }
    }
  }

  private static String json(String token) {
    return """
        {"Code":"Success","Type":"AWS-HMAC","LastUpdated":"2026-01-05T10:00:00Z",
         "AccessKeyId":"id","SecretAccessKey":"secret","Token":"%s",
         "Expiration":"2099-01-05T10:00:00Z"}"""
        .formatted(token);
  }

  private static String xml() {
    return """
        <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <AssumeRoleWithWebIdentityResult>
            <Credentials>
              <AccessKeyId>id</AccessKeyId>
              <SecretAccessKey>secret</SecretAccessKey>
              <SessionToken>token-of-web-identity</SessionToken>
              <Expiration>2099-01-05T10:00:00Z</Expiration>
            </Credentials>
            <AssumedRoleUser>
              <Arn>arn:aws:sts::123456789012:assumed-role/gctrace/x</Arn>
              <AssumedRoleId>AROA:x</AssumedRoleId>
            </AssumedRoleUser>
          </AssumeRoleWithWebIdentityResult>
        </AssumeRoleWithWebIdentityResponse>""";
  }
}
