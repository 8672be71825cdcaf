package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.ClusterProblem.Kind;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.profile.HeapProfile;
import dev.gctrace.kubernetes.profile.PprofFile;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Takes heap profiles through the port-forward of the API. */
final class ProfileSource {

  /** Where Go programs serve pprof when their pod does not tell: the examples of net/http/pprof. */
  private static final List<Integer> USUAL_PORTS = List.of(6060, 8080);

  private static final List<String> NAMES = List.of("pprof", "debug");
  private static final String PATH = "/debug/pprof/heap";
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final int MAX_BYTES = 64 << 20;

  /** HTTP/1.0, so that the answer ends where the connection does. */
  private static final String REQUEST =
      "GET " + PATH + " HTTP/1.0\r\nHost: localhost\r\nUser-Agent: gctrace\r\n\r\n";

  private static final String LENGTH = "Content-Length:";

  private final Api api;

  ProfileSource(Api api) {
    this.api = api;
  }

  /**
   * Takes a profile.
   *
   * @param given the port; empty to try those that are declared, then the usual ones
   */
  HeapProfile take(ContainerFacts container, OptionalInt given) throws ClusterProblem {
    Set<Integer> ports =
        given.isPresent() ? Set.of(given.getAsInt()) : candidates(container.ports());
    List<String> failures = new ArrayList<>();
    for (int port : ports) {
      try {
        return new HeapProfile(body(fetch(container, port)), port);
      } catch (ClusterProblem e) {
        throw e;
      } catch (IOException e) {
        failures.add(port + ": " + Problems.firstLine(e));
      }
    }
    throw new ClusterProblem(
        Kind.FAILED,
        container.who().name().orElse("-")
            + " gives no heap profile ("
            + String.join("; ", failures)
            + "); it has to import net/http/pprof and serve it, and --pprof-port names the port");
  }

  /** Declared ports with a telling name, the usual ones where declared, all declared, the usual. */
  private static Set<Integer> candidates(List<ContainerFacts.Port> declared) {
    List<Integer> all = declared.stream().map(ContainerFacts.Port::number).toList();
    Set<Integer> ports = new LinkedHashSet<>();
    declared.stream()
        .filter(port -> NAMES.stream().anyMatch(port.name()::contains))
        .forEach(port -> ports.add(port.number()));
    Stream.of(USUAL_PORTS.stream().filter(all::contains), all.stream(), USUAL_PORTS.stream())
        .flatMap(some -> some)
        .forEach(ports::add);
    return ports;
  }

  private byte[] fetch(ContainerFacts container, int port) throws IOException {
    // Without an address the client would listen on all of this machine's.
    try (LocalPortForward forward =
            api.client()
                .pods()
                .inNamespace(container.who().namespace())
                .withName(container.who().pod())
                .portForward(port, InetAddress.getLoopbackAddress(), 0);
        Socket socket = new Socket()) {
      try {
        socket.connect(
            new InetSocketAddress(forward.getLocalAddress(), forward.getLocalPort()),
            TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.getOutputStream().write(REQUEST.getBytes(StandardCharsets.US_ASCII));
        byte[] answer = readAll(socket.getInputStream());
        if (answer.length == 0) {
          requireAllowed(forward, container);
        }
        return answer;
      } catch (IOException e) {
        requireAllowed(forward, container);
        throw e;
      }
    }
  }

  /** Reads to the end: of the connection, or of the length that the head tells. */
  private static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    byte[] chunk = new byte[1 << 16];
    long length = Long.MAX_VALUE;
    while (answer.size() < length) {
      int count = in.read(chunk);
      if (count < 0) {
        break;
      }
      answer.write(chunk, 0, count);
      length = length == Long.MAX_VALUE ? toldLength(answer.toByteArray()) : length;
      if (answer.size() > MAX_BYTES) {
        throw new IOException("the answer is longer than " + (MAX_BYTES >> 20) + " MiB");
      }
    }
    return answer.toByteArray();
  }

  /** Bytes of head and body; the largest number when the head does not tell, or is not whole. */
  private static long toldLength(byte[] answer) {
    int head = end(answer);
    if (head == answer.length && !endsHead(answer, head)) {
      return Long.MAX_VALUE;
    }
    return new String(answer, 0, head, StandardCharsets.ISO_8859_1)
        .lines()
        .filter(line -> line.regionMatches(true, 0, LENGTH, 0, LENGTH.length()))
        .map(line -> line.substring(LENGTH.length()).strip())
        .filter(number -> number.matches("[0-9]{1,9}"))
        .mapToLong(number -> head + Long.parseLong(number))
        .findFirst()
        .orElse(Long.MAX_VALUE - 1);
  }

  private static byte[] body(byte[] answer) throws IOException {
    int head = end(answer);
    String status = new String(answer, 0, Math.min(head, 80), StandardCharsets.ISO_8859_1);
    if (answer.length == 0) {
      throw new IOException("nothing listens there");
    }
    if (!status.startsWith("HTTP/1.") || !status.startsWith(" 200", "HTTP/1.0".length())) {
      throw new IOException(
          PATH + " answers " + status.lines().findFirst().orElse("") + " where 200 is expected");
    }
    byte[] body = new byte[answer.length - head];
    System.arraycopy(answer, head, body, 0, body.length);
    if (!PprofFile.is(body)) {
      throw new IOException(PATH + " answers with something that is no profile");
    }
    return body;
  }

  /** Offset behind the head of an answer; its length when it has no end. */
  private static int end(byte[] answer) {
    for (int at = 4; at <= answer.length; at++) {
      if (endsHead(answer, at)) {
        return at;
      }
    }
    return answer.length;
  }

  private static boolean endsHead(byte[] answer, int at) {
    return at >= 4
        && answer[at - 4] == '\r'
        && answer[at - 3] == '\n'
        && answer[at - 2] == '\r'
        && answer[at - 1] == '\n';
  }

  /** The connection to the program is refused by the API, long after it could be opened here. */
  private void requireAllowed(LocalPortForward forward, ContainerFacts container)
      throws IOException {
    List<Throwable> failures = new ArrayList<>(forward.getServerThrowables());
    failures.addAll(forward.getClientThrowables());
    for (Throwable failure : failures) {
      for (Throwable at = failure; at != null; at = at.getCause()) {
        if (at instanceof WebSocketHandshakeException refused
            && refused.getResponse() != null
            && refused.getResponse().code() == 403) {
          // As get, and since Kubernetes 1.35 as create.
          throw new ClusterProblem(
              Kind.FORBIDDEN,
              AccessRule.missing(
                  ApiPath.portForward(container.who().namespace(), container.who().pod()),
                  "",
                  "\"get\", \"create\""));
        }
      }
      throw new IOException(Problems.firstLine(Problems.root(failure)));
    }
  }
}
