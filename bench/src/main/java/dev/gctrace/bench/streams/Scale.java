package dev.gctrace.bench.streams;

import dev.gctrace.streams.Main;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * What 100,000 containers need: the processor as a process of its own, as {@code gctrace-streams
 * run} starts it, its memory, its state on disk, and how long it takes to come back with its state
 * on disk and without.
 */
final class Scale {

  private static final int CONTAINERS = 100_000;

  /** Collections of each: enough for a state to have all its parts. */
  private static final int CYCLES = 8;

  private static final int HEAP_MIB = 400;
  private static final String LOGS = "scale-logs";
  private static final String GROUP = "scale";

  private final Cluster cluster;
  private final Path folder;
  private final HttpClient http = HttpClient.newHttpClient();

  Scale(Cluster cluster, Path folder) {
    this.cluster = cluster;
    this.folder = folder;
  }

  void measure() throws IOException, ExecutionException, InterruptedException {
    cluster.topics(LOGS);
    cluster.send(
        LOGS,
        () ->
            IntStream.range(0, CONTAINERS * CYCLES)
                .mapToObj(i -> FleetLog.fluentBit(i / CYCLES, FleetLog.calm(1 + i % CYCLES)))
                .iterator());
    Path state = folder.resolve("scale-state");
    long begin = System.nanoTime();
    try (Processor first = new Processor(state)) {
      first.await("gctrace_events_total " + 1.0 * CONTAINERS * CYCLES);
      double seconds = (System.nanoTime() - begin) / 1e9;
      TimeUnit.SECONDS.sleep(2);
      print("judged within", Math.round(seconds) + " s, its start included");
      print("resident", first.residentMiB() + " MiB, of which at most " + HEAP_MIB + " of heap");
    }
    long changelog = cluster.bytes(GROUP + "-containers-changelog");
    print("state on disk", (bytes(state) >> 20) + " MiB");
    print("changelog", (changelog >> 20) + " MiB, " + changelog / CONTAINERS + " bytes each");
    double kept = comesBack(state);
    print("comes back", "in " + tenths(kept) + " s with its state on disk");
    delete(state);
    double lost = comesBack(state);
    print("comes back", "in " + tenths(lost) + " s without");
  }

  /** From the start of the process until it is ready. */
  private double comesBack(Path state) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    try (Processor processor = new Processor(state)) {
      processor.await("");
      return (System.nanoTime() - begin) / 1e9;
    }
  }

  private static double tenths(double seconds) {
    return Math.round(10 * seconds) / 10.0;
  }

  private static void print(String what, String figures) {
    System.out.printf(Locale.ROOT, "%,d containers %12s %s%n", CONTAINERS, what, figures);
  }

  private static long bytes(Path folder) throws IOException {
    long[] sum = new long[1];
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            sum[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }
        });
    return sum[0];
  }

  private static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException problem)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** A processor as a process of its own. */
  private final class Processor implements AutoCloseable {
    private final Process process;
    private final URI address;

    Processor(Path state) throws IOException {
      int port;
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        port = free.getLocalPort();
      }
      address = URI.create("http://127.0.0.1:" + port);
      process =
          Jvm.start(
              folder.resolve("scale.log"),
              HEAP_MIB,
              Main.class,
              "run",
              "--bootstrap-server",
              cluster.bootstrapServers(),
              "--limit",
              "280Mi",
              "--http",
              "127.0.0.1:" + port,
              "--set",
              "application.id=" + GROUP,
              "--set",
              "gctrace.topic.logs=" + LOGS,
              "--set",
              "num.stream.threads=2",
              "--set",
              "state.dir=" + state);
    }

    /** Waits until it is ready and its metrics say that. */
    void await(String metric) throws IOException, InterruptedException {
      while (!is("/readyz", "") || !is("/metrics", metric)) {
        if (!process.isAlive()) {
          throw new IOException("the processor has ended; see " + folder.resolve("scale.log"));
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }

    private boolean is(String path, String text) throws InterruptedException {
      try {
        HttpResponse<String> answer =
            http.send(
                HttpRequest.newBuilder(address.resolve(path))
                    .timeout(Duration.ofSeconds(5))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 200 && answer.body().contains(text);
      } catch (IOException notYet) {
        return false;
      }
    }

    /** What of it is in memory. */
    long residentMiB() throws IOException {
      for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
      }
      throw new IOException("no VmRSS in /proc/" + process.pid() + "/status");
    }

    @Override
    public void close() {
      process.destroy();
      process.onExit().join();
    }
  }
}
