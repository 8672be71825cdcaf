package dev.gctrace.kubernetes.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodListBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** The part of the API that gctrace and {@code kubectl logs} use, with faults on demand. */
public final class FakeCluster implements AutoCloseable {

  private static final String CORE = "/api/v1/";
  private static final String METRICS = "/apis/metrics.k8s.io/v1beta1/";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Pod> pods = Collections.synchronizedMap(new LinkedHashMap<>());
  private final FakeWatch watch = new FakeWatch();
  private final Map<String, ConfigMap> configMaps = new ConcurrentHashMap<>();
  private final Map<String, Node> nodes = new ConcurrentHashMap<>();
  private final Map<String, Deque<FakeLog>> logs = new ConcurrentHashMap<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final Map<String, String> metrics = new ConcurrentHashMap<>();
  private final Deque<Failure> failures = new ArrayDeque<>();
  private final FakeTraffic traffic = new FakeTraffic();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final FakeLeases leases = new FakeLeases();
  private volatile boolean unauthorized;

  /** An answer that stands in for the next one. */
  private record Failure(int code, String retryAfter) {}

  /** A cluster without pods. */
  public FakeCluster() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** A kubeconfig with a context {@code fake} of this cluster in the namespace {@code shop}. */
  public Path kubeconfig(Path dir) throws IOException {
    return Files.writeString(
        dir.resolve("kubeconfig"),
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: fake
          cluster:
            server: %s
        users:
        - name: me
          user:
            token: not-a-secret
        contexts:
        - name: fake
          context:
            cluster: fake
            user: me
            namespace: shop
        current-context: fake
        """
            .formatted(url()));
  }

  /** Adds or replaces a pod. */
  public FakeCluster put(Pod pod) {
    // Whoever lists the pods has the version of just that list.
    synchronized (watch) {
      Pod before =
          pods.put(key(pod.getMetadata().getNamespace(), pod.getMetadata().getName()), pod);
      watch.happened(before == null ? "ADDED" : "MODIFIED", pod);
    }
    return this;
  }

  /** A pod as it is now. */
  public Pod pod(String namespace, String pod) {
    return pods.get(key(namespace, pod));
  }

  /** Adds a ConfigMap. */
  public FakeCluster put(ConfigMap map) {
    configMaps.put(key(map.getMetadata().getNamespace(), map.getMetadata().getName()), map);
    return this;
  }

  /** Adds a node. */
  public FakeCluster put(Node node) {
    nodes.put(node.getMetadata().getName(), node);
    return this;
  }

  /** Takes a pod away. */
  public void delete(String namespace, String pod) {
    synchronized (watch) {
      Pod gone = pods.remove(key(namespace, pod));
      if (gone != null) {
        watch.happened("DELETED", gone);
      }
    }
  }

  /** Takes a pod away while nobody who watches is told. */
  public void deleteUnseen(String namespace, String pod) {
    pods.remove(key(namespace, pod));
  }

  /** Ends the watches that are open, and tells that what happened so far is forgotten. */
  public void forgetChanges() {
    watch.forget();
  }

  /** The connections of the watches that are open carry nothing any more, and are not closed. */
  public void silenceWatches() {
    watch.fallSilent();
  }

  /** The log of a container: one answer a request, the last of them again and again. */
  public FakeCluster log(String namespace, String pod, String container, FakeLog... answers) {
    logs.put(key(namespace, pod) + "/" + container, new ArrayDeque<>(Arrays.asList(answers)));
    return this;
  }

  /** The log of the run before of a container. */
  public FakeCluster previousLog(String namespace, String pod, String container, FakeLog answer) {
    logs.put(
        key(namespace, pod) + "/" + container + "?previous",
        new ArrayDeque<>(List.of(answer)));
    return this;
  }

  /** What a container uses, as the Metrics API says it: {@code 123456Ki}. */
  public FakeCluster usage(String namespace, String pod, String container, String memory) {
    metrics.put(
        key(namespace, pod),
        """
        {"metadata":{"name":"%s","namespace":"%s"},"timestamp":"2026-01-05T10:11:12Z",
         "containers":[{"name":"%s","usage":{"cpu":"5m","memory":"%s"}}]}"""
            .formatted(pod, namespace, container, memory));
    return this;
  }

  /** Refuses what is done to a resource from now on: {@code pods/log}, {@code get}. */
  public FakeCluster refuse(String resource, String verb) {
    refused.add(verb + " " + resource);
    return this;
  }

  /** Its leases. */
  public FakeLeases leases() {
    return leases;
  }

  /** Accepts no credentials from now on. */
  public void expireCredentials() {
    unauthorized = true;
  }

  /** Answers the next requests with a failure. */
  public void failNext(int times, int code, String retryAfter) {
    synchronized (failures) {
      for (int i = 0; i < times; i++) {
        failures.add(new Failure(code, retryAfter));
      }
    }
  }

  /** The requests so far, and which of them were answered. */
  public FakeTraffic traffic() {
    return traffic;
  }

  /** The requests so far: path and query. */
  public List<String> requests() {
    return traffic.requests();
  }

  /** Most log requests that were open at one time. */
  public int mostOpenLogs() {
    return mostOpen.get();
  }

  @Override
  public void close() {
    watch.close();
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String query = exchange.getRequestURI().getRawQuery();
      traffic.asked(exchange.getRequestMethod(), path, query);
      Failure failure;
      synchronized (failures) {
        failure = failures.poll();
      }
      if (unauthorized) {
        status(exchange, 401, "Unauthorized");
      } else if (failure != null) {
        if (failure.retryAfter() != null) {
          exchange.getResponseHeaders().set("Retry-After", failure.retryAfter());
        }
        status(exchange, failure.code(), "out of order");
      } else if (path.startsWith(CORE)) {
        core(exchange, path.substring(CORE.length()).split("/", -1), parameters(query));
      } else if (path.startsWith(FakeLeases.PATH)) {
        leases.answer(exchange, path);
      } else if (path.startsWith(METRICS)) {
        usages(exchange, path.substring(METRICS.length()).split("/", -1));
      } else {
        FakeDiscovery.answer(exchange, path);
      }
      traffic.answered(path);
    }
  }

  private void core(HttpExchange exchange, String[] path, Map<String, String> query)
      throws IOException {
    boolean spaced = path[0].equals("namespaces");
    String namespace = spaced ? path[1] : null;
    String[] rest = spaced ? Arrays.copyOfRange(path, 2, path.length) : path;
    String resource = rest[0] + (rest.length > 2 ? "/" + rest[2] : "");
    String verb = rest.length > 1 ? "get" : query.containsKey("watch") ? "watch" : "list";
    if (refused.contains(verb + " " + resource)) {
      status(
          exchange,
          403,
          resource
              + " is forbidden: User \"system:serviceaccount:shop:gctrace\" cannot "
              + verb
              + " resource");
      return;
    }
    switch (resource) {
      case "pods" -> {
        if (verb.equals("watch")) {
          watch.answer(exchange, query, pod -> isSelected(pod, namespace, query));
        } else if (rest.length == 1) {
          list(exchange, namespace, query);
        } else {
          object(exchange, pods.get(key(namespace, rest[1])), "pods", rest[1]);
        }
      }
      case "pods/log" -> log(exchange, namespace, rest[1], query);
      case "configmaps" ->
          object(exchange, configMaps.get(key(namespace, rest[1])), "configmaps", rest[1]);
      case "nodes" -> object(exchange, nodes.get(rest[1]), "nodes", rest[1]);
      default -> FakeDiscovery.answer(exchange, exchange.getRequestURI().getPath());
    }
  }

  private void list(HttpExchange exchange, String namespace, Map<String, String> query)
      throws IOException {
    List<Pod> all;
    String version;
    synchronized (watch) {
      version = watch.version();
      all = List.copyOf(pods.values());
    }
    all = all.stream().filter(pod -> isSelected(pod, namespace, query)).toList();
    int from = Integer.parseInt(query.getOrDefault("continue", "0"));
    int to =
        Math.min(all.size(), from + Integer.parseInt(query.getOrDefault("limit", "1000000")));
    json(
        exchange,
        200,
        Serialization.asJson(
            new PodListBuilder()
                .withNewMetadata()
                .withContinue(to < all.size() ? Integer.toString(to) : null)
                .withResourceVersion(version)
                .endMetadata()
                .withItems(all.subList(from, to))
                .build()));
  }

  private static boolean isSelected(Pod pod, String namespace, Map<String, String> query) {
    return (namespace == null || namespace.equals(pod.getMetadata().getNamespace()))
        && matches(pod, query.get("labelSelector"))
        && hasFields(pod, query.get("fieldSelector"));
  }

  /** The fields of a pod that tests select by. */
  private static boolean hasFields(Pod pod, String selector) {
    return selector == null
        || selector.equals("metadata.name=" + pod.getMetadata().getName())
        || selector.equals("spec.nodeName=" + pod.getSpec().getNodeName());
  }

  private static boolean matches(Pod pod, String selector) {
    return selector == null
        || Arrays.stream(selector.split(",", -1))
            .map(term -> term.split("=", -1))
            .allMatch(
                term ->
                    pod.getMetadata().getLabels() != null
                        && term[1].equals(pod.getMetadata().getLabels().get(term[0])));
  }

  private void log(
      HttpExchange exchange, String namespace, String pod, Map<String, String> query)
      throws IOException {
    Pod known = pods.get(key(namespace, pod));
    if (known == null) {
      status(exchange, 404, "pods \"" + pod + "\" not found");
      return;
    }
    String container = query.get("container");
    if (container == null) {
      container = known.getSpec().getContainers().get(0).getName();
    }
    boolean previous = "true".equals(query.get("previous"));
    Deque<FakeLog> answers =
        logs.get(key(namespace, pod) + "/" + container + (previous ? "?previous" : ""));
    if (answers == null) {
      status(
          exchange,
          400,
          previous
              ? "previous terminated container \"" + container + "\" in pod \"" + pod + "\" not found"
              : "container \""
                  + container
                  + "\" in pod \""
                  + pod
                  + "\" is waiting to start: ContainerCreating");
      return;
    }
    FakeLog answer;
    synchronized (answers) {
      answer = answers.size() > 1 ? answers.poll() : answers.peek();
    }
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    try {
      // Counted before the headers go out: with them the reader goes on.
      long looks = traffic.timesAsked(CORE + "namespaces/" + namespace + "/pods/" + pod);
      if (answer.code() == 200) {
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(200, answer.length());
        answer.write(new FakeLog.Asked(query, looks), exchange.getResponseBody());
      }
    } finally {
      // Counted before the end goes out: with it the reader opens the next.
      open.decrementAndGet();
    }
    if (answer.code() == 200) {
      exchange.getResponseBody().close();
    } else {
      status(exchange, answer.code(), "log not to be had");
    }
  }

  private void usages(HttpExchange exchange, String[] path) throws IOException {
    if (refused.contains((path.length == 4 ? "get" : "list") + " pods.metrics.k8s.io")) {
      status(exchange, 403, "pods.metrics.k8s.io is forbidden");
      return;
    }
    if (metrics.isEmpty()) {
      json(exchange, 404, "404 page not found");
      return;
    }
    if (path.length == 4) {
      String usage = metrics.get(key(path[1], path[3]));
      json(exchange, usage == null ? 404 : 200, usage == null ? "not found" : usage);
      return;
    }
    String namespace = path[0].equals("namespaces") ? path[1] + "/" : "";
    json(
        exchange,
        200,
        "{\"kind\":\"PodMetricsList\",\"items\":["
            + String.join(
                ",",
                metrics.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(namespace))
                    .map(Map.Entry::getValue)
                    .toList())
            + "]}");
  }

  private static void object(HttpExchange exchange, Object object, String resource, String name)
      throws IOException {
    if (object == null) {
      status(exchange, 404, resource + " \"" + name + "\" not found");
    } else {
      json(exchange, 200, Serialization.asJson(object));
    }
  }

  /** A failure as the API tells it. */
  static void status(HttpExchange exchange, int code, String message) throws IOException {
    json(
        exchange,
        code,
        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":"
            + Serialization.asJson(message)
            + ",\"code\":"
            + code
            + "}");
  }

  static void json(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    if (query != null) {
      for (String pair : query.split("&", -1)) {
        int sign = pair.indexOf('=');
        parameters.put(
            pair.substring(0, sign),
            URLDecoder.decode(pair.substring(sign + 1), StandardCharsets.UTF_8));
      }
    }
    return parameters;
  }

  private static String key(String namespace, String name) {
    return namespace + "/" + name;
  }
}
