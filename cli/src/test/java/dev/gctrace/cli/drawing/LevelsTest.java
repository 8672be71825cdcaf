package dev.gctrace.cli.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.cli.drawing.Level.Kind;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.Verdict;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LevelsTest {

  private static final Verdict VERDICT = Reports.verdict(Severity.OK, "Fits.");

  @Test
  void aLimitFarAboveTheHeapIsNamedInsteadOfDrawn() {
    Points cycle = Points.cycle(1).heap(90, 100, 50).next(100).peak(100, 110, 120);

    assertThat(levels(Reports.settings(400, 0), cycle).inside(Kind.LIMIT)).hasValue(400);
    Levels over = levels(Reports.settings(401, 0), cycle);
    assertThat(over.inside(Kind.LIMIT)).isEmpty();
    assertThat(over.above()).containsExactly(new Level(Kind.LIMIT, 401));
    assertThat(over.top()).isEqualTo(120);
  }

  @Test
  void aLimitThatTheForecastPassesIsAlwaysDrawn() {
    // GOGC=900: ten times the live heap, far above the heap so far.
    Points cycle = Points.cycle(1).heap(50, 50, 50).next(500).peak(500, 520, 560);

    Levels levels = levels(Reports.settings(450, 0), cycle);

    assertThat(levels.inside(Kind.LIMIT)).hasValue(450);
    assertThat(levels.inside(Kind.NEXT_GOAL)).hasValue(500);
    assertThat(levels.inside(Kind.PEAK)).hasValue(520);
    assertThat(levels.top()).isEqualTo(520);
  }

  @Test
  void aBandThatReachesTheLimitDrawsIt() {
    Points cycle = Points.cycle(1).heap(50, 50, 50).next(240).peak(240, 250, 260);

    assertThat(levels(Reports.settings(260, 0), cycle).inside(Kind.LIMIT)).hasValue(260);
    assertThat(levels(Reports.settings(261, 0), cycle).inside(Kind.LIMIT)).isEmpty();
  }

  @Test
  void aHeapFarAboveTheLimitIsDrawnInFull() {
    Levels levels = levels(Reports.settings(30, 0), Points.cycle(1).heap(900, 950, 500));

    assertThat(levels.inside(Kind.LIMIT)).hasValue(30);
    assertThat(levels.top()).isEqualTo(950);
  }

  @Test
  void theTopIsTheHighestOfHeapGoalsLevelsAndBand() {
    assertThat(top(Points.cycle(1).heap(90, 80, 50))).isEqualTo(90);
    assertThat(top(Points.cycle(1).heap(50, 80, 90))).isEqualTo(90);
    assertThat(top(Points.cycle(1).heap(50, 80, 40).goal(99))).isEqualTo(99);
    assertThat(top(Points.cycle(1).heap(50, 80, 40).goal(321))).isEqualTo(80);
    assertThat(top(Points.cycle(1).heap(50, 80, 40).next(150))).isEqualTo(150);
    assertThat(top(Points.cycle(1).heap(50, 80, 40).next(150).peak(150, 160, 170))).isEqualTo(170);
    assertThat(top(Points.cycle(1).heap(50, 80, 40).peak(60, 100, 321))).isEqualTo(100);
  }

  @Test
  void anEmptyHeapHasATop() {
    assertThat(top(Points.cycle(1).heap(0, 0, 0))).isEqualTo(1);
    assertThat(Levels.of(Timeline.of(List.of())).top()).isEqualTo(1);
  }

  @Test
  void whatIsNotANumberIsNotALevel() {
    Points cycle =
        Points.cycle(1)
            .heap(50, 80, 40)
            .next(Double.POSITIVE_INFINITY)
            .peak(10, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);

    Levels levels = levels(Reports.settings(100, 0), cycle);

    assertThat(levels.inside()).containsExactly(new Level(Kind.LIMIT, 100));
    assertThat(levels.above()).isEmpty();
    assertThat(levels.top()).isEqualTo(100);
  }

  @Test
  void sizesInBytesAreDrawnInMiB() {
    MemorySettings settings = Reports.settings(0, 90);

    assertThat(levels(settings, Points.cycle(1).heap(50, 80, 40)).inside(Kind.GOMEMLIMIT))
        .hasValue(90);
  }

  private static double top(Points point) {
    return levels(MemorySettings.NONE, point).top();
  }

  private static Levels levels(MemorySettings settings, Points... points) {
    return Levels.of(
        Timeline.of(
            List.of(
                Reports.of(1, settings, VERDICT, Stream.of(points).map(Points::point).toList()))));
  }
}
