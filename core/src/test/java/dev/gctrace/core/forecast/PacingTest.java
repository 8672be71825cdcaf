package dev.gctrace.core.forecast;

import static dev.gctrace.core.forecast.Traces.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gctrace.core.trace.GcEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** GOGC and GOMEMLIMIT as goals show them. */
class PacingTest {

  private static final Given NOTHING = Given.of(MemorySettings.NONE);

  @Property(tries = 300)
  void whatPairsAllowAlwaysHoldsTheTrueGogc(
      @ForAll @DoubleRange(min = 0.2, max = 6) double gogc,
      @ForAll @DoubleRange(min = 6, max = 900) double live,
      @ForAll @IntRange(max = 10_000) int seed) {
    List<GcEvent> events =
        PacerSimulator.gogc(gogc, seed).run(40, t -> live * (0.8 + 0.2 * Math.sin(t)), 50);

    Pacing pacing = Pacing.NONE;
    Observation last = null;
    for (GcEvent event : events) {
      Observation next = Observation.of(event);
      pacing = pacing.after(last, next, NOTHING);
      last = next;
      assertThat(pacing.gogc().factor().contains(gogc)).isTrue();
    }
  }

  @Property(tries = 100)
  void theRoundValueThatWasSetIsFound(
      @ForAll @IntRange(min = 1, max = 8) int fifties, @ForAll @IntRange(max = 10_000) int seed) {
    int gogc = 50 * fifties;
    List<GcEvent> events = PacerSimulator.gogc(gogc / 100.0, seed).run(60, t -> 150, 50);

    assertThat(after(events, NOTHING).gogc(NOTHING).percent()).isEqualTo(gogc);
  }

  @Test
  void oneTellingPairIsEnough() {
    Gogc gogc =
        after(List.of(event(14, 1, 138, 138, 117, 138), event(15, 2, 200, 234, 120, 234)), NOTHING)
            .gogc(NOTHING);

    assertThat(gogc).isEqualTo(new Gogc(100, false, Gogc.Source.INFERRED));
  }

  @Test
  void aTinyHeapSaysNoMoreThanTheDefault() {
    // Live 4, goal 8: (8 - 5)/7 = 0.43 to (9 - 4)/4 = 1.25.
    Gogc gogc =
        after(List.of(event(3, 1, 6, 7, 4, 8), event(4, 2, 6, 7, 4, 8)), NOTHING).gogc(NOTHING);

    assertThat(gogc).isEqualTo(Gogc.DEFAULT);
  }

  @Test
  void anUnroundValueIsTakenAsItIs() {
    // Live 1000 and goal 1831 hold GOGC to (1831 - 1001)/1003 = 82.75 % and 832/1000 = 83.2 %.
    Gogc gogc =
        after(
                List.of(event(3, 1, 900, 950, 1000, 1200), event(4, 2, 1500, 1800, 900, 1831)),
                NOTHING)
            .gogc(NOTHING);

    assertThat(gogc.percent()).isBetween(82.75, 83.2);
  }

  @Test
  void linesThatAreMissingAreNoPair() {
    Pacing pacing =
        after(List.of(event(14, 1, 138, 138, 117, 138), event(16, 2, 200, 234, 120, 300)), NOTHING);

    assertThat(pacing.gogc()).isEqualTo(GogcInference.NONE);
  }

  @Test
  void onePairThatContradictsIsNoChangeAndThreeAre() {
    Pacing settled = after(steady(1, 20, 100, 200), NOTHING);
    Pacing doubted = follow(settled, 20, List.of(300L, 300L));
    Pacing changed = follow(settled, 20, List.of(300L, 300L, 300L));

    assertThat(doubted.gogc(NOTHING).percent()).isEqualTo(100);
    assertThat(changed.gogc(NOTHING).percent()).isEqualTo(200);
  }

  @Test
  void onePairThatShowsGosDefaultIsEnoughAgainstOneThatShowsAnother() {
    // Go's compiler sets GOGC high for its first collection: 8 MiB live, goal 47; then 27 and 56,
    // 40
    // and 81, which is 100 %.
    List<GcEvent> lines =
        List.of(
            event(1, 0.23, 45, 48, 8, 48),
            event(2, 0.44, 45, 49, 27, 47),
            event(3, 0.72, 47, 56, 40, 56));

    assertThat(after(lines.subList(0, 2), NOTHING).gogc(NOTHING).percent()).isGreaterThan(300);
    assertThat(after(lines, NOTHING).gogc(NOTHING).percent()).isEqualTo(100);
  }

