package dev.gctrace.streams.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** An endpoint in a process of its own: the JDK reads its limits once, for all servers of a JVM. */
final class EndpointProcess {

  private EndpointProcess() {}

  public static void main(String[] arguments) throws Exception {
    HttpEndpoint endpoint =
        HttpEndpoint.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            Map.of(
                "/healthz",
                HttpEndpoint.Page.check(() -> ""),
                "/long",
                (HttpEndpoint.Page) EndpointProcess::writeMuch));
    System.out.println("port " + endpoint.address().getPort());
    // Until its standard input is closed: it outlives nobody.
    while (System.in.read() >= 0) {
      System.out.println("goes on");
    }
    endpoint.close();
  }

  private static void writeMuch(OutputStream out) throws java.io.IOException {
    byte[] line = "all work and no play\n".repeat(1000).getBytes(UTF_8);
    for (int i = 0; i < 10_000; i++) {
      out.write(line);
    }
  }
}
