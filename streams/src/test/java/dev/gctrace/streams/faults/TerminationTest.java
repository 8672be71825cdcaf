package dev.gctrace.streams.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.kubernetes.fake.FakeCluster;
import dev.gctrace.kubernetes.fake.FakePod;
import dev.gctrace.streams.clients.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kubernetes gives a process half a minute to end, also while Kafka is away. */
@Timeout(900)
class TerminationTest {

  @TempDir private Path folder;

  @Test
  void sigtermEndsAllProcessesThoughNoBrokerAnswersAnyMore() throws Exception {
    Broker broker = Broker.start(Files.createDirectory(folder.resolve("broker")));
    List<JavaProcess> all = new ArrayList<>();
    try (FakeCluster cluster = new FakeCluster()) {
      cluster.put(FakePod.tracing("shop", "orders", "512Mi"));
      JavaProcess init = gctrace(broker, "init-topics");
      assertThat(init.ended()).as(init.said()).isZero();
      all.add(start(broker, "gctrace: RUNNING", "run"));
      all.add(start(broker, "reads alerts", "notify", "--webhook", "http://127.0.0.1:1"));
      all.add(
          start(
              broker,
              "collects: 1 containers",
              "collect",
              "--logs",
              "--kubeconfig",
              cluster.kubeconfig(folder).toString()));

      broker.kill();

      for (JavaProcess process : all) {
        process.terminate();
      }
    } finally {
      for (JavaProcess process : all) {
        process.kill();
      }
      broker.kill();
    }
  }

  /** A process that has said that it is at work. */
  private JavaProcess start(Broker broker, String word, String... command) throws Exception {
    JavaProcess process = gctrace(broker, command);
    Await.until(() -> process.said().contains(word), process::said);
    return process;
  }

  private JavaProcess gctrace(Broker broker, String... command) throws IOException {
    List<String> all = new ArrayList<>(List.of("dev.gctrace.streams.Main"));
    all.addAll(List.of(command));
    all.addAll(
        List.of(
            "--bootstrap-server",
            broker.address(),
            "--set",
            "gctrace.http=off",
            "--set",
            "state.dir=" + folder.resolve("state"),
            "--set",
            "replication.factor=1"));
    return JavaProcess.start(folder.resolve(command[0] + ".log"), all);
  }
}
