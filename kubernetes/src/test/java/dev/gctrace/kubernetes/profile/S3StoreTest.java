package dev.gctrace.kubernetes.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3StoreTest {

  private static final AwsCredentials EXAMPLE =
      new AwsCredentials(
          "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", Optional.empty());

  @TempDir private Path dir;
  private HttpServer server;
  private final List<String> requests = new ArrayList<>();
  private volatile int code = 200;

  @BeforeEach
  void open() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    server.stop(0);
  }

  /** The examples of "Signature Calculations for the Authorization Header", S3 API Reference. */
  @Test
  void signaturesAreThoseOfThePublishedExamples() {
    TreeMap<String, String> put =
        new TreeMap<>(
            Map.of(
                "date", "Fri, 24 May 2013 00:00:00 GMT",
                "host", "examplebucket.s3.amazonaws.com",
                "x-amz-content-sha256",
                    AwsSignature.sha256("Welcome to Amazon S3.".getBytes(StandardCharsets.UTF_8)),
                "x-amz-date", "20130524T000000Z",
                "x-amz-storage-class", "REDUCED_REDUNDANCY"));
    TreeMap<String, String> get =
        new TreeMap<>(
            Map.of(
                "host", "examplebucket.s3.amazonaws.com",
                "range", "bytes=0-9",
                "x-amz-content-sha256", AwsSignature.sha256(new byte[0]),
                "x-amz-date", "20130524T000000Z"));

    assertThat(AwsSignature.authorization("PUT", "/test%24file.text", put, "us-east-1", EXAMPLE))
        .isEqualTo(
            "AWS4-HMAC-SHA256"
                + " Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,"
                + "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,"
                + "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    assertThat(AwsSignature.authorization("GET", "/test.txt", get, "us-east-1", EXAMPLE))
        .endsWith("Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
  }

  @Test
  void aFileIsPutPathStyleOnAnotherServerAndSigned() throws IOException {
    S3Store store = store("profiles/prod");

    assertThat(store.save("shop_orders_app_15_x.pb.gz", new byte[] {1, 2, 3}))
        .isEqualTo("s3://profiles/prod/shop_orders_app_15_x.pb.gz");
    assertThat(requests)
        .singleElement()
        .asString()
        .startsWith(
            "PUT /profiles/prod/shop_orders_app_15_x.pb.gz 3 AWS4-HMAC-SHA256 Credential=id/")
        .contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,")
        .doesNotContain("key-of-the-test");
  }

  @Test
  void whatTheBucketRefusesIsSaid() throws IOException {
    code = 403;

    assertThatThrownBy(() -> store("profiles").save("a", new byte[1]))
        .hasMessage(
            "s3://profiles/a: the bucket answers 403: <Error> <Code>AccessDenied</Code> </Error>");
  }

  @Test
  void missingCredentialsAndBadNamesAreSaidBeforeThereIsAnythingToSave() {
    assertThatThrownBy(
            () ->
                S3Store.of(
                    "profiles",
                    environment(),
                    () -> {
                      throw new IOException("no credentials for the bucket: nowhere");
                    }))
        .hasMessage("no credentials for the bucket: nowhere");
    assertThatThrownBy(() -> S3Store.of("Not A Bucket/x", environment()))
        .hasMessageContaining("'Not A Bucket' is no name of a bucket");
    assertThat(EXAMPLE).hasToString("credentials");
  }

  @Test
  void aDirectoryHoldsWholeFilesOnly() throws IOException {
    Path folder = dir.resolve("a/b");

    assertThat(new DirectoryStore(folder).save("x.pb.gz", new byte[] {7}))
        .isEqualTo(folder.resolve("x.pb.gz").toString());
    assertThat(folder.resolve("x.pb.gz")).hasBinaryContent(new byte[] {7});
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
    assertThatThrownBy(() -> new DirectoryStore(folder.resolve("x.pb.gz")).save("y", new byte[1]))
        .hasMessageContaining("y: cannot be written");
  }

  private S3Store store(String place) throws IOException {
    return S3Store.of(
        place,
        environment(),
        () -> new AwsCredentials("id", "key-of-the-test", Optional.of("token")));
  }

  private Map<String, String> environment() {
    return Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      int length = exchange.getRequestBody().readAllBytes().length;
      requests.add(
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI()
              + " "
              + length
              + " "
              + exchange.getRequestHeaders().getFirst("Authorization"));
      byte[] body = "<Error>\n<Code>AccessDenied</Code>\n</Error>".getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(code, code == 200 ? -1 : body.length);
      if (code != 200) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}
