package dev.gctrace.core.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.forecast.ContainerMemory;
import dev.gctrace.core.tuning.Outcome.Fit;
import dev.gctrace.core.tuning.Recommendation.Kind;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Of a program that keeps 50 MiB and allocates 40 MiB/s. */
class TuningTest {

  private static final Workload STEADY =
      SimulationTest.workload(new GoProgram(t -> 50, t -> 40, 0).live(120, 100, Double.NaN));

  @Test
  void limitThatFitsIsKept() {
    assertThat(recommend(200, false).kind()).isEqualTo(Kind.KEEP);
  }

  /** The peak of 116 MiB does not fit into 110; (99 - 9) / 1.08 = 83 MiB of heap do. */
  @Test
  void goMemLimitOfNineTenthsIsTheFirstRemedy() {
    Recommendation recommendation = recommend(110, false);

    assertThat(recommendation.kind()).isEqualTo(Kind.SET_GOMEMLIMIT);
    assertThat(recommendation.outcome().orElseThrow().settings().goMemLimitMiB()).hasValue(99);
    assertThat(recommendation.outcome().orElseThrow().fit()).isEqualTo(Fit.FITS);
    assertThat(recommendation.reason()).contains("instead of 116 MiB");
  }

  /** GOMEMLIMIT=54MiB leaves (54 - 9) / 1.08 = 41 MiB, less than what is kept. */
  @Test
  void limitThatNoSettingFitsIntoIsRaisedAsLittleAsPossible() {
    Recommendation recommendation = recommend(60, false);

    assertThat(recommendation.kind()).isEqualTo(Kind.SET_LIMIT);
    assertThat(recommendation.reason()).startsWith("No setting of the collector makes it fit");
    double limit = recommendation.outcome().orElseThrow().settings().limitMiB().orElseThrow();
    assertThat(limit).isBetween(64.0, 96.0);
    Outcome smaller =
        Simulation.run(
            STEADY,
            new WhatIf(
                OptionalDouble.of(100),
                OptionalDouble.of(Math.floor(0.9 * (limit - 16))),
                OptionalDouble.of(limit - 16)));
    assertThat(smaller.fit() != Fit.FITS || smaller.gcCpuPercent() > 25).isTrue();
  }

  @Test
  void withoutALimitOneIsProposed() {
    Recommendation recommendation = Tuning.recommend(STEADY, WhatIf.DEFAULT, false);

    assertThat(recommendation.kind()).isEqualTo(Kind.SET_LIMIT);
    assertThat(recommendation.outcome().orElseThrow().fit()).isEqualTo(Fit.FITS);
  }

  @Test
  void nothingHelpsWhatGrows() {
    Recommendation recommendation = recommend(110, true);

    assertThat(recommendation.kind()).isEqualTo(Kind.NOTHING_HELPS);
    assertThat(recommendation.outcome()).isEmpty();
    assertThat(recommendation.reason()).contains("Only if it is a cache", "GOMEMLIMIT");
  }

  @Test
  void presentSettingsComeFirstAmongTheCandidates() {
    WhatIf present = WhatIf.DEFAULT.withLimit(OptionalDouble.of(400));
    List<WhatIf> candidates = Tuning.candidates(STEADY, present);

    assertThat(candidates.get(0)).isEqualTo(present);
    assertThat(candidates).doesNotHaveDuplicates();
    assertThat(candidates).contains(present.withGoMemLimit(OptionalDouble.of(360)));
  }

  /**
   * 100 MiB outside Go's memory: of 220 MiB, nine tenths less that are 98 MiB, and (98 - 9) / 1.08
   * = 82 MiB of heap are 1.07 x 82 + 105 = 193 MiB, where 216 MiB were within a tenth of the limit.
   */
  @Test
  void goMemLimitLeavesRoomForWhatGoDoesNotCount() {
    Workload more = STEADY.with(new ContainerMemory(1.07, 105, 0.001, 0, 4, 0, 0));

    Recommendation recommendation =
        Tuning.recommend(more, WhatIf.DEFAULT.withLimit(OptionalDouble.of(220)), false);

    assertThat(recommendation.kind()).isEqualTo(Kind.SET_GOMEMLIMIT);
    assertThat(recommendation.outcome().orElseThrow().settings().goMemLimitMiB()).hasValue(98);
    assertThat(recommendation.outcome().orElseThrow().memoryMiB().expected()).isBetween(188., 198.);
    assertThat(recommendation.reason())
        .startsWith("GOMEMLIMIT at 90 % of the limit, less the 100 MiB outside Go's memory, holds");
    // A limit that what is outside fills alone leaves nothing to hold.
    assertThat(Tuning.candidates(more, WhatIf.DEFAULT.withLimit(OptionalDouble.of(110))))
        .allMatch(candidate -> candidate.goMemLimitMiB().isEmpty());
  }

  private static Recommendation recommend(double limit, boolean grows) {
    return Tuning.recommend(STEADY, WhatIf.DEFAULT.withLimit(OptionalDouble.of(limit)), grows);
  }
}
