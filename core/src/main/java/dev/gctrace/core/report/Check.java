package dev.gctrace.core.report;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Everything that can be found, in the order in which findings of one level are told. {@code
 * docs/findings.md} lists them.
 */
enum Check {
  OUT_OF_MEMORY(EndChecks::outOfMemory),
  KILLED(EndChecks::killed),
  MEMORY_OUTSIDE_HEAP(EndChecks::memoryOutsideHeap),
  CRASHED(EndChecks::crashed),
  NEXT_GOAL_OVER_LIMIT(HeapChecks::nextGoalOverLimit),
  LIMIT_TOO_SMALL(SettingChecks::limitTooSmall),
  DEATH_SPIRAL(HeapChecks::deathSpiral),
  LEAK(HeapChecks::leak),
  DOUBLING(HeapChecks::doubling),
  NEAR_LIMIT(HeapChecks::nearLimit),
  GOGC_OFF_WITHOUT_LIMIT(SettingChecks::gogcOffWithoutLimit),
  NO_GOMEMLIMIT(SettingChecks::noGoMemLimit),
  GOMEMLIMIT_NO_HEADROOM(SettingChecks::goMemLimitNoHeadroom),
  GOMEMLIMIT_TOO_LOW(SettingChecks::goMemLimitTooLow),
  BURST(HeapChecks::burst),
  STACK_GROWTH(HeapChecks::stackGrowth),
  ASSIST_PRESSURE(CollectorChecks::assistPressure),
  FORCED_COLLECTIONS(CollectorChecks::forcedCollections),
  LONG_PAUSES(CollectorChecks::longPauses),
  NO_LIMIT_KNOWN(TraceChecks::noLimitKnown),
  OLD_GO(TraceChecks::oldGo),
  NOT_ENOUGH_DATA(TraceChecks::notEnoughData),
  CUT_LOG(TraceChecks::cutLog),
  MISSING_CYCLES(TraceChecks::missingCycles),
  HEALTHY(TraceChecks::healthy);

  private static final Comparator<Finding> MOST_SEVERE_FIRST =
      Comparator.comparing(Finding::severity).reversed();

  private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');
  private final Function<Case, Optional<Remark>> rule;

  Check(Function<Case, Optional<Remark>> rule) {
    this.rule = rule;
  }

  /** The name in reports: {@code no-gomemlimit}. */
  String id() {
    return id;
  }

  /** What this check finds. */
  Optional<Finding> on(Case facts) {
    return rule.apply(facts).map(this::finding);
  }

  /** What all checks find, the most severe first; never empty. */
  static List<Finding> all(Case facts) {
    List<Finding> found =
        Stream.of(values())
            .flatMap(check -> check.on(facts).stream())
            .sorted(MOST_SEVERE_FIRST)
            .toList();
    boolean troubled = !found.isEmpty() && found.get(0).severity() != Finding.Level.INFO;
    return troubled
        ? found.stream().filter(finding -> !finding.id().equals(HEALTHY.id)).toList()
        : found;
  }

  private Finding finding(Remark remark) {
    return new Finding(id, remark.level(), remark.summary(), remark.explanation(), remark.advice());
  }
}
