package dev.gctrace.cli.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void labelsThatDoNotTouchStayWhereTheyWant() {
    assertThat(places(new int[] {0, 5, 9}, new int[] {1, 1, 1}, 10, 2)).containsExactly(0, 5, 9);
  }

  @Test
  void theLabelThatMattersLessMovesAway() {
    assertThat(places(new int[] {5, 5}, new int[] {1, 3}, 10, 2)).containsExactly(3, 5);
    assertThat(places(new int[] {5, 5}, new int[] {3, 1}, 10, 2)).containsExactly(5, 7);
  }

  @Test
  void withoutRoomTheRestStandsAtTheEnd() {
    assertThat(places(new int[] {0, 0, 0}, new int[] {1, 1, 1}, 2, 1)).hasSize(3);
  }

  @Property
  void findsTheLeastWayThatThereIs(
      @ForAll @Size(min = 1, max = 3) List<@IntRange(max = 8) Integer> wants,
      @ForAll @Size(3) List<@IntRange(min = 1, max = 4) Integer> matters,
      @ForAll @IntRange(min = 1, max = 3) int distance) {
    int count = 9;
    int[] wanted = wants.stream().mapToInt(Integer::intValue).sorted().toArray();
    int[] weights = matters.stream().mapToInt(Integer::intValue).toArray();

    int[] places = places(wanted, weights, count, distance);

    for (int i = 1; i < places.length; i++) {
      assertThat(places[i] - places[i - 1]).isGreaterThanOrEqualTo(distance);
    }
    assertThat(way(wanted, weights, places))
        .isEqualTo(least(wanted, weights, new int[wanted.length], 0, count, distance));
  }

  /** The slow oracle: all places in turn. */
  private static int least(
      int[] wanted, int[] weights, int[] places, int from, int count, int distance) {
    if (from == wanted.length) {
      return way(wanted, weights, places);
    }
    int best = Integer.MAX_VALUE;
    for (int p = from == 0 ? 0 : places[from - 1] + distance; p < count; p++) {
      places[from] = p;
      best = Math.min(best, least(wanted, weights, places, from + 1, count, distance));
    }
    return best;
  }

  private static int way(int[] wanted, int[] weights, int[] places) {
    int way = 0;
    for (int i = 0; i < wanted.length; i++) {
      way += weights[i] * Math.abs(places[i] - wanted[i]);
    }
    return way;
  }

  private static int[] places(int[] wanted, int[] weights, int count, int distance) {
    return Spread.places(wanted, weights, count, distance);
  }
}