  @Test
  void aSingleOddGoalIsForgotten() {
    Pacing settled = after(steady(1, 20, 100, 200), NOTHING);

    assertThat(follow(settled, 20, List.of(300L, 200L, 300L, 200L, 300L)).gogc(NOTHING).percent())
        .isEqualTo(100);
  }

  @Test
  void gogcThatMovesIsTakenAtItsHighest() {
    Pacing settled = after(steady(1, 20, 100, 200), NOTHING);

    // 150, 180 and 125 % of live: no two of them agree.
    double percent = follow(settled, 20, List.of(250L, 280L, 225L)).gogc(NOTHING).percent();

    assertThat(percent).isBetween(175.0, 182.0);
  }

  @Test
  void aGivenValueStandsUntilTheTraceContradictsIt() {
    Given given = given(Gogc.given(100));

    assertThat(after(steady(1, 20, 100, 200), given).gogc(given)).isEqualTo(Gogc.given(100));
    assertThat(after(steady(1, 20, 100, 150), given).gogc(given))
        .isEqualTo(new Gogc(50, false, Gogc.Source.INFERRED));
  }

  @Test
  void aLineWithoutAGoalSaysThatGogcIsOff() {
    GcEvent none =
        event(
            "gc 5 @9.100s 0%: 0.020+10+0.004 ms clock, 0.040+0/5.0/10+0.008 ms cpu,"
                + " 90->91->50 MB, 8796093022207 MB goal, 0 MB stacks, 0 MB globals, 2 P (forced)");
    Pacing pacing = follow(after(steady(1, 4, 100, 200), NOTHING), none);

    assertThat(pacing.gogc(NOTHING).off()).isTrue();
    assertThat(pacing.gogc(NOTHING).source()).isEqualTo(Gogc.Source.INFERRED);
    assertThat(pacing.nextGoal(Observation.of(none), pacing.gogc(NOTHING), NOTHING)).isNull();
    assertThat(follow(pacing, event(6, 10, 90, 100, 50, 110)).gogc(NOTHING).off()).isFalse();
  }

  @Test
  void aGoalThatABigObjectRaisedIsOnlyTheMost() {
    // Live 47 under GOGC 100 is a goal of 94; an object of 60 MiB took the heap to 124 first.
    Pacing pacing =
        after(List.of(event(11, 2.3, 48, 48, 47, 48), event(12, 3.6, 124, 124, 74, 124)), NOTHING);

    assertThat(pacing.gogc().factor().contains(1)).isTrue();
    assertThat(pacing.gogc(NOTHING).percent()).isEqualTo(100);
  }

  @Test
  void aLimitThatWasGivenCapsTheGoal() {
    Given given = Given.of(Traces.limits(1000, 400));
    Observation big = GogcGoalTest.modern(300, 0, 0);
    NextGoal goal = Pacing.NONE.nextGoal(big, Gogc.DEFAULT, given);

    // (400 - 1 - 8)/1.08 in the middle; 399 when nothing else is mapped;
    // ((400 - 16)/1.16) × 0.97 - 1 with twice as much and the headroom of Go 1.21.
    assertThat(goal.expected()).isCloseTo(362.04, within(0.01));
    assertThat(goal.high()).isEqualTo(399);
    assertThat(goal.low()).isCloseTo(320.1, within(0.01));
  }

  @Test
  void theGoalIsNeverBelowTheLiveHeap() {
    Given given = Given.of(Traces.limits(1000, 400));

    assertThat(Pacing.NONE.nextGoal(GogcGoalTest.modern(390, 0, 0), Gogc.DEFAULT, given).expected())
        .isEqualTo(390);
  }

  @Test
  void versionsBeforeGomemlimitIgnoreIt() {
    Given given = Given.of(Traces.limits(1000, 400));

    assertThat(Pacing.NONE.nextGoal(GogcGoalTest.old(300), Gogc.DEFAULT, given).expected())
        .isEqualTo(600);
  }

  @Property(tries = 100)
  void theGoalUnderALimitThatWasGivenIsLearned(
      @ForAll @DoubleRange(min = 0, max = 0.15) double notHeap,
      @ForAll @IntRange(max = 10_000) int seed) {
    double memory = 300;
    Given given = Given.of(Traces.limits(1000, 300));
    List<GcEvent> events =
        new PacerSimulator(1, memory * (1 << 20), notHeap, seed).run(30, t -> 180, 50);
    Pacing pacing = after(events, given);
    Observation last = Observation.of(events.get(29));

    double truth = (memory - 9) / (1 + notHeap);
    assertThat(pacing.nextGoal(last, pacing.gogc(given), given).expected())
        .isBetween(truth - 1, truth + 0.001);
  }

