package dev.gctrace.core.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One thing that can be found. {@code docs/findings.md} lists them all.
 *
 * @param id the name in reports
 * @param rule what it says of the facts; empty when there is nothing to say
 */
record Check(String id, Function<Case, Optional<Remark>> rule) {

  private static final Check HEALTHY = new Check("healthy", TraceChecks::healthy);

  /** All of them, in the order in which findings of one level are told. */
  static final List<Check> ALL =
      List.of(
          new Check("out-of-memory", EndChecks::outOfMemory),
          new Check("killed", EndChecks::killed),
          new Check("memory-outside-heap", EndChecks::memoryOutsideHeap),
          new Check("crashed", EndChecks::crashed),
          new Check("next-goal-over-limit", HeapChecks::nextGoalOverLimit),
          new Check("limit-too-small", SettingChecks::limitTooSmall),
          new Check("death-spiral", HeapChecks::deathSpiral),
          new Check("leak", HeapChecks::leak),
          new Check("doubling", HeapChecks::doubling),
          new Check("near-limit", HeapChecks::nearLimit),
          new Check("gogc-off-without-limit", SettingChecks::gogcOffWithoutLimit),
          new Check("no-gomemlimit", SettingChecks::noGoMemLimit),
          new Check("gomemlimit-no-headroom", SettingChecks::goMemLimitNoHeadroom),
          new Check("gomemlimit-too-low", SettingChecks::goMemLimitTooLow),
          new Check("go-version", SettingChecks::goVersion),
          new Check("burst", HeapChecks::burst),
          new Check("stack-growth", HeapChecks::stackGrowth),
          new Check("assist-pressure", CollectorChecks::assistPressure),
          new Check("forced-collections", CollectorChecks::forcedCollections),
          new Check("long-pauses", CollectorChecks::longPauses),
          new Check("no-limit-known", TraceChecks::noLimitKnown),
          new Check("old-go", TraceChecks::oldGo),
          new Check("not-enough-data", TraceChecks::notEnoughData),
          new Check("cut-log", TraceChecks::cutLog),
          new Check("missing-cycles", TraceChecks::missingCycles),
          HEALTHY);

  private static final Comparator<Finding> MOST_SEVERE_FIRST =
      Comparator.comparing(Finding::severity).reversed();

  /** What is found, the most severe first; never empty. */
  static List<Finding> findings(Case facts) {
    List<Finding> found =
        ALL.stream().flatMap(check -> check.on(facts).stream()).sorted(MOST_SEVERE_FIRST).toList();
    boolean troubled = !found.isEmpty() && found.get(0).severity() != Finding.Level.INFO;
    return troubled
        ? found.stream().filter(finding -> !finding.id().equals(HEALTHY.id)).toList()
        : found;
  }

  private Optional<Finding> on(Case facts) {
    return rule.apply(facts)
        .map(
            remark ->
                new Finding(
                    id, remark.level(), remark.summary(), remark.explanation(), remark.advice()));
  }
}
