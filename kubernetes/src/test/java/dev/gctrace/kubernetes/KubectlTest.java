package dev.gctrace.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gctrace.kubernetes.fake.FakeCluster;
import dev.gctrace.kubernetes.fake.FakeLog;
import dev.gctrace.kubernetes.fake.FakePod;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real {@code kubectl} and gctrace read the same from the same cluster. */
@Timeout(180)
class KubectlTest {

  @TempDir private Path dir;

  @Test
  void kubectlAgreesOnWhatTheLogHolds() throws Exception {
    if (!isInstalled()) {
      System.out.println("skipped: not installed: kubectl (apt-get install kubernetes-client)");
    }
    assumeTrue(isInstalled(), "not installed: kubectl");
    List<String> lines = new ArrayList<>();
    for (int i = 1; i <= 2000; i++) {
      lines.add(
          String.format("2026-01-05T10:%02d:%02d.123456789Z line %d", i / 60 % 60, i % 60, i));
    }
    try (FakeCluster fake = new FakeCluster();
        Cluster cluster =
            Cluster.open(
                new ClusterOptions(
                    Optional.of(fake.kubeconfig(dir)), Optional.empty(), Optional.empty()))) {
      fake.put(FakePod.killed("shop", "orders", "512Mi", 1))
          .log("shop", "orders", "app", FakeLog.of(lines))
          .previousLog("shop", "orders", "app", FakeLog.of(lines.subList(0, 77)));
      var who = cluster.container("orders", Optional.empty(), problem -> {}).who();

      assertThat(kubectl("logs", "orders", "--timestamps"))
          .isEqualTo(text(cluster.log(who, line -> {})));
      assertThat(kubectl("logs", "orders", "--timestamps", "--previous"))
          .isEqualTo(text(cluster.previousLog(who, line -> {})))
          .hasLineCount(77);
      assertThat(kubectl("logs", "orders", "--timestamps", "--tail=5"))
          .isEqualTo(text(cluster.tail(who, 5, line -> {})))
          .hasLineCount(5);
    }
  }

  private static String text(InputStream log) throws IOException {
    try (log) {
      return new String(log.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String kubectl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("kubectl", "--kubeconfig", dir + "/kubeconfig"));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("HOME", dir.toString());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return out;
  }

  private static boolean isInstalled() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> new File(folder, "kubectl").canExecute());
  }
}
