package dev.gctrace.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TeethTest {

  @Property(tries = 500)
  void endsPeakAndFloorAreKeptInOrderAndInBounds(
      @ForAll @IntRange(min = 1, max = 2000) int count,
      @ForAll @IntRange(min = 2, max = 16) int quarter,
      @ForAll long seed) {
    int most = 4 * quarter;
    List<CyclePoint> points = randomPoints(count, seed);
    Teeth teeth = new Teeth(most);
    points.forEach(teeth::add);

    List<CyclePoint> kept = teeth.points();

    assertThat(kept).hasSizeLessThanOrEqualTo(most);
    assertThat(kept).isSubsetOf(points).doesNotHaveDuplicates();
    assertThat(kept).isSortedAccordingTo(Comparator.comparingLong(CyclePoint::cycle));
    assertThat(kept.get(0)).isEqualTo(points.get(0));
    assertThat(kept.get(kept.size() - 1)).isEqualTo(points.get(count - 1));
    assertThat(kept.stream().mapToLong(CyclePoint::heapEndMiB).max())
        .isEqualTo(points.stream().mapToLong(CyclePoint::heapEndMiB).max());
    assertThat(kept.stream().mapToLong(CyclePoint::liveMiB).min())
        .isEqualTo(points.stream().mapToLong(CyclePoint::liveMiB).min());
  }

  @Property(tries = 100)
  void allAreKeptWhileTheyAreFew(@ForAll @IntRange(min = 0, max = 64) int count) {
    List<CyclePoint> points = randomPoints(count, count);
    Teeth teeth = new Teeth(64);
    points.forEach(teeth::add);

    assertThat(teeth.points()).isEqualTo(points);
  }

  @Property(tries = 50)
  void atLeastAFifthOfTheRoomIsUsed(@ForAll @IntRange(min = 65, max = 5000) int count) {
    Teeth teeth = new Teeth(64);
    for (int i = 0; i < count; i++) {
      teeth.add(point(i, i % 2 == 0 ? 10 : 20, i % 2 == 0 ? 5 : 1, false));
    }

    assertThat(teeth.points().size()).isGreaterThanOrEqualTo(64 / 5);
  }

  @Test
  void forcedCollectionIsKeptBetweenEquals() {
    Teeth teeth = new Teeth(8);
    for (int i = 0; i < 64; i++) {
      teeth.add(point(i, 10, 5, i == 41));
    }

    assertThat(teeth.points()).extracting(CyclePoint::cycle).contains(41L);
  }

  @Test
  void roomThatHalvingDoesNotFillIsRefused() {
    assertThatThrownBy(() -> new Teeth(10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a multiple of 4 from 8 on is needed but was 10");
    assertThatThrownBy(() -> new Teeth(4)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<CyclePoint> randomPoints(int count, long seed) {
    Random random = new Random(seed);
    List<CyclePoint> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      points.add(
          point(i, 50 + random.nextInt(1000), random.nextInt(1000), random.nextInt(10) == 0));
    }
    return points;
  }

  private static CyclePoint point(long cycle, long heapEnd, long live, boolean forced) {
    return new CyclePoint(
        cycle,
        cycle,
        cycle + 0.5,
        OptionalLong.empty(),
        heapEnd,
        heapEnd,
        live,
        OptionalLong.empty(),
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        forced);
  }
}
