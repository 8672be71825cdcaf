package dev.gctrace.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gctrace.kubernetes.fake.FakePod;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.Lookup;
import dev.gctrace.kubernetes.pod.PodReader;
import dev.gctrace.kubernetes.profile.HeapProfile;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.internal.WebSocketMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Port-forwards against fabric8's own mock of the API. */
@Timeout(180)
class ProfileSourceTest {

  private static final String REQUEST =
      "GET /debug/pprof/heap HTTP/1.0\r\nHost: localhost\r\nUser-Agent: gctrace\r\n\r\n";

  @TempDir private Path dir;
  private KubernetesMockServer mock;
  private Cluster cluster;

  @BeforeEach
  void open() throws IOException {
    mock = new KubernetesMockServer(false);
    mock.start();
    Path kubeconfig =
        Files.writeString(
            dir.resolve("kubeconfig"),
            """
            apiVersion: v1
            kind: Config
            clusters: [{name: m, cluster: {server: '%s'}}]
            contexts: [{name: m, context: {cluster: m, namespace: shop}}]
            current-context: m
            """
                .formatted(mock.url("/")));
    cluster =
        Cluster.open(
            new ClusterOptions(Optional.of(kubeconfig), Optional.empty(), Optional.empty()));
  }

  @AfterEach
  void close() {
    cluster.close();
    mock.shutdown();
  }

  @Test
  void aProfileComesThroughThePortThatIsNamed() throws IOException {
    byte[] profile = recorded();
    serve(6061, answer("200 OK", profile));

    HeapProfile taken = cluster.heapProfile(container(""), OptionalInt.of(6061));

    assertThat(taken.bytes()).isEqualTo(profile);
    assertThat(taken.port()).isEqualTo(6061);
  }

  @Test
  void portsAreTriedThoseWithATellingNameFirst() throws IOException {
    serve(9000, answer("404 Not Found", "404 page not found".getBytes(StandardCharsets.UTF_8)));
    serve(7070, answer("200 OK", recorded()));

    HeapProfile taken =
        cluster.heapProfile(
            container(
                "{\"name\":\"http\",\"containerPort\":7070},"
                    + "{\"name\":\"pprof\",\"containerPort\":9000}"),
            OptionalInt.empty());

    assertThat(taken.port()).isEqualTo(7070);
  }

  @Test
  void whatIsNoProfileIsNotTakenForOne() {
    serve(6060, answer("200 OK", "<html>hello</html>".getBytes(StandardCharsets.UTF_8)));

    assertThatThrownBy(() -> cluster.heapProfile(container(""), OptionalInt.of(6060)))
        .hasMessage(
            "shop/orders/app gives no heap profile (6060: /debug/pprof/heap answers with something"
                + " that is no profile); it has to import net/http/pprof and serve it, and"
                + " --pprof-port names the port");
  }

  @Test
  void aRefusalNamesTheRuleWithBothItsVerbs() {
    mock.expect()
        .get()
        .withPath("/api/v1/namespaces/shop/pods/orders/portforward?ports=6060")
        .andReturn(403, "{}")
        .always();

    assertThatThrownBy(() -> cluster.heapProfile(container(""), OptionalInt.of(6060)))
        .hasMessageContaining("not allowed to get pods/portforward in namespace shop")
        .hasMessageContaining("verbs: [\"get\", \"create\"]");
  }

  private void serve(int port, byte[] answer) {
    mock.expect()
        .get()
        .withPath("/api/v1/namespaces/shop/pods/orders/portforward?ports=" + port)
        .andUpgradeToWebSocket()
        .open(frame(0, new byte[] {1, 2}), frame(1, new byte[] {1, 2}))
        .expect("\0" + REQUEST)
        .andEmit(frame(0, answer))
        .always()
        .done()
        .always();
  }

  private static WebSocketMessage frame(int channel, byte[] content) {
    byte[] bytes = new byte[content.length + 1];
    bytes[0] = (byte) channel;
    System.arraycopy(content, 0, bytes, 1, content.length);
    return new WebSocketMessage(0L, bytes, true, true);
  }

  private static byte[] answer(String status, byte[] body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(
        ("HTTP/1.0 " + status + "\r\nContent-Length: " + body.length + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(body);
    return out.toByteArray();
  }

  private static ContainerFacts container(String ports) {
    return PodReader.read(
            FakePod.of(
                "{\"metadata\":{\"name\":\"orders\",\"namespace\":\"shop\"},\"spec\":{\"containers\":"
                    + "[{\"name\":\"app\",\"ports\":["
                    + ports
                    + "]}]}}"),
            Lookup.NONE)
        .get(0);
  }

  private static byte[] recorded() throws IOException {
    try (var in = ProfileSourceTest.class.getResourceAsStream("profile/leaky-go-1.26.pb.gz")) {
      return in.readAllBytes();
    }
  }
}
