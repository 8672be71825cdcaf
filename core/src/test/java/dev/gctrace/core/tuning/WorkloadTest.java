package dev.gctrace.core.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.trace.LineParser;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WorkloadTest {

  private static final String[] LINES = {
    "gc 1 @1.000s 1%: 0+100+0 ms clock, 0+0/100/0+0 ms cpu, 10->12->6 MB, 12 MB goal, 0 MB stacks,"
        + " 0 MB globals, 2 P",
    "gc 2 @2.000s 1%: 0+200+0 ms clock, 0+20/180/50+0 ms cpu, 16->20->14 MB, 17 MB goal, 1 MB"
        + " stacks, 1 MB globals, 2 P",
    "gc 3 @4.000s 1%: 0+100+0 ms clock, 0+0/100/0+0 ms cpu, 24->24->10 MB, 29 MB goal, 0 MB stacks,"
        + " 0 MB globals, 2 P (forced)",
    "gc 4 @5.000s 1%: 0+100+0 ms clock, 0+0/100/0+0 ms cpu, 18->19->12 MB, 20 MB goal, 0 MB stacks,"
        + " 0 MB globals, 2 P"
  };

  /** 10 until the first, 2 more while it marks, 16 - 6 until the second, 4 more, 24 - 14, 0, 8. */
  @Test
  void allocationIsTheHeapAtEachStartLessWhatWasLiveBefore() {
    Workload workload = workload(LINES);

    assertThat(workload.allocatedAt(0)).isZero();
    assertThat(workload.allocatedAt(0.5)).isEqualTo(5);
    assertThat(workload.allocatedAt(1)).isEqualTo(10);
    assertThat(workload.allocatedAt(1.1)).isEqualTo(12);
    assertThat(workload.allocatedAt(2)).isEqualTo(22);
    assertThat(workload.allocatedAt(2.2)).isEqualTo(26);
    assertThat(workload.allocatedAt(4.1)).isCloseTo(36, within(1e-9));
    assertThat(workload.allocatedAt(99)).isEqualTo(45);
    assertThat(workload.whenAllocated(5)).isEqualTo(0.5);
    assertThat(workload.whenAllocated(24)).isCloseTo(2.1, within(1e-9));
    assertThat(workload.whenAllocated(46)).isInfinite();
    assertThat(workload.seconds()).isEqualTo(5.1);
  }

  /** Marked 6, of which 12 - 10 = 2 came while marking: 4 were kept. */
  @Test
  void keptIsWhatWasMarkedLessWhatCameMeanwhile() {
    Workload workload = workload(LINES);

    assertThat(workload.nearest(0).kept()).isEqualTo(4);
    assertThat(workload.nearest(1.6).kept()).isEqualTo(10);
    assertThat(workload.nearest(9).kept()).isEqualTo(11);
    assertThat(workload.nextForced(0)).isEqualTo(4);
    assertThat(workload.nextForced(4)).isInfinite();
  }

  /** Of live heaps of 8 MiB and more: (0.2 + 0.1 + 0.1) s for 16 + 10 + 12 MiB. */
  @Test
  void costIsCpuForEachMebibyteScanned() {
    Costs costs = workload(LINES).costs();

    assertThat(costs.markCpuSeconds()).isCloseTo(0.4 / 38, within(1e-12));
    // 0.2 / 16, 0.1 / 10 and 0.1 / 12, the middle one.
    assertThat(costs.markSeconds()).isCloseTo(0.01, within(1e-12));
    assertThat(costs.stopCpuSeconds()).isZero();
    // Only the last line tells: its goal 20, begun at 18 after a live heap of 10.
    assertThat(costs.slack()).isCloseTo(0.2, within(1e-12));
  }

  @Test
  void fewLinesAreNoWorkload() {
    WorkloadRecorder recorder = new WorkloadRecorder();
    for (int i = 0; i < WorkloadRecorder.MIN_CYCLES - 1; i++) {
      recorder.add(gc(LINES[i]));
    }
    assertThat(recorder.workload()).isEmpty();
  }

  @Test
  void linesThatComeTwiceOrLateAreLeftOut() {
    Workload workload = workload(LINES[0], LINES[1], LINES[1], LINES[0], LINES[2], LINES[3]);

    assertThat(workload.cycles()).isEqualTo(4);
  }

  @Test
  void onlyTheLatestLinesAreKept() {
    WorkloadRecorder recorder = new WorkloadRecorder();
    long most = WorkloadRecorder.MAX_CYCLES;
    for (long cycle = 1; cycle <= most + 7; cycle++) {
      recorder.add(gc("gc " + cycle + " @" + cycle + LINES[0].substring("gc 1 @1".length())));
    }
    assertThat(recorder.dropped()).isEqualTo(7);
    // The first that is kept only says what there was.
    assertThat(recorder.workload().orElseThrow().cycles()).isEqualTo(most - 1);
  }

  private static Workload workload(String... lines) {
    WorkloadRecorder recorder = new WorkloadRecorder();
    for (String line : lines) {
      recorder.add(gc(line));
    }
    return recorder.workload().orElseThrow();
  }

  private static GcEvent gc(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return (GcEvent) LineParser.parse(bytes, 0, bytes.length).orElseThrow().event();
  }
}
