package dev.gctrace.core.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class QuantilesTest {

  @Property(tries = 500)
  void quantilesAgreeWithSortingWithinOneIn512(
      @ForAll @Size(min = 1, max = 300) List<@LongRange(min = 0, max = 1L << 50) Long> values,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    Quantiles quantiles = of(values);
    List<Long> sorted = values.stream().sorted().toList();
    int rank = Math.max(1, (int) Math.ceil(share * values.size()));
    double exact = sorted.get(rank - 1);

    assertThat(quantiles.at(share).orElseThrow()).isCloseTo(exact, within(exact / 512));
    assertThat(quantiles.max()).hasValue(sorted.get(values.size() - 1));
  }

  @Property(tries = 200)
  void smallValuesAreExact(
      @ForAll @Size(min = 1, max = 100) List<@LongRange(min = 0, max = 511) Long> values) {
    List<Long> sorted = values.stream().sorted().toList();

    assertThat(of(values).at(0.5)).hasValue(sorted.get((values.size() + 1) / 2 - 1));
  }

  @Property(tries = 200)
  void quantileNeverFallsWithTheShare(
      @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0) Long> values,
      @ForAll @DoubleRange(min = 0, max = 1) double one,
      @ForAll @DoubleRange(min = 0, max = 1) double other) {
    Quantiles quantiles = of(values);

    assertThat(quantiles.at(Math.min(one, other)).orElseThrow())
        .isLessThanOrEqualTo(quantiles.at(Math.max(one, other)).orElseThrow());
  }

  @Test
  void medianOfFourIsTheSecond() {
    assertThat(of(List.of(40L, 10L, 30L, 20L)).at(0.5)).hasValue(20);
  }

  @Test
  void ninetyNinthOfHundredIsTheLastButOne() {
    Quantiles quantiles = new Quantiles();
    for (long i = 1; i <= 100; i++) {
      quantiles.add(i);
    }

    assertThat(quantiles.at(0.99)).hasValue(99);
    assertThat(quantiles.at(1)).hasValue(100);
    assertThat(quantiles.at(0)).hasValue(1);
  }

  @Test
  void nothingCountedIsEmpty() {
    assertThat(new Quantiles().at(0.5)).isEmpty();
    assertThat(new Quantiles().max()).isEmpty();
  }

  @Test
  void hostileValuesAreCountedAtTheEnds() {
    Quantiles quantiles = of(List.of(Long.MIN_VALUE, -1L, Long.MAX_VALUE));

    assertThat(quantiles.at(0.5)).hasValue(0);
    assertThat(quantiles.max()).hasValue((double) Long.MAX_VALUE);
    assertThat(quantiles.at(1).orElseThrow()).isCloseTo(0x1p63, within(0x1p63 / 512));
  }

  private static Quantiles of(List<Long> values) {
    Quantiles quantiles = new Quantiles();
    values.forEach(quantiles::add);
    return quantiles;
  }
}
