package dev.gctrace.core.report;

import static dev.gctrace.core.report.Scenario.gc;
import static dev.gctrace.core.report.Scenario.line;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gctrace.core.trace.EarlyGcEvent;
import dev.gctrace.core.trace.Format;
import dev.gctrace.core.trace.LineParser;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Each figure from recorded lines, with the arithmetic beside it. */
class FiguresTest {

  private static final Offset<Double> EXACTLY = within(1e-9);

  /** Live data that doubles, Go 1.19; the line of cycle 7 is torn. */
  private static final String DOUBLING_5 =
      "gc 5 @4.298s 0%: 0.019+130+0.004 ms clock, 0.039+18/13/0.11+0.008 ms cpu, 55->55->55 MB, 38"
          + " MB goal, 0 MB stacks, 0 MB globals, 2 P";

  private static final String DOUBLING_6 =
      "gc 6 @4.750s 0%: 0.018+196+0.005 ms clock, 0.036+0/22/68+0.010 ms cpu, 128->128->109 MB, 111"
          + " MB goal, 0 MB stacks, 0 MB globals, 2 P";

  private static final String DOUBLING_8 =
      "gc 8 @6.165s 3%: 0.016+983+0.005 ms clock, 0.032+11/313/0.11+0.010 ms cpu, 488->488->416 MB,"
          + " 426 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  private static final String DOUBLING_9 =
      "gc 9 @7.565s 5%: 0.018+2740+0.006 ms clock, 0.037+0/506/2483+0.012 ms cpu, 954->954->537 MB,"
          + " 832 MB goal, 0 MB stacks, 0 MB globals, 2 P";

  @Test
  void bulkExport() {
    Summary summary = summaryOf(Scenario.BULK_14, Scenario.BULK_15);

    assertThat(summary.format()).isEqualTo(Format.GO_1_18);
    assertThat(summary.cycles()).isEqualTo(2);
    assertThat(summary.firstCycle()).isEqualTo(14);
    assertThat(summary.lastCycle()).isEqualTo(15);
    assertThat(summary.missingCycles()).isZero();
    assertThat(summary.procs()).isEqualTo(2);
    assertThat(summary.gcCpuPercent()).hasValue(0);
    // 248.448 + (0.061 + 280 + 0.041) / 1000 - 247.533
    assertThat(value(summary.durationSeconds())).isCloseTo(1.195102, EXACTLY);
    assertThat(summary.liveMinMiB()).hasValue(117);
    assertThat(summary.liveLastMiB()).hasValue(260);
    assertThat(summary.liveMaxMiB()).hasValue(260);
    assertThat(summary.liveTrendMiBPerSecond()).isEmpty();
    assertThat(summary.peakHeapMiB()).hasValue(309);
    assertThat(value(summary.goalOvershootMax())).isCloseTo(309.0 / 234, EXACTLY);
    // 309 - 117 MiB from 247.533 + 0.195113 to 248.448 + 0.280102: in 0.999989 s
    assertThat(value(summary.allocationMiBPerSecond())).isCloseTo(192 / 0.999989, within(1e-6));
    // 0.12 + 0 + 89 + 0.082 = 89.202 ms of 2 x 999.989 ms
    assertThat(value(summary.gcCpuPercentOfCycles())).isCloseTo(4.460149, within(1e-6));
    assertThat(value(summary.gcCpuPercentMax())).isCloseTo(4.460149, within(1e-6));
    // 0.073 + 0.040 and 0.061 + 0.041
    assertThat(value(summary.pauseP50Millis())).isCloseTo(0.102, EXACTLY);
    assertThat(value(summary.pauseP99Millis())).isCloseTo(0.113, EXACTLY);
    assertThat(value(summary.pauseMaxMillis())).isCloseTo(0.113, EXACTLY);
    // 280 of 999.989 ms
    assertThat(value(summary.markDutyPercent())).isCloseTo(28.000308, within(1e-6));
    // 248.448 - 247.533
    assertThat(value(summary.periodSeconds())).isCloseTo(0.915, within(0.915 / 512));
  }

