package dev.gctrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.tuning.Comparison.Direction;
import dev.gctrace.core.tuning.Comparison.Metric;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What compare says of recorded runs between which it is known what changed. */
class NoiseCheckTest {

  private static final Set<Direction> CHANGED = Set.of(Direction.UP, Direction.DOWN);

  @Test
  void runsUnderTheSameSettingsSeldomDiffer() {
    List<NoiseCheck.Pair> pairs = NoiseCheck.same();
    long told = 0;
    long changed = 0;
    for (NoiseCheck.Pair pair : pairs) {
      for (Metric metric : Metric.values()) {
        told += pair.of(metric) == Direction.CANNOT_TELL ? 0 : 1;
        changed += CHANGED.contains(pair.of(metric)) ? 1 : 0;
      }
    }
    assertThat(told).isGreaterThanOrEqualTo(60);
    assertThat(changed / (double) told).isLessThanOrEqualTo(0.05);
  }

  @Test
  void lowerGogcMakesMoreCollectionsAndASmallerHeap() {
    List<NoiseCheck.Pair> pairs = NoiseCheck.from100To(50);

    assertThat(pairs).hasSizeGreaterThanOrEqualTo(9);
    assertThat(pairs).noneMatch(pair -> pair.of(Metric.CYCLES) == Direction.DOWN);
    assertThat(pairs).noneMatch(pair -> pair.of(Metric.HEAP) == Direction.UP);
    assertThat(pairs)
        .filteredOn(pair -> pair.of(Metric.CYCLES) == Direction.UP)
        .hasSizeGreaterThanOrEqualTo(pairs.size() * 3 / 4);
  }
}
