package dev.gctrace.streams.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a probe asks for.
 *
 * @param check tells whether all is well
 */
record CheckPage(HttpEndpoint.Check check) implements HttpEndpoint.Page {

  @Override
  public int status() {
    return check.problem().isEmpty() ? 200 : 503;
  }

  @Override
  public void write(OutputStream out) throws IOException {
    String problem = check.problem();
    out.write(((problem.isEmpty() ? "ok" : problem) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
