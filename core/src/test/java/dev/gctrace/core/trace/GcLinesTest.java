package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** A line of each generation since Go 1.5, every field read off by hand. */
final class GcLinesTest {

  private static final OptionalLong NONE = OptionalLong.empty();
  private static final OptionalDouble NOT_PRINTED = OptionalDouble.empty();

  @Test
  void readsABuildBetweenGo14And15WithoutGoalAndWithMarkWorkAsOneFigure() {
    // public-lines/013.log, April 2015
    GcEvent event =
        gc(
            "gc #1 @18.212s 1%: 0+2+0+11371+358 ms clock, 1+2+1+11371+717 ms cpu, 4->7736->7632 MB,"
                + " 36 P");
    assertThat(event)
        .isEqualTo(
            new GcEvent(
                Format.GO_1_5,
                1,
                18_212,
                1,
                new ClockMillis(0, OptionalDouble.of(2), OptionalDouble.of(0), 11371, 358),
                new CpuMillis(
                    1,
                    OptionalDouble.of(2),
                    OptionalDouble.of(1),
                    Double.NaN,
                    11371,
                    Double.NaN,
                    717),
                4,
                7736,
                7632,
                NONE,
                NONE,
                NONE,
                36,
                false,
                false));
    // 0+2+0+11371+358; 1+2+1+11371+717.
    assertThat(event.clock().total()).isEqualTo(11731);
    assertThat(event.cpu().taken()).isEqualTo(12092);
  }

  @Test
  void readsANumberSignBeforeTheCycle() {
    // public-lines/017.log, November 2015
    assertThat(
            gc(
                "\tgc #2 @0.062s 5%: 0.044+1.0+0.017+2.3+0.23 ms clock,"
                    + " 0.044+1.0+0+0.46/2.0/0+0.23 ms cpu, 4->12->3 MB, 8 MB goal, 4 P"))
        .isEqualTo(
            new GcEvent(
                Format.GO_1_5,
                2,
                62,
                5,
                new ClockMillis(0.044, OptionalDouble.of(1), OptionalDouble.of(0.017), 2.3, 0.23),
                new CpuMillis(0.044, OptionalDouble.of(1), OptionalDouble.of(0), 0.46, 2, 0, 0.23),
                4,
                12,
                3,
                OptionalLong.of(8),
                NONE,
                NONE,
                4,
                false,
                false));
  }

  @Test
  void readsGo15() {
    // golang/go issue 15068
    GcEvent event =
        gc(
            "gc 4 @0.714s 0%: 0.16+0.50+3.8+9.9+0.17 ms clock, 0.64+0.50+0+0.007/3.4/10+0.69 ms cpu,"
                + " 3->3->3 MB, 3 MB goal, 32 P");
    assertThat(event)
        .isEqualTo(
            new GcEvent(
                Format.GO_1_5,
                4,
                714,
                0,
                new ClockMillis(0.16, OptionalDouble.of(0.5), OptionalDouble.of(3.8), 9.9, 0.17),
                new CpuMillis(
                    0.64, OptionalDouble.of(0.5), OptionalDouble.of(0), 0.007, 3.4, 10, 0.69),
                3,
                3,
                3,
                OptionalLong.of(3),
                NONE,
                NONE,
                32,
                false,
                false));
  }

  @Test
  void readsGo16To117() {
    // go-versions/go1.16.15.log
    assertThat(
            gc(
                "gc 4 @0.027s 14%: 0.058+5.6+0.039 ms clock, 0.11+1.5/1.2/1.8+0.078 ms cpu,"
                    + " 17->18->14 MB, 19 MB goal, 2 P (forced)"))
        .isEqualTo(
            new GcEvent(
                Format.GO_1_6,
                4,
                27,
                14,
                new ClockMillis(0.058, NOT_PRINTED, NOT_PRINTED, 5.6, 0.039),
                new CpuMillis(0.11, NOT_PRINTED, NOT_PRINTED, 1.5, 1.2, 1.8, 0.078),
                17,
                18,
                14,
                OptionalLong.of(19),
                NONE,
                NONE,
                2,
                true,
                false));
  }

  @Test
  void readsGo118AndLater() {
    // public-lines/127.log
    assertThat(
            gc(
                "gc 31 @351.428s 0%: 0.068+139+0.078 ms clock, 1.1+427/554/161+1.2 ms cpu,"
                    + " 4520->4600->936 MB, 4745 MB goal, 4 MB stacks, 0 MB globals, 16 P"))
        .isEqualTo(
            new GcEvent(
                Format.GO_1_18,
                31,
                351_428,
                0,
                new ClockMillis(0.068, NOT_PRINTED, NOT_PRINTED, 139, 0.078),
                new CpuMillis(1.1, NOT_PRINTED, NOT_PRINTED, 427, 554, 161, 1.2),
                4520,
                4600,
                936,
                OptionalLong.of(4745),
                OptionalLong.of(4),
                OptionalLong.of(0),
                16,
                false,
                false));
  }

