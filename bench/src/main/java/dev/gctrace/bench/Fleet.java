package dev.gctrace.bench;

import dev.gctrace.kubernetes.fake.FakeCluster;
import dev.gctrace.kubernetes.fake.FakeLog;
import dev.gctrace.kubernetes.fake.FakePod;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * A cluster of many pods in the namespace {@code shop} that all have printed the same log, for
 * {@code bench/top}: {@code Fleet LOG PODS DIR}. Writes a kubeconfig to the directory, prints its
 * address and serves until it is killed.
 */
public final class Fleet {

  /** What the API server, Helm and others leave in the description of a pod. */
  private static final int ANNOTATION_CHARS = 8 << 10;

  private Fleet() {}

  /**
   * Serves.
   *
   * @param args the log, the number of pods, the directory
   * @throws IOException when the log cannot be read
   * @throws InterruptedException never
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    StringBuilder stamped = new StringBuilder();
    Instant time = Instant.parse("2026-01-05T10:00:00.000000001Z");
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      stamped.append(time).append(' ').append(line).append('\n');
      time = time.plusMillis(10);
    }
    byte[] bytes = stamped.toString().getBytes(StandardCharsets.UTF_8);
    FakeLog log =
        new FakeLog() {
          @Override
          public void write(Asked asked, OutputStream out) throws IOException {
            out.write(bytes);
          }

          @Override
          public long length() {
            return bytes.length;
          }
        };
    try (FakeCluster cluster = new FakeCluster()) {
      for (int i = 0; i < Integer.parseInt(args[1]); i++) {
        Pod pod = FakePod.tracing("shop", "api-" + i, "400Mi");
        pod.getMetadata().setAnnotations(Map.of("applied", "x".repeat(ANNOTATION_CHARS)));
        cluster.put(pod).log("shop", "api-" + i, "app", log);
      }
      cluster.kubeconfig(Path.of(args[2]));
      System.out.println(cluster.url());
      Thread.currentThread().join();
    }
  }
}