  @Test
  void sameServiceWithGoMemLimitAtTheLimit() {
    Summary summary = summaryOf(Scenario.SURVIVED_18, Scenario.SURVIVED_19, Scenario.SURVIVED_20);

    // 93.821 + 0.193070 - 92.420
    assertThat(value(summary.durationSeconds())).isCloseTo(1.594070, EXACTLY);
    assertThat(summary.liveMinMiB()).hasValue(93);
    assertThat(summary.liveLastMiB()).hasValue(197);
    assertThat(summary.peakHeapMiB()).hasValue(359);
    assertThat(value(summary.goalOvershootMax())).isCloseTo(359.0 / 330, EXACTLY);
    // (189 - 93) + (359 - 165) = 290 MiB from 92.610150 s to 94.014070 s
    assertThat(value(summary.allocationMiBPerSecond())).isCloseTo(290 / 1.40392, within(1e-6));
    // (0.13 + 0 + 4.0 + 0.071) + (0.13 + 0 + 2.6 + 0.009) = 6.940 ms of 2 x 1403.920 ms
    assertThat(value(summary.gcCpuPercentOfCycles())).isCloseTo(0.247165, within(1e-6));
    // 4.201 ms of 2 x 510.951 ms
    assertThat(value(summary.gcCpuPercentMax())).isCloseTo(0.411096, within(1e-6));
    // 0.070, 0.101, 0.150
    assertThat(value(summary.pauseP50Millis())).isCloseTo(0.101, EXACTLY);
    assertThat(value(summary.pauseP99Millis())).isCloseTo(0.150, EXACTLY);
    // 102 + 193 of 1403.920 ms
    assertThat(value(summary.markDutyPercent())).isCloseTo(21.012593, within(1e-6));
    // 0.599 and 0.802: the smaller is the median of two
    assertThat(value(summary.periodSeconds())).isCloseTo(0.599, within(0.599 / 512));
  }

  @Test
  void gapOfAMissingCycleIsLeftOutOfRatesAndShares() {
    Summary summary = summaryOf(DOUBLING_5, DOUBLING_6, DOUBLING_8, DOUBLING_9);

    assertThat(summary.cycles()).isEqualTo(4);
    assertThat(summary.missingCycles()).isEqualTo(1);
    // 7.565 + 2.740024 - 4.298
    assertThat(value(summary.durationSeconds())).isCloseTo(6.007024, EXACTLY);
    // 5 to 6: 128 - 55 = 73 MiB in 518.000 ms; 8 to 9: 954 - 416 = 538 MiB in 3157.003 ms
    assertThat(value(summary.allocationMiBPerSecond())).isCloseTo(611 / 3.675003, within(1e-6));
    // (0.036 + 0 + 22 + 0.010) + (0.037 + 0 + 506 + 0.012) = 528.095 ms of 2 x 3675.003 ms
    assertThat(value(summary.gcCpuPercentOfCycles())).isCloseTo(7.184961, within(1e-6));
    // 506.049 ms of 2 x 3157.003 ms
    assertThat(value(summary.gcCpuPercentMax())).isCloseTo(8.014705, within(1e-6));
    // 196 + 2740 of 3675.003 ms
    assertThat(value(summary.markDutyPercent())).isCloseTo(79.891091, within(1e-6));
    // the worst of 55/38, 128/111, 488/426, 954/832
    assertThat(value(summary.goalOvershootMax())).isCloseTo(55.0 / 38, EXACTLY);
    assertThat(summary.gcCpuPercent()).hasValue(5);
  }

  @Test
  void burstIsTheCycleWithTheMostMibOverItsGoal() {
    Figures figures = new Figures();
    figures.add(gc(DOUBLING_5), false);
    figures.add(gc(DOUBLING_9), false);
    figures.add(gc(DOUBLING_8), false);

    assertThat(figures.burst()).hasValue(new Figures.Burst(9, 954, 832));
  }

  @Test
  void overshootOfAHeapBelowSixteenMibSaysNothing() {
    assertThat(summaryOf(line(1, 14, 20, 7, 15)).goalOvershootMax()).isEmpty();
    assertThat(value(summaryOf(line(1, 14, 20, 7, 16)).goalOvershootMax())).isEqualTo(1.25);
  }

  @Test
  void assistsAreTheirShareOfTheMarkWork() {
    Figures figures = new Figures();
    figures.add(gc(DOUBLING_8.replace("gc 8", "gc 7")), false);
    figures.add(gc(DOUBLING_8.replace("6.165", "9.000")), false);

    // 11 of 11 + 313; the idle 0.11 is nobody's work
    assertThat(value(figures.assistPercent())).isCloseTo(100.0 * 11 / 324, EXACTLY);
  }

  @Test
  void recentShareForgetsATenthWithEachCycle() {
    Figures figures = new Figures();
    figures.add(gc(line(1, 10, 10, 5, 10)), false);
    figures.add(gc(line(2, 10, 10, 5, 10)), false);
    figures.add(gc(line(3, 10, 10, 5, 10).replace("0/9.9/0", "0/900/0")), false);

    // each second: 10.0 ms, then 900.1 ms
    assertThat(value(figures.recentCpuPercent()))
        .isCloseTo(100 * (0.9 * 10 + 900.1) / (0.9 * 1000 + 1000), within(1e-6));
  }

