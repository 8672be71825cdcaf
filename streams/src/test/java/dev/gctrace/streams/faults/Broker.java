package dev.gctrace.streams.faults;

import dev.gctrace.streams.demo.FreePort;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Uuid;

/** A real broker as a process of its own, which keeps its port and its data over a kill. */
final class Broker {

  /** Lists, which are made longer. */
  private static final Set<String> LISTENERS =
      Set.of("listeners", "advertised.listeners", "listener.security.protocol.map");

  private final Path folder;
  private final int port;
  private JavaProcess process;

  private Broker(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** Makes a broker in an empty folder and waits until it can be used. */
  static Broker start(Path folder) throws IOException, InterruptedException {
    return start(folder, Map.of());
  }

  /** The same, with more listeners, and with other settings. */
  static Broker start(Path folder, Map<String, String> settings)
      throws IOException, InterruptedException {
    int port = FreePort.next();
    int controller = FreePort.next();
    Properties properties = new Properties();
    properties.load(
        new StringReader(
            """
        process.roles=broker,controller
        node.id=1
        controller.quorum.voters=1@127.0.0.1:%2$d
        controller.listener.names=CONTROLLER
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%1$d
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%3$s
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=4
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        # After a kill it is let in again only when it was not heard of for this long.
        broker.session.timeout.ms=3000
        broker.heartbeat.interval.ms=300
        message.max.bytes=20000000
        auto.create.topics.enable=false
        """
                .formatted(port, controller, folder.resolve("data"))));
    settings.forEach(
        (key, value) ->
            properties.merge(
                key, value, (one, other) -> LISTENERS.contains(key) ? one + "," + other : other));
    try (Writer out = Files.newBufferedWriter(folder.resolve("server.properties"))) {
      properties.store(out, null);
    }
    // In a process of its own: Kafka's tool fails under a Turkish locale, which these tests have.
    JavaProcess format =
        JavaProcess.start(
            folder.resolve("format.log"),
            List.of(
                "kafka.tools.StorageTool",
                "format",
                "-t",
                Uuid.randomUuid().toString(),
                "-c",
                folder.resolve("server.properties").toString()));
    if (format.ended() != 0) {
      throw new IOException(format.said());
    }
    Broker broker = new Broker(folder, port);
    broker.start();
    return broker;
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  /** Starts it again on its data, and waits until it can be used. */
  void start() throws IOException, InterruptedException {
    process =
        JavaProcess.start(
            folder.resolve("broker.log"),
            List.of("kafka.Kafka", folder.resolve("server.properties").toString()));
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", address()))) {
      while (true) {
        try {
          admin.describeCluster().nodes().get(5, TimeUnit.SECONDS);
          return;
        } catch (ExecutionException | TimeoutException e) {
          if (System.nanoTime() > deadline) {
            throw new IOException("the broker does not come up: " + process.said(), e);
          }
        }
      }
    }
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.kill();
  }
}
