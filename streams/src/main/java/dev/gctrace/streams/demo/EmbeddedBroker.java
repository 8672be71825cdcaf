package dev.gctrace.streams.demo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * A Kafka broker in this process, alone in its cluster and reached from this machine only. Its
 * classes are on the class path for the demonstration and for tests; nothing else touches them.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private final KafkaRaftServer server;
  private final String bootstrapServers;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
  }

  /**
   * Formats a folder and starts a broker on it, on ports that nobody uses.
   *
   * @throws IOException when the folder cannot be written, or no port is free
   */
  public static EmbeddedBroker start(Path folder) throws IOException {
    int port = FreePort.next();
    int controllerPort = FreePort.next();
    Properties settings = settings(folder, port, controllerPort);
    Path file = folder.resolve("server.properties");
    try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      settings.store(out, null);
    }
    Locale language = Locale.getDefault();
    // Kafka 4.3 reads words of its settings by the rules of the machine's language.
    Locale.setDefault(Locale.ROOT);
    try {
      format(folder, file);
      KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(server, "127.0.0.1:" + port);
    } finally {
      Locale.setDefault(language);
    }
  }

  private static void format(Path folder, Path file) throws IOException {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int status =
        StorageTool.execute(
            new String[] {"format", "-t", Uuid.randomUuid().toString(), "-c", file.toString()},
            new PrintStream(said, true, StandardCharsets.UTF_8));
    if (status != 0) {
      throw new IOException(
          "cannot format " + folder + ": " + said.toString(StandardCharsets.UTF_8).strip());
    }
  }

  /** Where clients find it. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  private static Properties settings(Path folder, int port, int controllerPort) {
    Properties all = new Properties();
    all.setProperty("process.roles", "broker,controller");
    all.setProperty("node.id", "1");
    all.setProperty("controller.quorum.voters", "1@127.0.0.1:" + controllerPort);
    all.setProperty(
        "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort);
    all.setProperty("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port);
    all.setProperty("controller.listener.names", "CONTROLLER");
    all.setProperty("log.dirs", folder.resolve("data").toString());
    all.setProperty("auto.create.topics.enable", "false");
    all.setProperty("group.initial.rebalance.delay.ms", "0");
    // One broker cannot replicate; few partitions of the internal topics start faster.
    all.setProperty("offsets.topic.replication.factor", "1");
    all.setProperty("offsets.topic.num.partitions", "1");
    all.setProperty("transaction.state.log.replication.factor", "1");
    all.setProperty("transaction.state.log.min.isr", "1");
    all.setProperty("transaction.state.log.num.partitions", "1");
    all.setProperty("share.coordinator.state.topic.replication.factor", "1");
    all.setProperty("share.coordinator.state.topic.min.isr", "1");
    return all;
  }
}
