package dev.gctrace.streams.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.kubernetes.fake.FakeCluster;
import dev.gctrace.kubernetes.fake.FakeLiveLog;
import dev.gctrace.kubernetes.fake.FakeLog;
import dev.gctrace.kubernetes.fake.FakePod;
import dev.gctrace.streams.clients.Await;
import dev.gctrace.streams.clients.Client;
import dev.gctrace.streams.demo.SharedBroker;
import dev.gctrace.streams.faults.TopicReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The collector as a process: what it says, what it answers, and how it ends. */
@Timeout(600)
class CollectCommandTest {

  private static final String GC =
      " @248.448s 0%: 0.061+280+0.041 ms clock, 0.12+0/89/2.9+0.082 ms cpu, "
          + "309->309->260 MB, 234 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  private static int tests;

  @TempDir private Path folder;
  private FakeCluster cluster;
  private String prefix;

  @BeforeEach
  void start() throws IOException {
    cluster = new FakeCluster();
    prefix = "collect-" + ++tests + "-";
  }

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void aContainerWhoseImageAsksForLinesIsFoundByThem() throws Exception {
    topics();
    cluster.put(FakePod.container("shop", "quiet", "512Mi", "[]"));
    cluster.log(
        "shop", "quiet", "app", FakeLog.of(List.of("2026-01-05T10:06:58.1Z GET /orders 200")));
    cluster.put(FakePod.container("shop", "image", "512Mi", "[]"));
    cluster.usage("shop", "image", "app", "102400Ki");
    cluster.log(
        "shop",
        "image",
        "app",
        FakeLog.of(
            List.of(
                "2026-01-05T10:06:58.1Z GET /orders 200",
                "2026-01-05T10:06:59.2Z gc 1" + GC,
                "2026-01-05T10:07:00.3Z gc 2" + GC)));
    List<String> logs = new ArrayList<>();
    Map<String, String> memory = new TreeMap<>();
    TopicReader reader =
        new TopicReader(SharedBroker.bootstrapServers(), 2)
            .with(prefix + "logs", message -> logs.add(new String(message.value(), UTF_8)))
            .with(
                prefix + "memory",
                message ->
                    memory.put(TopicReader.key(message), new String(message.value(), UTF_8)));

    try (Client collector = collect("--logs")) {
      String address = collector.awaitWord("listens at (.*)");
      // 102400 KiB are 100 MiB.
      reader.until(
          () ->
              logs.size() >= 2
                  && memory.containsKey("shop/quiet/app")
                  && memory
                      .getOrDefault("shop/image/app", "")
                      .contains("\"memoryMiB\":100,\"measuredAt\":\"2026-01-05T10:11:12Z\""),
          () -> logs + said(collector));

      assertThat(logs).allMatch(line -> line.contains("\"k8s.pod.name\":\"image\""));
      assertThat(logs.get(0)).contains("\"time\":\"2026-01-05T10:06:59.200Z\"", "\"log\":\"gc 1 @");
      assertThat(memory.get("shop/quiet/app")).contains("\"limitMiB\":512", "\"memoryMiB\":null");
      assertThat(get(address, "/healthz").body()).isEqualTo("ok\n");
      assertThat(get(address, "/readyz").body()).isEqualTo("ok\n");
      // What is on the topics may be counted a little later.
      awaitMetrics(
          address,
          "gctrace_collect_leader 1",
          "gctrace_collect_containers 2",
          "gctrace_collect_memory_records_total{tells=\"state\"} 3.0",
          "gctrace_collect_lines_sent_total 2.0");

      collector.terminate();
    }
    assertThat(cluster.leases().holder("shop", "gctrace-collect")).isEmpty();
  }

  @Test
  void oneThatWaitsIsReadyAndTouchesNothing() throws Exception {
    topics();
    cluster.put(FakePod.tracing("shop", "orders", "512Mi"));
    cluster.leases().put("shop", "gctrace-collect", "somebody", 3600);

    try (Client collector = collect("--logs")) {
      String address = collector.awaitWord("listens at (.*)");
      collector.awaitWord("(waits: shop/gctrace-collect is held by somebody)");

      assertThat(get(address, "/readyz").statusCode()).isEqualTo(200);
      assertThat(get(address, "/metrics").body()).contains("gctrace_collect_leader 0");
      assertThat(cluster.requests()).noneMatch(request -> request.contains("/pods"));
    }
  }

  @Test
  void aRightThatIsMissingIsNamedWithItsRuleAndEndsIt() throws Exception {
    topics();
    cluster.leases().refuse("get");
    assertThat(execute(args()))
        .isEqualTo(
            "1 gctrace-streams: not allowed to get leases of coordination.k8s.io in namespace shop"
                + " as system:serviceaccount:shop:gctrace; the Role needs\n"
                + "- apiGroups: [\"coordination.k8s.io\"]\n"
                + "  resources: [\"leases\"]\n"
                + "  verbs: [\"get\"]\n");
  }

  @Test
  void theRightToWatchPodsIsNamedToo() throws Exception {
    topics();
    cluster.refuse("pods", "watch");
    assertThat(execute(args()))
        .startsWith("1 gctrace-streams: not allowed to watch pods in namespace shop")
        .endsWith("  resources: [\"pods\"]\n  verbs: [\"watch\"]\n");
  }

