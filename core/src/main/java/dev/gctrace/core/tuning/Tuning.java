package dev.gctrace.core.tuning;

import static dev.gctrace.core.report.Amounts.mib;
import static dev.gctrace.core.report.Amounts.percent;

import dev.gctrace.core.tuning.Outcome.Fit;
import dev.gctrace.core.tuning.Recommendation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Which settings to try, and which of them to take. Every method may be called from any thread. */
public final class Tuning {

  /**
   * The share of the limit that GOMEMLIMIT is advised to have: Go's guide asks for 5 to 10 % of
   * headroom for memory that the runtime does not know.
   */
  public static final double ADVISED_OF_LIMIT = 0.9;

  /**
   * GC CPU in percent above which a setting is not recommended: what the pacer would take if it
   * always marked.
   */
  static final double MOST_GC_CPU_PERCENT = 25;

  private static final double[] LOWER_GOGC = {75, 50, 40, 30, 20};

  /** Limits are tried up to so many times the peak under Go's defaults. */
  private static final double MOST_OF_PEAK = 2;

  private Tuning() {}

  /**
   * {@return the settings that are worth a look beside the present ones, which come first}
   *
   * @param workload the program
   * @param present its settings
   */
  public static List<WhatIf> candidates(Workload workload, WhatIf present) {
    List<WhatIf> candidates = new ArrayList<>();
    candidates.add(present);
    if (workload.rootsCount()
        && present.limitMiB().isPresent()
        && mostGoMemLimit(workload, present.limitMiB().getAsDouble()) >= 1) {
      OptionalDouble advised = advised(workload, present.limitMiB().getAsDouble());
      add(candidates, present.withGoMemLimit(advised));
      add(candidates, present.withGogc(OptionalDouble.empty()).withGoMemLimit(advised));
      add(candidates, present.withGogc(OptionalDouble.of(200)).withGoMemLimit(advised));
    }
    for (double gogc : new double[] {50, 100, 200}) {
      add(candidates, present.withGogc(OptionalDouble.of(gogc)));
    }
    return candidates;
  }

  private static void add(List<WhatIf> candidates, WhatIf candidate) {
    if (!candidates.contains(candidate)) {
      candidates.add(candidate);
    }
  }

  /**
   * The highest GOMEMLIMIT that holds a program's memory under a limit, both in MiB: what lies
   * outside Go's memory needs room beside it.
   */
  static double mostGoMemLimit(Workload workload, double limit) {
    return ADVISED_OF_LIMIT * limit - workload.memory().outsideMiB();
  }

  /** The GOMEMLIMIT that is advised under a limit; 1 MiB, which holds nothing, when none does. */
  private static OptionalDouble advised(Workload workload, double limit) {
    return OptionalDouble.of(Math.max(1, Math.floor(mostGoMemLimit(workload, limit))));
  }

  /**
   * {@return what to set}
   *
   * @param workload the program
   * @param present its settings
   * @param grows whether what it keeps grows and does not level off
   */
  public static Recommendation recommend(Workload workload, WhatIf present, boolean grows) {
    Recommendation fitting = fitting(workload, present);
    if (!grows) {
      return fitting;
    }
    boolean changes = fitting.kind() != Kind.KEEP && fitting.outcome().isPresent();
    return new Recommendation(
        Kind.NOTHING_HELPS,
        Optional.empty(),
        "What the program keeps grows and did not level off in this trace: any setting and any"
            + " limit only buy time. Find what is kept: compare two heap profiles."
            + (changes
                ? " Only if it is a cache or a queue that was still filling: " + fitting.reason()
                : ""));
  }

  private static Recommendation fitting(Workload workload, WhatIf present) {
    Outcome now = Simulation.run(workload, present);
    if (present.limitMiB().isEmpty()) {
      return limit(workload, present, now);
    }
    if (now.fit() == Fit.FITS && now.gcCpuPercent() <= MOST_GC_CPU_PERCENT) {
      return new Recommendation(Kind.KEEP, Optional.of(now), keep(now));
    }
    return workload.rootsCount()
        ? goMemLimit(workload, present, now)
        : lowerGogc(workload, present, now);
  }

