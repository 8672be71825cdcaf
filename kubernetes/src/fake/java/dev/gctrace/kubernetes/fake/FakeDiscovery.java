package dev.gctrace.kubernetes.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** What {@code kubectl} asks before it asks for what it wants. */
final class FakeDiscovery {

  private FakeDiscovery() {}

  static void answer(HttpExchange exchange, String path) throws IOException {
    switch (path) {
      case "/api" ->
          FakeCluster.json(exchange, 200, "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}");
      case "/apis" ->
          FakeCluster.json(
              exchange, 200, "{\"kind\":\"APIGroupList\",\"apiVersion\":\"v1\",\"groups\":[]}");
      case "/api/v1" ->
          FakeCluster.json(
              exchange,
              200,
              """
              {"kind":"APIResourceList","groupVersion":"v1","resources":[
               {"name":"pods","singularName":"pod","namespaced":true,"kind":"Pod",
                "verbs":["get","list","watch"],"shortNames":["po"]},
               {"name":"pods/log","singularName":"","namespaced":true,"kind":"Pod",
                "verbs":["get"]}]}""");
      default -> FakeCluster.status(exchange, 404, "the server could not find " + path);
    }
  }
}
