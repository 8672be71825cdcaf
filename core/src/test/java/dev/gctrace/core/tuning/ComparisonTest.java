package dev.gctrace.core.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.trace.GcEvent;
import dev.gctrace.core.tuning.Comparison.Change;
import dev.gctrace.core.tuning.Comparison.Direction;
import dev.gctrace.core.tuning.Comparison.Metric;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final GoProgram STEADY = new GoProgram(t -> 50 + 3 * Math.sin(t), t -> 40, 0);

  @Test
  void lowerGogcIsSeenAsMoreCollectionsAndLessHeap() {
    Comparison comparison =
        compare(STEADY.live(120, 100, Double.NaN), STEADY.live(120, 50, Double.NaN), 0, 0);

    assertThat(direction(comparison, Metric.CYCLES)).isEqualTo(Direction.UP);
    assertThat(direction(comparison, Metric.HEAP)).isEqualTo(Direction.DOWN);
    assertThat(direction(comparison, Metric.LIVE)).isEqualTo(Direction.SAME);
    assertThat(direction(comparison, Metric.ALLOCATION)).isEqualTo(Direction.SAME);
    assertThat(comparison.sentence())
        .startsWith("Beyond noise the heap fell from ")
        .contains("collections rose from ", "the live heap", " did not.");
  }

  @Test
  void sameRunHasNotChanged() {
    GoProgram.Life life = STEADY.live(120, 100, Double.NaN);

    Comparison comparison = compare(life, life, 0, 0);

    assertThat(comparison.changes()).allMatch(change -> change.direction() == Direction.SAME);
    assertThat(comparison.sentence()).isEqualTo("Nothing that was measured changed beyond noise.");
  }

  @Test
  void fewCollectionsTellNothing() {
    Comparison comparison =
        compare(STEADY.live(5, 100, Double.NaN), STEADY.live(120, 50, Double.NaN), 1, 0);

    assertThat(comparison.changes())
        .allMatch(change -> change.direction() == Direction.CANNOT_TELL);
    assertThat(comparison.sentence())
        .isEqualTo("No longer killed. Too few collections to tell what changed beyond noise.");
  }

  @Test
  void killsAreToldFirst() {
    GoProgram.Life life = STEADY.live(60, 100, Double.NaN);

    assertThat(compare(life, life, 0, 2).sentence())
        .startsWith("Killed 2 times, which it was not before. ");
    assertThat(compare(life, life, 3, 1).sentence()).startsWith("Killed once instead of 3 times. ");
  }

  /** 1..6 against 7..12: all 36 pairs one way; (36 - 18 - 0.5) / sqrt(36 · 13 / 12) = 2.80. */
  @Test
  void rankTestOfTwoSeparateSamples() {
    double[] low = {1, 2, 3, 4, 5, 6};
    double[] high = {7, 8, 9, 10, 11, 12};

    // 2 (1 - Φ(2.8022)) = 0.00508
    assertThat(RankTest.p(low, high)).isCloseTo(0.00508, within(0.00001));
    assertThat(RankTest.p(high, low)).isEqualTo(RankTest.p(low, high));
    assertThat(RankTest.p(low, low)).isCloseTo(1, within(1e-6));
    assertThat(RankTest.p(new double[] {5, 5, 5}, new double[] {5, 5})).isEqualTo(1);
  }

  /** Of samples of one kind about one in a hundred is below 1 %. */
  @Property(tries = 20)
  void rankTestIsSeldomFooled(@ForAll long seed) {
    Random random = new Random(seed);
    int fooled = 0;
    for (int i = 0; i < 1000; i++) {
      double[] one = random.doubles(12).toArray();
      double[] other = random.doubles(12).toArray();
      fooled += RankTest.p(one, other) <= 0.01 ? 1 : 0;
    }
    assertThat(fooled).isLessThanOrEqualTo(30);
  }

  /** The blocks hold every collection after the first second, however many there are. */
  @Test
  void blocksKeepTheSumOfALongRun() {
    Blocks blocks = new Blocks();
    List<GcEvent> lines = STEADY.live(900, 50, Double.NaN).lines();
    lines.forEach(line -> blocks.add(1, line));

    long up = lines.stream().filter(line -> line.startMillis() >= 1000).count();
    assertThat(blocks.cycles()).isEqualTo(up - 1);
    assertThat(blocks.of(Blocks.Sums::cyclesPerMinute)).hasSize(Blocks.MOST);
    assertThat(blocks.whole(Blocks.Sums::mibPerSecond)).isCloseTo(40, within(1.0));
  }

  @Test
  void collectionsOfAnotherProcessAreNotTimedAgainstEachOther() {
    Blocks blocks = new Blocks();
    List<GcEvent> lines = STEADY.live(20, 100, Double.NaN).lines();
    for (int i = 0; i < lines.size(); i++) {
      blocks.add(i % 2, lines.get(i));
    }
    assertThat(blocks.cycles()).isZero();
  }

  private static Direction direction(Comparison comparison, Metric metric) {
    return comparison.changes().stream()
        .filter(change -> change.metric() == metric)
        .map(Change::direction)
        .findFirst()
        .orElseThrow();
  }

  private static Comparison compare(
      GoProgram.Life before, GoProgram.Life after, int killsBefore, int killsAfter) {
    return Comparison.of(
        figures(before, killsBefore),
        recorder(before),
        figures(after, killsAfter),
        recorder(after));
  }

  private static RunFigures.Recorder recorder(GoProgram.Life life) {
    RunFigures.Recorder recorder = new RunFigures.Recorder();
    life.lines().forEach(line -> recorder.add(1, line));
    return recorder;
  }

  private static RunFigures figures(GoProgram.Life life, int kills) {
    return new RunFigures(
        1,
        1,
        kills,
        life.cycles(),
        Severity.OK,
        OptionalLong.of((long) life.peakMiB()),
        OptionalLong.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }
}
