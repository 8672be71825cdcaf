package dev.gctrace.streams.demo;

import dev.gctrace.streams.settings.NewTopics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** One real broker for all tests of this JVM; each test makes topics of its own. */
public final class SharedBroker {

  private static EmbeddedBroker broker;

  private SharedBroker() {}

  /** Where it is; started when it is first asked for. */
  public static synchronized String bootstrapServers() {
    if (broker == null) {
      try {
        Path build = Files.createDirectories(Path.of("target"));
        broker = EmbeddedBroker.start(Files.createTempDirectory(build, "broker-"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
    }
    return broker.bootstrapServers();
  }

  /** Makes a topic and waits until it is there. */
  public static void topic(String name, int partitions)
      throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin
          .createTopics(Set.of(new NewTopic(name, Optional.of(partitions), Optional.of((short) 1))))
          .all()
          .get();
      NewTopics.await(admin, Set.of(name));
    }
  }
}
