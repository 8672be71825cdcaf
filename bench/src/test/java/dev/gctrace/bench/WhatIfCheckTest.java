package dev.gctrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What tune says of recorded runs under other settings, beside runs recorded under these. */
class WhatIfCheckTest {

  private static final List<WhatIfCheck.Miss> MISSES = WhatIfCheck.misses();

  @Test
  void fourOfFivePairsFromTheDefaultsAreWithinAllAims() {
    assertThat(share(WhatIfCheck.Miss::isFromDefault)).isGreaterThanOrEqualTo(0.8);
  }

  @Test
  void mostPairsOfAllAreWithinTheAims() {
    assertThat(MISSES).hasSizeGreaterThanOrEqualTo(180);
    assertThat(share(e -> true)).isGreaterThanOrEqualTo(0.68);
    assertThat(share(WhatIfCheck.Miss::isFineEnough)).isGreaterThanOrEqualTo(0.7);
  }

  @Test
  void errorsAreSmallInTheMiddle() {
    assertThat(median(WhatIfCheck.Miss::peakPercent)).isLessThan(6);
    assertThat(median(WhatIfCheck.Miss::cyclesPercent)).isLessThan(10);
    assertThat(median(WhatIfCheck.Miss::gcCpuPoints)).isLessThan(1);
  }

  private static double share(Predicate<WhatIfCheck.Miss> which) {
    List<WhatIfCheck.Miss> chosen = MISSES.stream().filter(which).toList();
    return chosen.stream().filter(WhatIfCheck.Miss::isWithin).count() / (double) chosen.size();
  }

  private static double median(ToDoubleFunction<WhatIfCheck.Miss> error) {
    double[] sizes = MISSES.stream().mapToDouble(error).map(Math::abs).sorted().toArray();
    assertThat(Arrays.stream(sizes).max()).isPresent();
    return sizes[sizes.length / 2];
  }
}
