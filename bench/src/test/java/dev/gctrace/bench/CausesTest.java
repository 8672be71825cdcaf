package dev.gctrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gctrace.core.report.PostMortem.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Post-mortems of programs whose cause of death is known. */
class CausesTest {

  private static final List<Causes.Verdict> VERDICTS = Causes.verdicts();

  @Test
  void causesAgreeWithTheShapeOfTheProgramInNearlyAllRuns() {
    assertThat(VERDICTS).hasSizeGreaterThanOrEqualTo(44);
    assertThat(VERDICTS.stream().filter(v -> !v.agrees()).map(v -> v.run().name()))
        .hasSizeLessThanOrEqualTo(VERDICTS.size() / 20 + 1);
  }

  @Test
  void killsOutsideTheHeapAreNamedAndNoOthersAre() {
    assertThat(VERDICTS)
        .allSatisfy(
            v ->
                assertThat(v.told().cause() == Cause.OUTSIDE_HEAP)
                    .as(v.run().name())
                    .isEqualTo(v.run().shape().equals("offheap")));
  }

  @Test
  void noSettingIsNamedAgainstALeakAndOneIsAgainstEveryGoalOverTheLimit() {
    assertThat(VERDICTS)
        .filteredOn(v -> v.told().cause() == Cause.LEAK)
        .isNotEmpty()
        .noneMatch(v -> v.told().rescue().isPossible());
    assertThat(VERDICTS)
        .filteredOn(v -> v.told().cause() == Cause.NEXT_GOAL_OVER_LIMIT)
        .isNotEmpty()
        .allMatch(v -> v.told().rescue().isPossible());
  }

  /** Recorded: the same cache under GOMEMLIMIT=144MiB and a limit of 160 MiB lived. */
  @Test
  void settingThatIsNamedIsOneUnderWhichTheSameProgramLived() {
    assertThat(VERDICTS)
        .filteredOn(v -> v.run().name().equals("go119-lru-150"))
        .singleElement()
        .satisfies(v -> assertThat(v.told().rescue().goMemLimitMiB()).hasValue(135));
    assertThat(Recording.in("oom-runs"))
        .filteredOn(run -> run.name().equals("go119-lru-160-gml144MiB"))
        .singleElement()
        .satisfies(run -> assertThat(run.killed()).isFalse());
  }
}
