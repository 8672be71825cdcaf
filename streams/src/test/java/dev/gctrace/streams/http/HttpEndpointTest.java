package dev.gctrace.streams.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gctrace.streams.clients.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpEndpointTest {

  @TempDir private Path folder;

  private final HttpClient http = HttpClient.newHttpClient();
  private volatile String problem = "";
  private HttpEndpoint endpoint;

  @BeforeEach
  void start() throws IOException {
    endpoint =
        HttpEndpoint.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Map.of("/healthz", HttpEndpoint.Page.check(() -> problem)));
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void aProbeIsToldWhetherAllIsWell() throws Exception {
    assertThat(get("/healthz").statusCode()).isEqualTo(200);
    assertThat(get("/healthz").body()).isEqualTo("ok\n");
    problem = "ended: ERROR";
    assertThat(get("/healthz").statusCode()).isEqualTo(503);
    assertThat(get("/healthz?verbose").body()).isEqualTo("ended: ERROR\n");
  }

  @Test
  void onlyKnownPagesAreReadAndNothingIsWritten() throws Exception {
    for (String path : new String[] {"/", "/healthz/", "/healthzz", "/../healthz", "/%2e%2e/etc"}) {
      assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }
    HttpResponse<String> post =
        http.send(
            request("/healthz").POST(BodyPublishers.ofString("x")).build(),
            BodyHandlers.ofString());
    assertThat(post.statusCode()).isEqualTo(405);
    assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
    HttpResponse<String> head =
        http.send(
            request("/healthz").method("HEAD", BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void hostileRequestsAndClientsThatDawdleDoNotKeepOthersFromTheirAnswer() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            EndpointProcess.class.getName());
    List<Socket> open = new ArrayList<>();
    try (Client process = Client.start(folder, Map.of(), command)) {
      int port = Integer.parseInt(process.awaitWord("port (.*)"));
      for (int i = 0; i < 40; i++) {
        open.add(send(port, "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: "));
      }
      open.add(send(port, "\u0000\u0001\u0002\r\n\r\n"));
      open.add(send(port, "GET " + "/x".repeat(100_000) + " HTTP/1.1\r\n\r\n"));
      open.add(send(port, "GET /healthz HTTP/1.1\r\n" + "X: y\r\n".repeat(10_000) + "\r\n"));
      open.add(send(port, "POST /healthz HTTP/1.1\r\nContent-Length: 99999999999\r\n\r\nabc"));
      open.add(send(port, "GET /healthz HTTP/1.1\r\nContent-Length: -7\r\n\r\n"));
      open.add(send(port, "GET /long HTTP/1.1\r\nHost: x\r\n\r\n"));

      HttpRequest request = request(port, "/healthz").build();
      assertThat(http.send(request, BodyHandlers.ofString()).body()).isEqualTo("ok\n");
    } finally {
      for (Socket socket : open) {
        socket.close();
      }
    }
  }

  @Test
  void anAddressThatIsTakenIsNamed() {
    int port = endpoint.address().getPort();
    assertThatIOException()
        .isThrownBy(() -> HttpEndpoint.start(endpoint.address(), Map.of()))
        .withMessageStartingWith("cannot listen at 127.0.0.1:" + port)
        .withMessageEndingWith("give --http another address, or off");
  }

  @Test
  void addressesAreReadAsPeopleWriteThem() {
    assertThat(Address.of("off")).isEmpty();
    assertThat(Address.of("9464").orElseThrow().getAddress().isLoopbackAddress()).isTrue();
    assertThat(Address.of("0.0.0.0:9464").orElseThrow().getAddress().isAnyLocalAddress()).isTrue();
    assertThat(Address.of(":9464").orElseThrow().getAddress().isAnyLocalAddress()).isTrue();
    assertThat(Address.of("[::1]:80").orElseThrow().getPort()).isEqualTo(80);
    for (String none : new String[] {"", "host", "1.2.3.4:", "99999", "-1", "٩٤٦٤"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Address.of(none))
          .withMessageStartingWith("'" + none + "' is not an address");
    }
  }

  private static Socket send(int port, String text) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    try {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
      socket.getOutputStream().flush();
    } catch (IOException e) {
      // The server has already hung up on it, which is its right.
      assertThat(socket.isClosed()).isFalse();
    }
    return socket;
  }

  private HttpRequest.Builder request(String path) {
    return request(endpoint.address().getPort(), path);
  }

  private static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofMinutes(3));
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }
}
