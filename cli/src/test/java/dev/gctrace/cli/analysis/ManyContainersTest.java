package dev.gctrace.cli.analysis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.report.ProcessAnalysis;
import dev.gctrace.logs.TraceReader;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ManyContainersTest {

  /** Of 70 cycles the first show all, a further one at most 64, and one of many none. */
  @Test
  void theMoreContainersThereAreTheFewerTeethDoesAFurtherOneKeep() {
    List<ContainerTrace> containers = containers(400, 70);

    assertThat(containers).hasSize(400);
    assertThat(points(containers.get(0))).isEqualTo(70);
    assertThat(points(containers.get(200))).isBetween(20, 64);
    assertThat(points(containers.get(399))).isZero();
    assertThat(summarised(containers.get(399))).isEqualTo(70);
  }

  @Test
  void aFewContainersKeepAll() {
    List<ContainerTrace> containers = containers(8, 3000);

    assertThat(ProcessAnalysis.MAX_POINTS).isGreaterThan(3000);
    assertThat(containers).allMatch(container -> points(container) == 3000);
  }

  /**
   * A container of 60 cycles keeps some 4,600 bytes, its name and its place in the reader included:
   * 10,000 of them fit into 50 MiB, which with the JVM's own 70 stays below 150 MB.
   */
  @Test
  void containerKeepsLessThanSixThousandBytes() {
    int count = 600;
    containers(300, 1);
    long before = usedBytes();
    Analysis analysis = analysis(MemorySettings.NONE).withoutDrawing();
    TraceReader reader = read(analysis, count, 60);
    try {
      long kept = usedBytes() - before;
      assertThat(analysis.containers()).hasSize(count);
      assertThat(kept / count).isLessThan(6000);
    } finally {
      Reference.reachabilityFence(reader);
    }
  }

  /** A crash loop: 250 processes of two collections each. */
  @Test
  void containerThatCrashesWithoutEndKeepsItsLatestProcesses() {
    Analysis analysis = analysis(MemorySettings.NONE);
    TraceReader reader = new TraceReader(analysis.input("log"));
    for (int process = 0; process < 250; process++) {
      feed(reader, "looping", 1, 3 + process);
      feed(reader, "looping", 2, 3 + process);
    }
    reader.end();

    ContainerTrace container = analysis.containers().get(0);
    assertThat(container.processCount()).isEqualTo(250);
    assertThat(container.processes().stream().map(ProcessTrace::number))
        .hasSize(ContainerTrace.MAX_PROCESSES)
        .endsWith(249, 250);
  }

  /** 40,000 names that come by once; the container that is about to be killed stays. */
  @Test
  void containersInDangerStayWhileNamesWithoutEndComeBy() {
    MemorySettings limit400MiB =
        new MemorySettings(OptionalLong.of(400L << 20), Optional.empty(), OptionalLong.empty());
    Analysis analysis = analysis(limit400MiB);
    TraceReader reader = new TraceReader(analysis.input("log"));
    for (int name = 0; name < 40_000; name++) {
      feed(reader, "stray-" + name, 1, 3);
      if (name % 2000 == 0) {
        feed(reader, "sound", 1 + name / 2000, 300);
        feed(reader, "small", 1 + name / 2000, 3);
      }
    }
    reader.end();

    List<ContainerTrace> kept = analysis.containers();
    assertThat(kept).hasSizeLessThanOrEqualTo(Analysis.MAX_CONTAINERS);
    assertThat(
            kept.stream()
                .filter(c -> c.label().startsWith("sound"))
                .map(ManyContainersTest::summarised))
        .as("live heap of 300 MiB under a limit of 400 MiB")
        .containsExactly(20L);
    assertThat(
            kept.stream()
                .filter(c -> c.label().startsWith("small"))
                .map(ManyContainersTest::summarised))
        .as("more than a name that comes by")
        .containsExactly(20L);
    assertThat(analysis.leftOut().containers()).isEqualTo(40_002 - kept.size());
    assertThat(analysis.leftOut().events()).isEqualTo(40_002 - kept.size());
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static int points(ContainerTrace container) {
    return container.processes().get(0).report().points().size();
  }

  private static long summarised(ContainerTrace container) {
    return container.processes().get(0).report().summary().cycles();
  }

  private static List<ContainerTrace> containers(int count, int cycles) {
    Analysis analysis = analysis(MemorySettings.NONE);
    read(analysis, count, cycles);
    return analysis.containers();
  }

  private static Analysis analysis(MemorySettings settings) {
    return new Analysis(settings, ContainerFilter.ALL, (p, c) -> {});
  }

  private static TraceReader read(Analysis analysis, int count, int cycles) {
    TraceReader reader = new TraceReader(analysis.input("log"));
    for (int cycle = 1; cycle <= cycles; cycle++) {
      for (int i = 0; i < count; i++) {
        feed(reader, "orders-" + i, cycle, 3 + cycle % 3);
      }
    }
    reader.end();
    return reader;
  }

  private static void feed(TraceReader reader, String pod, int cycle, int live) {
    String line =
        "[pod/%s/app] gc %d @%d.100s 1%%: 0.1+1+0.1 ms clock, 0.1+0/1/1+0.1 ms cpu,"
            + " %d->%d->%d MB, %d MB goal, 0 MB stacks, 0 MB globals, 2 P\n";
    byte[] bytes =
        line.formatted(pod, cycle, cycle, live + 5, live + 5, live, live + 5).getBytes(US_ASCII);
    reader.feed(bytes, 0, bytes.length);
  }
}
