package dev.gctrace.streams.faults;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.sun.net.httpserver.HttpServer;
import dev.gctrace.kubernetes.fake.FakeCluster;
import dev.gctrace.kubernetes.fake.FakeLog;
import dev.gctrace.kubernetes.fake.FakePod;
import dev.gctrace.streams.alert.Alert;
import dev.gctrace.streams.alert.AlertJson;
import dev.gctrace.streams.alert.Change;
import dev.gctrace.streams.command.GctraceStreams;
import dev.gctrace.streams.demo.FreePort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.SecurityUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A broker with TLS, passwords and an authorizer: with the rights that the manifests grant all of
 * it works, and what keeps a process from its work is one line.
 */
class SecurityTest {

  private static final String PASSWORD = "correct horse";

  @TempDir private static Path folder;
  private static Broker broker;
  private static String secured;

  @BeforeAll
  static void start() throws Exception {
    keytool(
        "-genkeypair",
        "-alias",
        "broker",
        "-keyalg",
        "EC",
        "-dname",
        "CN=broker",
        "-ext",
        "SAN=ip:127.0.0.1",
        "-storetype",
        "PKCS12");
    keytool(
        "-exportcert", "-rfc", "-alias", "broker", "-file", folder.resolve("ca.pem").toString());
    secured = "127.0.0.1:" + FreePort.next();
    Files.createDirectory(folder.resolve("broker"));
    String plain = "org.apache.kafka.common.security.plain.PlainLoginModule required ";
    broker =
        Broker.start(
            folder.resolve("broker"),
            Map.ofEntries(
                Map.entry("listeners", "SECURED://" + secured),
                Map.entry("advertised.listeners", "SECURED://" + secured),
                Map.entry("listener.security.protocol.map", "SECURED:SASL_SSL"),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                Map.entry("sasl.enabled.mechanisms", "PLAIN,SCRAM-SHA-512"),
                Map.entry(
                    "listener.name.secured.plain.sasl.jaas.config",
                    plain + "user_gctrace-notifier=\"" + PASSWORD + "\";"),
                Map.entry(
                    "listener.name.secured.scram-sha-512.sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required;"),
                Map.entry("ssl.keystore.location", keystore()),
                Map.entry("ssl.keystore.password", "changeit"),
                Map.entry("ssl.keystore.type", "PKCS12"),
                Map.entry(
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("super.users", "User:ANONYMOUS;User:admin"),
                // Nobody kills it, and what is said of a broker that is away must not be said.
                Map.entry("broker.session.timeout.ms", "60000")));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.address()))) {
      for (String user : List.of("admin", "gctrace-processor", "gctrace-collector", "nobody")) {
        admin
            .alterUserScramCredentials(
                List.of(
                    new UserScramCredentialUpsertion(
                        user,
                        new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096),
                        PASSWORD)))
            .all()
            .get();
      }
      admin.createAcls(aclsOfTheManifests()).all().get();
    }
    Spoken init = execute("init-topics", scram("admin", PASSWORD), "--partitions", "2");
    assertThat(init.status()).as(init.err()).isZero();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    broker.kill();
  }

  @Test
  void withTheRightsOfTheManifestsALogBecomesAnAlertOverTlsAndPasswords() throws Exception {
    BlockingQueue<byte[]> told = new LinkedBlockingQueue<>();
    HttpServer webhook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
    webhook.createContext(
        "/",
        exchange -> {
          told.add(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    webhook.start();
    Path notifier =
        settings(
            "notifier",
            """
            sasl.mechanism=PLAIN
            sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required \\
              username="gctrace-notifier" password="%s";
            gctrace.notify.webhook=http://127.0.0.1:%d
            """
                .formatted(PASSWORD, webhook.getAddress().getPort()));
    JavaProcess run = process("run", scram("gctrace-processor", PASSWORD), "--limit", "280Mi");
    JavaProcess notify = process("notify", notifier);
    try {
      produce();
      byte[] first = told.poll(5, TimeUnit.MINUTES);
      assertThat(first).as(run.said() + notify.said()).isNotNull();
      Alert alert = AlertJson.read(first);
      assertThat(alert.container()).isEqualTo(Fleet.name(0));
      assertThat(alert.change()).isEqualTo(Change.RAISED);
    } finally {
      run.terminate();
      notify.terminate();
      webhook.stop(0);
    }
    assertThat(run.said()).doesNotContain("ERROR", "Exception").doesNotContain(PASSWORD);
    assertThat(notify.said()).doesNotContain("ERROR", "Exception").doesNotContain(PASSWORD);
  }

  @Test
  void withTheRightsOfTheManifestsTheCollectorTellsOfPodsAndLogs() throws Exception {
    try (FakeCluster cluster = new FakeCluster()) {
      cluster.put(FakePod.tracing("pods", "orders", "512Mi"));
      cluster.log(
          "pods", "orders", "app", FakeLog.of(List.of("2026-01-05T10:00:01Z " + Fleet.line(0, 1))));
      JavaProcess collect =
          process(
              "collect",
              scram("gctrace-collector", PASSWORD),
              "--logs",
              "--namespace",
              "pods",
              "--kubeconfig",
              cluster.kubeconfig(folder).toString());
      Set<String> told = new TreeSet<>();
      TopicReader reader = new TopicReader(broker.address(), 2);
      for (String topic : List.of("pod-memory", "pod-logs", "gctrace-positions")) {
        reader.with(topic, message -> told.add(topic + " " + TopicReader.key(message)));
      }
      reader.until(
          () ->
              told.containsAll(
                  List.of(
                      "pod-memory pods/orders/app",
                      "pod-logs pods/orders/app",
                      "gctrace-positions pods/orders/app")),
          () -> told + said(collect));
      collect.terminate();
      assertThat(collect.said()).doesNotContain("ERROR", "Exception").doesNotContain(PASSWORD);
    }
  }

  @Test
  void aWrongPasswordIsOneLine() throws Exception {
    for (String command : List.of("run", "notify", "init-topics")) {
      assertOneLine(
          execute(command, scram("gctrace-processor", "wrong"), receiver(command)),
          "the broker refuses the user: Authentication failed during authentication due to invalid"
              + " credentials with SASL mechanism SCRAM-SHA-512; check sasl.mechanism and"
              + " sasl.jaas.config");
    }
  }

  @Test
  void aCertificateThatNobodyTrustsIsOneLine() throws Exception {
    Path untrusted =
        Files.writeString(
            folder.resolve("untrusted.properties"),
            Files.readString(scram("admin", PASSWORD)).replaceAll("(?m)^ssl.truststore.*$", ""));
    for (String command : List.of("run", "notify", "init-topics")) {
      Spoken spoken = execute(command, untrusted, receiver(command));
      assertThat(spoken.status()).as(spoken.err()).isEqualTo(1);
      assertThat(spoken.err().lines()).hasSize(1);
      assertThat(spoken.err())
          .startsWith("gctrace-streams: no TLS with the broker: ")
          .contains("unable to find valid certification path to requested target")
          .contains("; check security.protocol, ssl.truststore.location and ssl.keystore.location");
    }
  }

  @Test
  void whoSpeaksWithoutTlsToATlsPortOrTheOtherWayRoundIsToldWhatToLookAt() throws Exception {
    Path plaintext = Files.writeString(folder.resolve("plaintext.properties"), impatient(secured));
    assertOneLine(
        execute("run", plaintext),
        "no broker answers: "
            + secured
            + " takes the connection and does not answer as Kafka does: check security.protocol");
    Path tls =
        Files.writeString(
            folder.resolve("tls.properties"),
            impatient(broker.address()) + "security.protocol=SSL\n");
    Spoken spoken = execute("run", tls);
    assertThat(spoken.status()).isEqualTo(1);
    assertThat(spoken.err().lines()).hasSize(1);
    assertThat(spoken.err()).contains("check security.protocol");
  }

  @Test
  void aBrokerThatIsNotThereIsOneLineForEachCommand() throws Exception {
    String nobody = "127.0.0.1:" + FreePort.next();
    Path away = Files.writeString(folder.resolve("away.properties"), impatient(nobody));
    for (String command : List.of("run", "notify", "init-topics")) {
      assertOneLine(
          execute(command, away, receiver(command)),
          "no broker answers: " + nobody + " (Connection refused)");
    }
    Path unknown =
        Files.writeString(folder.resolve("unknown.properties"), impatient("nowhere.invalid:9092"));
    assertOneLine(
        execute("run", unknown),
        "no broker answers: nowhere.invalid:9092 is not a host that this machine knows");
  }

  @Test
  void aRightThatIsMissingIsNamed() throws Exception {
    assertOneLine(
        execute("run", scram("nobody", PASSWORD)),
        "this user has no right to read pod-logs, read pod-memory, write gc-events,"
            + " write oom-alerts, write gctrace-dead-letters");
    assertOneLine(
        execute("notify", scram("nobody", PASSWORD), receiver("notify")),
        "this user has no right to read oom-alerts");
    try (FakeCluster cluster = new FakeCluster()) {
      assertOneLine(
          execute(
              "collect",
              scram("nobody", PASSWORD),
              "--logs",
              "--kubeconfig",
              cluster.kubeconfig(folder).toString()),
          "this user has no right to write pod-memory, write pod-logs, write gctrace-positions");
    }
    Spoken init =
        execute(
            "init-topics",
            scram("gctrace-processor", PASSWORD),
            "--set",
            "gctrace.topic.logs=others");
    assertOneLine(init, "cannot make others: this user has no right: Authorization failed.");
  }

  @Test
  void aRightThatIsMissingForTheGroupOrTheTransactionsEndsTheProcessWithOneLine() throws Exception {
    JavaProcess run =
        process("run", scram("gctrace-processor", PASSWORD), "--set", "application.id=other");
    JavaProcess notify =
        process(
            "notify",
            scram("gctrace-processor", PASSWORD),
            "--webhook",
            "http://127.0.0.1:1",
            "--set",
            "gctrace.topic.alerts=pod-logs");

    assertThat(run.ended()).as(run.said()).isEqualTo(1);
    assertThat(run.said().lines().filter(line -> line.contains(" ERROR gctrace: ")))
        .singleElement()
        .asString()
        .contains("ends: this user has no right: ");
    assertThat(run.said()).doesNotContain("\tat ");
    assertThat(run.said().lines()).hasSizeLessThan(15);
    assertThat(notify.ended()).as(notify.said()).isEqualTo(1);
    assertThat(notify.said())
        .contains("ends: this user has no right: Not authorized to access group: gctrace-notify.")
        .doesNotContain("\tat ");
  }

  /** What the users of the sample manifests may do. */
  private static List<AclBinding> aclsOfTheManifests() throws IOException {
    List<AclBinding> all = new ArrayList<>();
    try (MappingIterator<JsonNode> documents =
        new YAMLMapper()
            .readerFor(JsonNode.class)
            .readValues(Path.of("../samples/kubernetes/streams/topics.yaml").toFile())) {
      for (JsonNode document : documents.readAll()) {
        for (JsonNode acl : document.at("/spec/authorization/acls")) {
          JsonNode resource = acl.path("resource");
          PatternType pattern =
              resource.path("patternType").asText("literal").equals("prefix")
                  ? PatternType.PREFIXED
                  : PatternType.LITERAL;
          ResourceType type =
              SecurityUtils.resourceType(
                  resource.path("type").asText().equals("transactionalId")
                      ? "TransactionalId"
                      : capital(resource.path("type").asText()));
          for (JsonNode operation : acl.path("operations")) {
            all.add(
                new AclBinding(
                    new ResourcePattern(type, resource.path("name").asText(), pattern),
                    new AccessControlEntry(
                        "User:" + document.at("/metadata/name").asText(),
                        "*",
                        SecurityUtils.operation(operation.asText()),
                        AclPermissionType.ALLOW)));
          }
        }
      }
    }
    assertThat(all).hasSizeGreaterThan(15).noneMatch(acl -> acl.isUnknown());
    assertThat(all).noneMatch(acl -> acl.entry().operation() == AclOperation.ALL);
    return all;
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  private static void produce() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers", broker.address(), "max.in.flight.requests.per.connection", 1),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int cycle = 1; cycle <= Fleet.dangerAt(0) + 2; cycle++) {
        producer
            .send(
                new ProducerRecord<>("pod-logs", 0, null, Fleet.fluentBit(0, Fleet.line(0, cycle))))
            .get();
      }
    }
  }

  private static Path scram(String user, String password) throws IOException {
    return settings(
        user + "-" + password.hashCode(),
        """
        sasl.mechanism=SCRAM-SHA-512
        sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required \\
          username="%s" password="%s";
        """
            .formatted(user, password));
  }

  private static Path settings(String name, String more) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".properties"),
        """
        bootstrap.servers=%s
        security.protocol=SASL_SSL
        request.timeout.ms=60000
        default.api.timeout.ms=120000
        ssl.truststore.type=PEM
        ssl.truststore.location=%s
        state.dir=%s
        gctrace.http=off
        """
                .formatted(secured, folder.resolve("ca.pem"), folder.resolve("state"))
            + more);
  }

  /** So that tests need not wait as people do. */
  private static String impatient(String servers) {
    return "bootstrap.servers="
        + servers
        + "\nrequest.timeout.ms=500\ndefault.api.timeout.ms=1000\ngctrace.http=off\n";
  }

  private static String said(JavaProcess process) {
    try {
      return process.said();
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static String[] receiver(String command) {
    return command.equals("notify")
        ? new String[] {"--webhook", "http://127.0.0.1:1"}
        : new String[0];
  }

  /**
   * What came of a command of this process.
   *
   * @param status its exit code
   * @param err all that it and its libraries wrote on standard error
   */
  private record Spoken(int status, String err) {}

  private static Spoken execute(String command, Path config, String... more) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream before = System.err;
    PrintStream all = new PrintStream(err, true, UTF_8);
    System.setErr(all);
    try {
      CommandLine line = GctraceStreams.commandLine().setErr(new PrintWriter(all, true, UTF_8));
      List<String> arguments = new ArrayList<>(List.of(command, "--config", config.toString()));
      arguments.addAll(List.of(more));
      return new Spoken(line.execute(arguments.toArray(String[]::new)), err.toString(UTF_8));
    } finally {
      System.setErr(before);
    }
  }

  private static void assertOneLine(Spoken spoken, String words) {
    assertThat(spoken.err()).isEqualTo("gctrace-streams: " + words + "\n");
    assertThat(spoken.status()).isEqualTo(1);
  }

  private static JavaProcess process(String command, Path config, String... more)
      throws IOException {
    List<String> all =
        new ArrayList<>(
            List.of("dev.gctrace.streams.Main", command, "--config", config.toString()));
    all.addAll(List.of(more));
    return JavaProcess.start(Files.createTempFile(folder, command, ".log"), all);
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-keystore", keystore(), "-storepass", "changeit"));
    Path said = folder.resolve("keytool.out");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor()).as(Files.readString(said)).isZero();
  }

  private static String keystore() {
    return folder.resolve("broker.p12").toString();
  }
}
