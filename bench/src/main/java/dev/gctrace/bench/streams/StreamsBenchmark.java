package dev.gctrace.bench.streams;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/**
 * How fast the stream processor is over a real broker on this machine, how long a line takes to
 * become an alert, and what many containers need. {@code bench/streams} runs it.
 */
public final class StreamsBenchmark {

  private StreamsBenchmark() {}

  /** Measures in the folder, the first argument, what the others name. */
  public static void main(String[] args)
      throws IOException, ExecutionException, InterruptedException {
    Path folder = Path.of(args[0]);
    List<String> what = List.of(args).subList(1, args.length);
    System.out.printf(
        Locale.ROOT,
        "JDK %s, %d CPUs, Kafka %s%n",
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        org.apache.kafka.common.utils.AppInfoParser.getVersion());
    if (what.contains("driver")) {
      new DriverSpeed(folder).measure();
    }
    if (what.equals(List.of("driver"))) {
      return;
    }
    try (Cluster cluster = Cluster.start(folder)) {
      cluster.topics("pod-logs", "pod-memory", "gc-events", "oom-alerts", "gctrace-dead-letters");
      if (what.contains("mixed")) {
        new Speed(cluster, folder).measureMixed();
      }
      if (what.contains("gctrace")) {
        new Speed(cluster, folder).measureGctrace();
      }
      if (what.contains("fleet")) {
        new Speed(cluster, folder).measureFleet();
      }
      if (what.contains("latency")) {
        new Latency(cluster, folder).measure();
      }
      if (what.contains("scale")) {
        new Scale(cluster, folder).measure();
      }
    }
  }
}