  @Test
  void aLogThatMustNotBeReadIsSaidOnceAndLimitsAreToldAllTheSame() throws Exception {
    topics();
    cluster.refuse("pods/log", "get");
    for (int i = 0; i < 3; i++) {
      cluster.put(FakePod.tracing("shop", "orders-" + i, "512Mi"));
    }
    List<String> memory = new ArrayList<>();
    TopicReader reader =
        new TopicReader(SharedBroker.bootstrapServers(), 2)
            .with(prefix + "memory", message -> memory.add(TopicReader.key(message)));

    try (Client collector = collect("--logs")) {
      collector.awaitWord("(not allowed to get pods/log)");
      reader.until(() -> memory.size() == 3, () -> said(collector));
      assertThat(said(collector).split("not allowed to get pods/log", -1)).hasSize(2);
    }
  }

  @Test
  void logsThatAreTooManyAreSaidAndCounted() throws Exception {
    topics();
    for (int i = 0; i < 3; i++) {
      cluster.put(FakePod.tracing("shop", "orders-" + i, "512Mi"));
      cluster.log("shop", "orders-" + i, "app", new FakeLiveLog());
    }

    try (Client collector = collect("--logs", "--set", "gctrace.collect.max-logs=2")) {
      String address = collector.awaitWord("listens at (.*)");
      collector.awaitWord("(more than 2 logs are to be followed: the others are left out)");
      awaitMetrics(
          address, "gctrace_collect_logs_left_out 1.0", "gctrace_collect_logs_followed 2.0");
    }
  }

  @Test
  void topicsThatAreMissingAreNamed() throws Exception {
    assertThat(execute(args("--logs")))
        .isEqualTo(
            "1 gctrace-streams: missing topics: %1$smemory, %1$slogs, %1$spositions; make them with"
                    .formatted(prefix)
                + " gctrace-streams init-topics\n");
  }

  @Test
  void noClusterAndNoKafkaAreALineEach() throws Exception {
    assertThat(execute("collect", "--kubeconfig", folder.resolve("none").toString()))
        .matches("1 gctrace-streams: .*/none: no such kubeconfig, or it cannot be read\n");
    assertThat(
            execute(
                "collect",
                "--kubeconfig",
                cluster.kubeconfig(folder).toString(),
                "--bootstrap-server",
                "127.0.0.1:1"))
        .isEqualTo("1 gctrace-streams: no broker answers: 127.0.0.1:1 (Connection refused)\n");
    assertThat(execute("collect", "-A", "-n", "shop"))
        .startsWith("2 gctrace-streams: --namespace and --all-namespaces do not go together\n");
    assertThat(execute("collect", "--set", "gctrace.collect.max-logs=many"))
        .startsWith(
            "2 gctrace-streams: gctrace.collect.max-logs: 'many' is not a number of logs\n");
  }

  private void topics() {
    int status =
        GctraceStreams.commandLine()
            .setOut(new PrintWriter(new StringWriter()))
            .execute(
                kafka(new ArrayList<>(List.of("init-topics", "--partitions", "2")))
                    .toArray(String[]::new));
    assertThat(status).isZero();
  }

  /** Runs it in this process; its exit code and what it says on standard error. */
  private static String execute(String... args) {
    StringWriter said = new StringWriter();
    CommandLine command = GctraceStreams.commandLine().setErr(new PrintWriter(said));
    int status = command.execute(args);
    return status + " " + said;
  }

  private Client collect(String... more) throws IOException {
    List<String> all = new ArrayList<>();
    all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    all.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp"));
    all.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    all.add("dev.gctrace.streams.Main");
    all.addAll(List.of(args(more)));
    Path own = Files.createTempDirectory(folder, "collect");
    return Client.start(own, Map.of(), all);
  }

  private String[] args(String... more) throws IOException {
    List<String> all = new ArrayList<>(List.of("collect"));
    all.addAll(List.of(more));
    all.addAll(
        List.of("--kubeconfig", cluster.kubeconfig(folder).toString(), "--http", "127.0.0.1:0"));
    return kafka(all).toArray(String[]::new);
  }

  private List<String> kafka(List<String> args) {
    args.addAll(List.of("--bootstrap-server", SharedBroker.bootstrapServers()));
    for (String topic :
        List.of("logs", "memory", "events", "alerts", "dead-letters", "positions")) {
      args.addAll(List.of("--set", "gctrace.topic." + topic + "=" + prefix + topic));
    }
    args.addAll(
        List.of("--set", "default.api.timeout.ms=120000", "--set", "request.timeout.ms=60000"));
    return args;
  }

  private static String said(Client client) {
    try {
      return client.said();
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static void awaitMetrics(String address, String... words) throws Exception {
    Await.until(
        () -> {
          String metrics = get(address, "/metrics").body();
          return Stream.of(words).allMatch(metrics::contains);
        },
        () -> get(address, "/metrics").body());
  }

  private static HttpResponse<String> get(String address, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create("http://" + address + path)).build(),
            BodyHandlers.ofString(UTF_8));
  }
}