  @Test
  void readsTheRemarkOfGo126() {
    // go-versions/go1.26.8-goroutine-leak.log
    GcEvent event =
        gc(
            "gc 2 @0.006s 1% (checking for goroutine leaks): 0.18+3.0+0.003 ms clock,"
                + " 0.36+0/0.077/0.23+0.006 ms cpu, 0->0->0 MB, 4 MB goal, 0 MB stacks, 0 MB"
                + " globals, 2 P (forced)");
    assertThat(event.gcCpuPercent()).isEqualTo(1);
    assertThat(event.clock().sweepTermination()).isEqualTo(0.18);
    assertThat(event.forced()).isTrue();
  }

  @Test
  void takesAnImmenseGoalForNone() {
    assertThat(goal("17592186044415")).isEmpty(); // Go 1.9 and 1.18, GOGC=off
    assertThat(goal("8796093022198")).isEmpty(); // Go 1.19
    assertThat(goal("8532210231531")).isEmpty(); // Go 1.21 and later
    assertThat(goal("1099511627776")).isEmpty(); // 2^40
    assertThat(goal("1099511627775")).hasValue(1099511627775L);
    assertThat(goal("1457567")).hasValue(1457567); // public-lines/043.log
  }

  @Test
  void keepsItemsThatItDoesNotKnowOutOfTheWay() {
    GcEvent event =
        gc(
            "gc 1 @0.010s 1%: 0.1+2.5+0.05 ms clock, 0.2+0/1.0/0+0.1 ms cpu, 3->4->1 MB, 4 MB goal,"
                + " 7 MB weak-pointers, 2 MB stacks, 9 MB span metadata, 1 MB globals, 3 MB x, 8 P");
    assertThat(event.goalMiB()).hasValue(4);
    assertThat(event.stacksMiB()).hasValue(2);
    assertThat(event.globalsMiB()).hasValue(1);
    assertThat(event.procs()).isEqualTo(8);
    assertThat(event.format()).isEqualTo(Format.GO_1_18);
  }

  @Test
  void readsStacksOrGlobalsAlone() {
    String line =
        "gc 1 @0.010s 1%: 0+0+0 ms clock, 0+0/0/0+0 ms cpu, 3->4->1 MB, 4 MB goal, 5 MB NAME, 8 P";
    GcEvent stacks = gc(line.replace("NAME", "stacks"));
    GcEvent globals = gc(line.replace("NAME", "globals"));
    assertThat(stacks.format()).isEqualTo(Format.GO_1_18);
    assertThat(stacks.stacksMiB()).hasValue(5);
    assertThat(stacks.globalsMiB()).isEmpty();
    assertThat(globals.format()).isEqualTo(Format.GO_1_18);
    assertThat(globals.stacksMiB()).isEmpty();
    assertThat(globals.globalsMiB()).hasValue(5);
  }

  @Test
  void readsTheLargestNumbers() {
    GcEvent event =
        gc(
            "gc 4294967295 @9223372036854774.999s 2147483647%:"
                + " 999999999999.999+999999999999999999+0 ms clock, 0+0/0/0+0 ms cpu,"
                + " 999999999999999999->0->0 MB, 0 MB goal, 2147483647 P");
    assertThat(event.cycle()).isEqualTo(4294967295L);
    assertThat(event.startMillis()).isEqualTo(9223372036854774999L);
    assertThat(event.gcCpuPercent()).isEqualTo(2147483647);
    assertThat(event.clock().sweepTermination()).isEqualTo(999999999999.999);
    assertThat(event.clock().mark()).isEqualTo(1e18);
    assertThat(event.heapStartMiB()).isEqualTo(999999999999999999L);
    assertThat(event.procs()).isEqualTo(2147483647);
  }

  @Test
  void readsStartsWithFewerThanThreeDecimals() {
    String line = "gc 1 @START 0%: 0+0+0 ms clock, 0+0/0/0+0 ms cpu, 0->0->0 MB, 4 MB goal, 1 P";
    assertThat(gc(line.replace("START", "1.5s")).startMillis()).isEqualTo(1500);
    assertThat(gc(line.replace("START", "1.05s")).startMillis()).isEqualTo(1050);
    assertThat(gc(line.replace("START", "1.005s")).startMillis()).isEqualTo(1005);
    assertThat(gc(line.replace("START", "0.000s")).startMillis()).isZero();
  }

  private static OptionalLong goal(String printed) {
    return gc("gc 1 @0.010s 1%: 0+0+0 ms clock, 0+0/0/0+0 ms cpu, 3->4->1 MB, "
            + printed
            + " MB goal, 0 MB stacks, 0 MB globals, 8 P (forced)")
        .goalMiB();
  }

  private static GcEvent gc(String line) {
    return (GcEvent) parse(line);
  }

  private static TraceEvent parse(String line) {
    byte[] bytes = line.getBytes(UTF_8);
    LineParser.Parsed parsed = LineParser.parse(bytes, 0, bytes.length).orElseThrow();
    assertThat(parsed.malformed()).isNull();
    return parsed.event();
  }
}