  @Property(tries = 100)
  void aLimitShowsThoughNoneWasGiven(
      @ForAll @IntRange(min = 200, max = 2000) int memory,
      @ForAll @IntRange(max = 10_000) int seed) {
    // Live memory grows from a quarter of the limit to three quarters.
    List<GcEvent> events =
        new PacerSimulator(1, memory * (double) (1 << 20), 0.08, seed)
            .run(60, t -> memory * Math.min(0.75, 0.25 + t * 0.005), memory / 4.0);
    Pacing pacing = after(events, NOTHING);

    assertThat(pacing.limit().inferred()).isBetween(0.95 * memory, 1.05 * memory);
    assertThat(pacing.gogc(NOTHING).percent()).isEqualTo(100);
  }

  @Test
  void withGogcOffAndALimitTheFirstLineTellsBoth() {
    Given given = Given.of(Traces.limits(120, 108));
    GcEvent first = event(1, 0.452, 86, 93, 55, 90);
    Pacing pacing = after(List.of(first), given);

    assertThat(pacing.gogc(given).off()).isTrue();
    assertThat(pacing.nextGoal(Observation.of(first), pacing.gogc(given), given).expected())
        .isEqualTo(90);
  }

  @Test
  void aFirstGoalThatTheProgramSetIsSetRightByTheFirstPair() {
    // The Go compiler starts with a larger heap: goal 70 first, then 64 live and 131 goal.
    Pacing pacing =
        after(
            List.of(event(1, 1.268, 67, 78, 64, 70), event(2, 3.094, 111, 120, 87, 131)), NOTHING);

    assertThat(pacing.gogc(NOTHING).percent()).isEqualTo(100);
    assertThat(pacing.gogc(NOTHING).off()).isFalse();
  }

  @Test
  void stacksThatDoNotCountAreLearned() {
    // go1.19.8: 5 live, 137 stacks printed, next goal 75: 65 of 137 count.
    GcEvent eleven = stacks(11, 7.031, 47, 51, 5, 49, 137);
    GcEvent twelve = stacks(12, 9.741, 60, 62, 5, 75, 184);
    Pacing pacing = after(List.of(eleven, twelve), given(Gogc.given(100)));

    assertThat(pacing.stackShare()).isCloseTo(65 / 137.0, within(1e-9));
  }

  private static GcEvent stacks(
      long cycle, double at, long start, long end, long live, long goal, long stacks) {
    GcEvent plain = event(cycle, at, start, end, live, goal);
    return new GcEvent(
        plain.format(),
        cycle,
        plain.startMillis(),
        0,
        plain.clock(),
        plain.cpu(),
        start,
        end,
        live,
        plain.goalMiB(),
        OptionalLong.of(stacks),
        OptionalLong.of(0),
        2,
        false,
        false);
  }

  private static Given given(Gogc gogc) {
    return Given.of(
        new MemorySettings(OptionalLong.empty(), Optional.of(gogc), OptionalLong.empty()));
  }

  private static List<GcEvent> steady(int from, int count, long live, long goal) {
    return java.util.stream.LongStream.range(from, from + count)
        .mapToObj(n -> event(n, (double) n, goal - 20, goal - 10, live, goal))
        .toList();
  }

  private static Pacing after(List<GcEvent> events, Given settings) {
    Pacing pacing = Pacing.NONE;
    Observation last = null;
    for (GcEvent event : events) {
      Observation next = Observation.of(event);
      pacing = pacing.after(last, next, settings);
      last = next;
    }
    return pacing;
  }

  /** Goes on after cycle {@code from}, which found 100 MiB live, with goals that print. */
  private static Pacing follow(Pacing pacing, long from, List<Long> goals) {
    Pacing next = pacing;
    for (int i = 0; i < goals.size(); i++) {
      long goal = goals.get(i);
      next =
          next.after(
              Observation.of(event(from + i, (double) (from + i), 180, 190, 100, 200)),
              Observation.of(
                  event(from + i + 1, (double) (from + i + 1), goal - 20, goal - 10, 100, goal)),
              NOTHING);
    }
    return next;
  }

  private static Pacing follow(Pacing pacing, GcEvent event) {
    Observation o = Observation.of(event);
    return pacing.after(
        Observation.of(event(o.cycle() - 1, o.start() - 1, 90, 91, 50, 100)), o, NOTHING);
  }
}
