package dev.gctrace.core.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ProcessSeparatorTest {

  private static TraceEvent parse(String line) {
    byte[] text = line.getBytes(US_ASCII);
    return LineParser.parse(text, 0, text.length).orElseThrow().event();
  }

  /** A collection that takes 3 ms and was to end at twice its live heap. */
  private static GcEvent gc(long cycle, long startMillis, long heapStart, long live) {
    return (GcEvent)
        parse(
            ("gc %d @%d.%03ds 0%%: 1.0+1.0+1.0 ms clock, 2.0+0/1.0/0+2.0 ms cpu, "
                    + "%d->%d->%d MB, %d MB goal, 0 MB stacks, 0 MB globals, 2 P")
                .formatted(
                    cycle,
                    startMillis / 1000,
                    startMillis % 1000,
                    heapStart,
                    Math.max(heapStart, live),
                    live,
                    Math.max(4, 2 * live)));
  }

  private static List<Integer> processes(List<GcEvent> events) {
    ProcessSeparator separator = new ProcessSeparator();
    return events.stream().map(separator::processOf).toList();
  }

  @Test
  void aNumberThatFallsBeginsANewProcess() {
    assertThat(
            processes(
                List.of(
                    gc(14, 247_533, 138, 117),
                    gc(15, 248_448, 309, 260),
                    gc(1, 12, 4, 2),
                    gc(2, 40, 5, 3))))
        .containsExactly(1, 1, 2, 2);
  }

  @Test
  void missingNumbersAreAGapOfTheSameProcess() {
    assertThat(processes(List.of(gc(3, 1000, 4, 2), gc(9, 5000, 40, 20), gc(500, 90_000, 9, 8))))
        .containsExactly(1, 1, 1);
  }

  @Test
  void twoInterleavedCountersAreTwoProcesses() {
    // Published in a blog post of 2022-12-13: "go run", two programs on one standard error. The
    // first line of the second program is a gap of the first, for all that can be known by then.
    assertThat(
            processes(
                List.of(
                    gc(2, 120_093, 453, 450),
                    gc(5, 121_834, 2, 0),
                    gc(3, 240_273, 451, 450),
                    gc(6, 243_549, 0, 0),
                    gc(4, 360_503, 451, 450),
                    gc(7, 363_559, 0, 0))))
        .containsExactly(1, 1, 2, 1, 2, 1);
  }

  @Test
  void aHigherNumberThatBeganEarlierIsOfAnotherProcess() {
    // A published README of 2024: gc 14 of one program before gc 13 of the other.
    assertThat(
            processes(
                List.of(gc(12, 4_277, 258, 130), gc(14, 121_047, 4, 2), gc(13, 124_352, 131, 2))))
        .containsExactly(1, 1, 2);
  }

  @Test
  void aLineThatWasPassedByTheOneBehindItStaysWithItsProcess() {
    ProcessSeparator separator = new ProcessSeparator();
    assertThat(separator.processOf(gc(1, 10, 4, 2))).isEqualTo(1);
    assertThat(separator.processOf(gc(3, 30, 4, 2))).isEqualTo(1);
    assertThat(separator.wasNewest()).isTrue();
    assertThat(separator.processOf(gc(2, 20, 4, 2))).isEqualTo(1);
    assertThat(separator.wasNewest()).isFalse();
    assertThat(separator.processOf(gc(4, 40, 4, 2))).isEqualTo(1);
    assertThat(separator.wasNewest()).isTrue();
  }

  @Test
  void linesDeliveredTwiceStayWithTheirProcess() {
    List<GcEvent> events =
        IntStream.rangeClosed(1, 40).mapToObj(i -> gc(i, i * 10L, 4, 2)).toList();
    List<GcEvent> delivered = new ArrayList<>(events);
    delivered.addAll(events.subList(40 - ProcessCounter.KEPT, 40));
    delivered.add(gc(41, 410, 4, 2));
    assertThat(processes(delivered)).containsOnly(1);
  }

  @Test
  void theSameNumberAtTheSameTimeWithOtherFiguresIsOfANewProcess() {
    // A crash loop: each life begins with the same number, now and then in the same millisecond.
    assertThat(processes(List.of(gc(1, 4, 4, 2), gc(1, 4, 5, 2), gc(1, 4, 6, 2))))
        .containsExactly(1, 2, 3);
  }

  @Test
  void aDeadProcessDoesNotGoOnWhenTheNextOneReachesItsNumber() {
    List<GcEvent> events = new ArrayList<>();
    for (int life = 0; life < 5; life++) {
      for (int cycle = 1; cycle <= 20 + life; cycle++) {
        events.add(gc(cycle, cycle * 1000L + life, 30 + life, 30 - life));
      }
    }
    List<Integer> expected = new ArrayList<>();
    for (int life = 0; life < 5; life++) {
      for (int cycle = 1; cycle <= 20 + life; cycle++) {
        expected.add(life + 1);
      }
    }
    assertThat(processes(events)).isEqualTo(expected);
  }

  @Test
  void aSilentProcessGoesOnWhenItsClockAgreesWithTheOthers() {
    List<GcEvent> events = new ArrayList<>();
    events.add(gc(7, 100_000, 450, 450));
    for (int cycle = 1; cycle <= 500; cycle++) {
      events.add(gc(cycle, cycle * 200L, 4, 3));
    }
    events.add(gc(8, 220_000, 451, 450));
    events.add(gc(501, 119_000, 4, 3));
    List<Integer> processes = processes(events);
    assertThat(processes.get(0)).isEqualTo(1);
    assertThat(processes.subList(1, 501)).containsOnly(2);
    assertThat(processes.subList(501, 503)).containsExactly(1, 2);
  }

  @Test
  void whichProcessWasSucceededIsTold() {
    ProcessSeparator separator = new ProcessSeparator();
    assertThat(separator.isSucceeded(1)).isFalse();
    separator.processOf(gc(5, 500, 4, 2));
    assertThat(separator.isSucceeded(1)).isFalse();
    separator.processOf(gc(1, 10, 4, 2));
    assertThat(separator.isSucceeded(1)).isTrue();
    assertThat(separator.isSucceeded(2)).isFalse();
    separator.processOf(gc(6, 900, 4, 2));
    assertThat(separator.isSucceeded(1)).isFalse();
  }

  @Test
  void theProcessThatWasSilentForLongestMakesRoom() {
    ProcessSeparator separator = new ProcessSeparator();
    for (int life = 1; life <= ProcessSeparator.MAX_PROCESSES + 1; life++) {
      assertThat(separator.isFollowed(life)).isFalse();
      assertThat(separator.processOf(gc(1, life, life, 0))).isEqualTo(life);
      assertThat(separator.isFollowed(life)).isTrue();
    }
    assertThat(separator.isFollowed(1)).isFalse();
    assertThat(separator.isSucceeded(1)).isTrue();
    assertThat(separator.isFollowed(2)).isTrue();
  }

  @Test
  void earlyCollectionsAreToldApartByTheirNumberAlone() {
    ProcessSeparator separator = new ProcessSeparator();
    String line =
        "gc%d(8): 0+0+7000+0 us, 30 -> 60 MB, %d (1000-%d) objects, 8 goroutines, "
            + "50830/4478/0 sweeps, 24(1000) handoff, 16(47) steal, 276/7/0 yields";
    List<Integer> processes = new ArrayList<>();
    for (int cycle : new int[] {1, 2, 3, 5, 1, 2}) {
      int freed = 100 * cycle + processes.size();
      processes.add(
          separator.processOf((EarlyGcEvent) parse(line.formatted(cycle, 1000 - freed, freed))));
    }
    assertThat(processes).containsExactly(1, 1, 1, 1, 2, 2);
  }

  /**
   * Programs that allocate at their own pace, interleaved as their clocks say, each with its own
   * heap: the truth is known because it was made here.
   */
  @Property(tries = 300)
  void interleavedProgramsAreToldApart(
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 5, max = 400) Integer> paces) {
    record Told(long at, int program, GcEvent event) {}
    List<Told> stream = new ArrayList<>();
    for (int program = 0; program < paces.size(); program++) {
      long live = 20L * (long) Math.pow(3, program);
      for (int cycle = 1; cycle <= 60; cycle++) {
        long at = (long) cycle * paces.get(program);
        stream.add(new Told(at, program, gc(cycle, at, live + 10, live)));
      }
    }
    stream.sort((a, b) -> Long.compare(a.at, b.at));
    ProcessSeparator separator = new ProcessSeparator();
    Map<Integer, Integer> processOfProgram = new HashMap<>();
    int wrong = 0;
    for (Told told : stream) {
      int process = separator.processOf(told.event);
      Integer expected = processOfProgram.put(told.program, process);
      wrong += expected != null && expected != process ? 1 : 0;
    }
    assertThat(wrong).isZero();
  }

  /** Lives of one program, one after the other, each with its own pace and heap. */
  @Property(tries = 300)
  void livesInSequenceAreToldApart(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 60) Integer> lengths,
      @ForAll @IntRange(min = 5, max = 2000) int pace) {
    ProcessSeparator separator = new ProcessSeparator();
    for (int life = 0; life < lengths.size(); life++) {
      long live = 20 + 7L * life;
      for (int cycle = 1; cycle <= lengths.get(life); cycle++) {
        long at = (long) cycle * (pace + life);
        assertThat(separator.processOf(gc(cycle, at, live + 10, live))).isEqualTo(life + 1);
        assertThat(separator.isSucceeded(life)).isEqualTo(life > 0);
      }
    }
  }
}
