package dev.gctrace.cli.analysis;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.report.ProcessAnalysis;
import dev.gctrace.logs.TraceReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManyContainersTest {

  /** The first shows all; the 5,000th, which has 32,768 / 5,000 = 6 as its share, the least: 8. */
  @Test
  void theMoreContainersThereAreTheFewerTeethDoesAFurtherOneKeep() {
    List<ContainerTrace> containers = containers(5000, 12);

    assertThat(containers).hasSize(5000);
    assertThat(points(containers.get(0))).isEqualTo(12);
    assertThat(points(containers.get(4999))).isBetween(4, 8);
    assertThat(summarised(containers.get(4999))).isEqualTo(12);
  }

  @Test
  void aFewContainersKeepAll() {
    List<ContainerTrace> containers = containers(8, 3000);

    assertThat(ProcessAnalysis.MAX_POINTS).isGreaterThan(3000);
    assertThat(containers).allMatch(container -> points(container) == 3000);
  }

  private static int points(ContainerTrace container) {
    return container.processes().get(0).report().points().size();
  }

  private static long summarised(ContainerTrace container) {
    return container.processes().get(0).report().summary().cycles();
  }

  private static List<ContainerTrace> containers(int count, int cycles) {
    Analysis analysis = new Analysis(MemorySettings.NONE, ContainerFilter.ALL, (p, c) -> {});
    TraceReader reader = new TraceReader(analysis.input("log"));
    for (int cycle = 1; cycle <= cycles; cycle++) {
      for (int i = 0; i < count; i++) {
        String line =
            "[pod/orders-%d/app] gc %d @%d.100s 1%%: 0.1+1+0.1 ms clock, 0.1+0/1/1+0.1 ms cpu,"
                + " 8->8->%d MB, 8 MB goal, 0 MB stacks, 0 MB globals, 2 P\n";
        byte[] bytes = line.formatted(i, cycle, cycle, 3 + cycle % 3).getBytes(US_ASCII);
        reader.feed(bytes, 0, bytes.length);
      }
    }
    reader.end();
    return analysis.containers();
  }
}