  private static String keep(Outcome now) {
    return "The present settings fit: a peak of about "
        + mib(now.memoryMiB().expected())
        + " of "
        + mib(now.settings().limitMiB().orElseThrow())
        + ", GC CPU "
        + percent(now.gcCpuPercent())
        + ". If it was killed all the same, what killed it lies outside the Go heap (analyze"
        + " --killed), and no setting of Go's helps.";
  }

  private static Recommendation goMemLimit(Workload workload, WhatIf present, Outcome now) {
    WhatIf held = present.withGoMemLimit(advised(workload, present.limitMiB().orElseThrow()));
    Outcome then = Simulation.run(workload, held);
    return isGood(then)
        ? new Recommendation(
            Kind.SET_GOMEMLIMIT,
            Optional.of(then),
            "GOMEMLIMIT at 90 % of the limit"
                + besideOutside(workload)
                + " holds the peak at about "
                + instead(then, now)
                + ".")
        : limit(workload, present, now);
  }

  private static Recommendation lowerGogc(Workload workload, WhatIf present, Outcome now) {
    for (double gogc : LOWER_GOGC) {
      if (gogc < present.gogc().orElse(Double.POSITIVE_INFINITY)) {
        Outcome then = Simulation.run(workload, present.withGogc(OptionalDouble.of(gogc)));
        if (isGood(then)) {
          return new Recommendation(
              Kind.LOWER_GOGC,
              Optional.of(then),
              "This Go does not know GOMEMLIMIT (1.19); the lower GOGC holds the peak at about "
                  + instead(then, now)
                  + ".");
        }
      }
    }
    return limit(workload, present, now);
  }

  /** The smallest limit that carries the program with the settings that are advised under it. */
  private static Recommendation limit(Workload workload, WhatIf present, Outcome now) {
    WhatIf free =
        present
            .withGogc(present.gogc().isPresent() ? present.gogc() : OptionalDouble.of(100))
            .withGoMemLimit(OptionalDouble.empty())
            .withLimit(OptionalDouble.empty());
    double most =
        MOST_OF_PEAK * Simulation.run(workload, free).memoryMiB().high()
            + present.limitMiB().orElse(0);
    double limit = roundUp(present.limitMiB().orElse(0) + 1);
    while (limit <= most) {
      WhatIf under =
          workload.rootsCount()
              ? free.withLimit(OptionalDouble.of(limit)).withGoMemLimit(advised(workload, limit))
              : free.withLimit(OptionalDouble.of(limit));
      Outcome then = Simulation.run(workload, under);
      if (isGood(then)) {
        return new Recommendation(Kind.SET_LIMIT, Optional.of(then), limitReason(now, then));
      }
      limit = roundUp(limit * 1.02 + 1);
    }
    return new Recommendation(
        Kind.NOTHING_HELPS,
        Optional.empty(),
        "No setting that was tried, and no limit up to " + mib(Math.floor(most)) + ", helps.");
  }

  private static String limitReason(Outcome now, Outcome then) {
    String needs =
        mib(then.settings().limitMiB().orElseThrow())
            + " is the smallest limit that carries it: a peak of about "
            + instead(then, now)
            + ".";
    return now.settings().limitMiB().isEmpty()
        ? needs
        : "No setting of the collector makes it fit into "
            + mib(now.settings().limitMiB().getAsDouble())
            + "; "
            + needs;
  }

  private static String besideOutside(Workload workload) {
    double outside = workload.memory().outsideMiB();
    return outside < 1 ? "" : ", less the " + mib(outside) + " outside Go's memory,";
  }

  private static String instead(Outcome then, Outcome now) {
    return mib(then.memoryMiB().expected())
        + " instead of "
        + mib(now.memoryMiB().expected())
        + ", for GC CPU of "
        + percent(then.gcCpuPercent())
        + " instead of "
        + percent(now.gcCpuPercent());
  }

  private static boolean isGood(Outcome outcome) {
    return outcome.fit() == Fit.FITS && outcome.gcCpuPercent() <= MOST_GC_CPU_PERCENT;
  }

  /** Up to a size that people write into a manifest. */
  private static double roundUp(double mib) {
    double step = mib <= 512 ? 16 : mib <= 2048 ? 32 : 128;
    return Math.ceil(mib / step) * step;
  }
}