  @Test
  void stacksAreRememberedAtTheirSmallestAndLast() {
    Figures figures = new Figures();
    figures.add(gc(line(1, 10, 10, 5, 10).replace("0 MB stacks", "7 MB stacks")), false);
    figures.add(gc(line(2, 10, 10, 5, 10).replace("0 MB stacks", "3 MB stacks")), false);
    figures.add(gc(line(3, 10, 10, 5, 10).replace("0 MB stacks", "9 MB stacks")), false);

    assertThat(figures.stacksMinMiB()).hasValue(3);
    assertThat(figures.stacksLastMiB()).hasValue(9);
  }

  @Test
  void oneCycleHasNoRates() {
    Summary summary = summaryOf(Scenario.BULK_14);

    assertThat(summary.allocationMiBPerSecond()).isEmpty();
    assertThat(summary.gcCpuPercentOfCycles()).isEmpty();
    assertThat(summary.gcCpuPercentMax()).isEmpty();
    assertThat(summary.markDutyPercent()).isEmpty();
    assertThat(summary.periodSeconds()).isEmpty();
    // its own 0.073 + 195 + 0.040 ms
    assertThat(value(summary.durationSeconds())).isCloseTo(0.195113, EXACTLY);
  }

  @Test
  void sameNumberTwiceIsNeitherAGapNorAPair() {
    Summary summary = summaryOf(Scenario.BULK_14, Scenario.BULK_14);

    assertThat(summary.missingCycles()).isZero();
    assertThat(summary.allocationMiBPerSecond()).isEmpty();
  }

  @Test
  void firstReleaseWithTimesHasFivePhases() {
    Summary summary =
        summaryOf(
            "gc 4 @0.714s 0%: 0.16+0.50+3.8+9.9+0.17 ms clock, 0.64+0.50+0+0.007/3.4/10+0.69 ms"
                + " cpu, 3->3->3 MB, 3 MB goal, 32 P",
            "gc 5 @0.814s 0%: 0.16+0.50+3.8+9.9+0.17 ms clock, 0.64+0.50+0+0.007/3.4/10+0.69 ms"
                + " cpu, 6->6->3 MB, 6 MB goal, 32 P");

    assertThat(summary.format()).isEqualTo(Format.GO_1_5);
    // 0.16 + 3.8 + 0.17: the world is stopped to switch the write barrier on as well
    assertThat(value(summary.pauseMaxMillis())).isCloseTo(4.13, EXACTLY);
    // 0.50 + 9.9 of 100 ms
    assertThat(value(summary.markDutyPercent())).isCloseTo(10.4, EXACTLY);
    // 0.64 + 0.50 + 0.007 + 3.4 + 0.69 = 5.237 of 32 x 100 ms
    assertThat(value(summary.gcCpuPercentOfCycles())).isCloseTo(0.16365625, EXACTLY);
  }

  @Test
  void goOnePointFourHoldsAnEstimateOfTheLiveHeapBefore() {
    Figures figures = new Figures();
    figures.add(
        early(
            "gc329(8): 0+0+7000+0 us, 30 -> 60 MB, 634524 (315691677-315057153) objects, 8"
                + " goroutines, 50830/4478/0 sweeps, 24(1000) handoff, 16(47) steal, 276/7/0"
                + " yields"));
    Summary summary = figures.summary();

    assertThat(summary.format()).isEqualTo(Format.GO_1_4);
    assertThat(summary.lastCycle()).isEqualTo(329);
    assertThat(summary.procs()).isEqualTo(8);
    assertThat(summary.liveMaxMiB()).hasValue(30);
    assertThat(summary.liveLastMiB()).isEmpty();
    assertThat(summary.peakHeapMiB()).hasValue(60);
    assertThat(value(summary.pauseMaxMillis())).isEqualTo(7);
    assertThat(summary.durationSeconds()).isEmpty();
    assertThat(summary.gcCpuPercent()).isEmpty();
    assertThat(summary.allocationMiBPerSecond()).isEmpty();
  }

  @Test
  void countsTellForcedPeriodicAndRepairedCyclesApart() {
    Figures figures = new Figures();
    figures.add(gc(line(3, 10, 10, 5, 10)), true);
    figures.add(gc(line(4, 10, 10, 5, 10) + " (forced)"), false);
    figures.add(gc(line(9, 10, 10, 5, 10) + " (forced)"), false);
    Summary summary = figures.summary();

    assertThat(summary.periodicCycles()).isEqualTo(1);
    assertThat(summary.forcedCycles()).isEqualTo(2);
    assertThat(summary.repairedCycles()).isZero();
    assertThat(summary.missingCycles()).isEqualTo(4);
  }

  private static Summary summaryOf(String... lines) {
    Figures figures = new Figures();
    for (String line : lines) {
      figures.add(gc(line), false);
    }
    return figures.summary();
  }

  private static EarlyGcEvent early(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return (EarlyGcEvent) LineParser.parse(bytes, 0, bytes.length).orElseThrow().event();
  }

  private static double value(OptionalDouble figure) {
    return figure.orElseThrow();
  }
}
