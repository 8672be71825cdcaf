package dev.gctrace.kubernetes.fake;

import com.sun.net.httpserver.HttpExchange;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The leases of a cluster: of two who change the same version, the first wins. */
public final class FakeLeases {

  static final String PATH = "/apis/coordination.k8s.io/v1/";

  private final Map<String, Map<String, Object>> leases = new HashMap<>();
  private final Set<String> refused = new HashSet<>();
  private int version = 1000;
  private boolean frozen;

  FakeLeases() {}

  /** Who holds a lease; empty when nobody does. */
  public synchronized String holder(String namespace, String name) {
    Map<String, Object> lease = leases.get(namespace + "/" + name);
    return lease == null
        ? ""
        : String.valueOf(((Map<?, ?>) lease.get("spec")).get("holderIdentity"));
  }

  /** Makes a lease as a manifest does: nobody holds it. */
  public void put(String namespace, String name) {
    put(namespace, name, new HashMap<>());
  }

  /** Makes a lease that somebody holds for so long. */
  public void put(String namespace, String name, String holder, int seconds) {
    put(
        namespace,
        name,
        new HashMap<>(Map.of("holderIdentity", holder, "leaseDurationSeconds", seconds)));
  }

  private synchronized void put(String namespace, String name, Map<String, Object> spec) {
    leases.put(
        namespace + "/" + name,
        new HashMap<>(
            Map.of(
                "metadata",
                Map.of("name", name, "resourceVersion", Integer.toString(++version)),
                "spec",
                spec)));
  }

  /** Refuses a verb from now on. */
  public synchronized void refuse(String verb) {
    refused.add(verb);
  }

  /** Answers nothing but 500 from now on, or no longer. */
  public synchronized void freeze(boolean on) {
    frozen = on;
  }

  synchronized void answer(HttpExchange exchange, String path) throws IOException {
    String[] parts = path.substring(PATH.length()).split("/", -1);
    String verb =
        switch (exchange.getRequestMethod()) {
          case "POST" -> "create";
          case "PUT" -> "update";
          default -> "get";
        };
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (frozen) {
      FakeCluster.status(exchange, 500, "etcd has no leader");
    } else if (refused.contains(verb)) {
      FakeCluster.status(
          exchange,
          403,
          "leases.coordination.k8s.io is forbidden: User \"system:serviceaccount:shop:gctrace\""
              + " cannot "
              + verb);
    } else if (verb.equals("get")) {
      Map<String, Object> lease = leases.get(parts[1] + "/" + parts[3]);
      if (lease == null) {
        FakeCluster.status(exchange, 404, "leases \"" + parts[3] + "\" not found");
      } else {
        FakeCluster.json(exchange, 200, Serialization.asJson(lease));
      }
    } else {
      store(exchange, parts[1], verb, Serialization.unmarshal(body, Map.class));
    }
  }

  private void store(HttpExchange exchange, String namespace, String verb, Map<?, ?> sent)
      throws IOException {
    Map<?, ?> metadata = (Map<?, ?>) sent.get("metadata");
    String key = namespace + "/" + metadata.get("name");
    Map<String, Object> before = leases.get(key);
    boolean same =
        before == null
            ? verb.equals("create")
            : verb.equals("update")
                && ((Map<?, ?>) before.get("metadata"))
                    .get("resourceVersion")
                    .equals(metadata.get("resourceVersion"));
    if (!same) {
      FakeCluster.status(exchange, 409, "the object has been modified");
      return;
    }
    Map<String, Object> changed = new HashMap<>();
    changed.put(
        "metadata",
        Map.of("name", metadata.get("name"), "resourceVersion", Integer.toString(++version)));
    changed.put("spec", sent.get("spec"));
    leases.put(key, changed);
    FakeCluster.json(exchange, verb.equals("create") ? 201 : 200, Serialization.asJson(changed));
  }
}
