package dev.gctrace.core.report;

import static dev.gctrace.core.report.Amounts.mib;
import static dev.gctrace.core.report.Amounts.mibPerSecond;
import static dev.gctrace.core.report.Amounts.seconds;

import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Reason;
import dev.gctrace.core.report.Finding.Level;
import java.util.Optional;
import java.util.OptionalDouble;

/** Findings about what the heap does. */
final class HeapChecks {

  private static final double STEP_OF_LIMIT_MIB = 100;

  private static final String NEAR =
      "The peaks stand so near the limit that one a little higher than usual is the end.";

  private HeapChecks() {}

  static Optional<Remark> nextGoalOverLimit(Case c) {
    if (!c.inDangerOf(Reason.NEXT_GOAL_OVER_LIMIT)) {
      return Optional.empty();
    }
    OptionalDouble allocation = Danger.allocation(c);
    OptionalDouble left = c.forecast().orElseThrow().secondsToLimit();
    return remark(
        c,
        "With "
            + Danger.gogc(c)
            + " the collector "
            + (c.over() ? "let" : "lets")
            + " the heap grow from "
            + mib(c.summary().liveLastMiB().orElse(0))
            + " live to the goal before the next collection, whatever the container's limit is; "
            + Danger.coming(c)
            + (allocation.isPresent()
                ? ", and the program "
                    + (c.over() ? "allocated " : "allocates ")
                    + mibPerSecond(allocation.getAsDouble())
                    + " between collections"
                : "")
            + (left.isPresent()
                ? ", so that the limit "
                    + (c.over() ? "was " : "is ")
                    + seconds(left.getAsDouble())
                    + " away"
                : "")
            + ".",
        remedy(c));
  }

  static Optional<Remark> nearLimit(Case c) {
    if (c.passed() && c.alarms().critical().isEmpty()) {
      return Optional.of(
          Remark.warning(
              "A warning stood a short while ago, and has passed; " + Danger.now(c) + ".",
              "What was near the limit or on its way there can come again: a load that returns, a"
                  + " cache that is filled anew.",
              remedy(c)));
    }
    if (c.inDanger() && !c.passed() && c.reason() == Reason.NEAR_LIMIT) {
      return remark(c, NEAR, remedy(c));
    }
    boolean calm = !c.inDanger() || c.passed();
    if (calm && c.limitMiB().isPresent() && c.alarms().critical().isPresent()) {
      Alarms.Spell spell = c.alarms().critical().get();
      return Optional.of(
          Remark.warning(
              "The heap was let grow over the limit "
                  + (spell.cycles() == 1 ? "once" : spell.cycles() + " times")
                  + ", last after cycle "
                  + spell.lastCycle()
                  + ", and the process survived.",
              "Whether such a cycle kills depends on how much is allocated before the next"
                  + " collection: it is a hazard at each of them.",
              remedy(c)));
    }
    return Optional.empty();
  }

  static Optional<Remark> deathSpiral(Case c) {
    return c.inDangerOf(Reason.DEATH_SPIRAL)
        ? remark(
            c,
            "When the live heap reaches what GOMEMLIMIT leaves it, every allocation starts the next"
                + " collection. Go holds collection to about half of the CPU and lets the heap grow"
                + " past GOMEMLIMIT instead: the program is slow for as long as this lasts, often"
                + " hours, and is killed in the end if the live heap grows on.",
            SettingChecks.goMemLimitTooLow(c).isEmpty()
                ? Advice.higherLimit(c)
                : c.limitMiB().isPresent()
                    ? "Raise GOMEMLIMIT: the limit has room ([gomemlimit-too-low] says to what)."
                    : "Raise GOMEMLIMIT, if the container's limit has room"
                        + " ([gomemlimit-too-low] says to what).")
        : Optional.empty();
  }

  static Optional<Remark> leak(Case c) {
    OptionalDouble growth =
        c.forecast().map(Forecast::liveGrowthMiBPerSecond).orElse(OptionalDouble.empty());
    if (c.inDangerOf(Reason.LEAK)) {
      return remark(
          c,
          "What is live only grows. Collections cannot help: they free what is garbage.",
          leakAdvice(c, growth));
    }
    OptionalDouble trend = c.summary().liveTrendMiBPerSecond();
    if (growth.isEmpty() || trend.isEmpty() || c.summary().cycles() < Thresholds.LEAK_CYCLES) {
      return Optional.empty();
    }
    double seconds = c.summary().durationSeconds().orElse(0);
    double grown = trend.getAsDouble() * seconds;
    double before = Math.max(0, c.summary().liveLastMiB().orElse(0) - grown);
    if (growth.getAsDouble() < Thresholds.LEVELLING * trend.getAsDouble()
        || grown < Thresholds.NOTABLE_MIB
        || grown < Thresholds.LEAK_GROWTH * before) {
      return Optional.empty();
    }
    return Optional.of(
        new Remark(
            c.limitMiB().isPresent() && !c.inDanger() ? Level.INFO : Level.WARNING,
            "The live heap has grown by about "
                + mib(grown)
                + " in "
                + seconds(seconds)
                + " and still grows by "
                + mibPerSecond(growth.getAsDouble())
                + ".",
            "A cache that fills levels off; a leak does not. On this trace it has not levelled off"
                + " yet.",
            leakAdvice(c, growth)));
  }

  static Optional<Remark> doubling(Case c) {
    return c.inDangerOf(Reason.DOUBLING)
        ? remark(
            c,
            "A slice, map or buffer that grows by doubling holds the old and the new copy at once,"
                + " and the step comes between two collections.",
            "Bound what grows, or make it grow in pieces (stream, shard, give its size at the"
                + " start). To carry one more step the limit has to be about "
                + Advice.aboveLimit(c, Sizing.limitForGoMemLimit(2 * c.liveMaxMiB()))
                + "Mi. GOMEMLIMIT does not hold back a single large allocation.")
        : Optional.empty();
  }

  static Optional<Remark> burst(Case c) {
    if (c.burst().isEmpty()) {
      return Optional.empty();
    }
    Figures.Burst burst = c.burst().get();
    double share =
        Sizing.containerMiB((double) burst.heapEndMiB()) / c.limitMiB().orElse(Double.NaN);
    if (burst.heapEndMiB() < Thresholds.BURST_OVER_GOAL * burst.goalMiB()
        || burst.excessMiB() < Thresholds.NOTABLE_MIB
        || share < Thresholds.MATTERS_OF_LIMIT) {
      return Optional.empty();
    }
    return Optional.of(
        new Remark(
            share >= Thresholds.NEAR_OF_LIMIT ? Level.WARNING : Level.INFO,
            "In cycle "
                + burst.cycle()
                + " the heap ended at "
                + mib(burst.heapEndMiB())
                + ", "
                + mib(burst.excessMiB())
                + " over its goal of "
                + mib(burst.goalMiB())
                + ".",
            "It was filled faster than the collector can pace: by large allocations, or by many"
                + " goroutines at once. Such a burst can pass GOMEMLIMIT too.",
            "Allocate less at once: write a large response as a stream instead of building it in"
                + " memory, bound how many requests work at a time, and leave the container room for"
                + " a burst."));
  }

  static Optional<Remark> stackGrowth(Case c) {
    long first = c.stacksMinMiB().orElse(0);
    long last = c.stacksLastMiB().orElse(0);
    return last >= Thresholds.NOTABLE_MIB && last >= 2 * first
        ? Optional.of(
            Remark.warning(
                "Stacks have grown from " + mib(first) + " to " + mib(last) + ".",
                "Goroutines pile up, or recurse deeply. Stacks are not in the heap figures, but they"
                    + " raise the heap goal, and their memory counts against the limit on top.",
                "Count goroutines and see where they wait: go tool pprof on"
                    + " /debug/pprof/goroutine."))
        : Optional.empty();
  }

  private static String leakAdvice(Case c, OptionalDouble growth) {
    String find =
        "Find what is kept: take a heap profile now and one later (/debug/pprof/heap of"
            + " net/http/pprof) and compare them with go tool pprof -base FIRST LATER.";
    if (growth.isEmpty() || growth.getAsDouble() <= 0 || c.gogc().off()) {
      return find;
    }
    double live =
        STEP_OF_LIMIT_MIB / (Sizing.containerMiB(1 + c.growthByGogc()) - Sizing.containerMiB(0));
    return find
        + " Until then a higher limit only buys time, about "
        + seconds(live / growth.getAsDouble())
        + " for each 100 MiB under "
        + Danger.gogc(c)
        + ". GOMEMLIMIT makes more of the limit usable, and then turns a quick end into a slow one.";
  }

  /** What to do when the peaks do not fit, and which finding has the lines to paste, if one has. */
  private static String remedy(Case c) {
    return (leak(c).isPresent() ? "Mend the leak; until then, to gain time: " : "") + setting(c);
  }

  private static String setting(Case c) {
    double limit = c.limitMiB().orElse(0);
    if (SettingChecks.goMemLimitNoHeadroom(c).isPresent()
        && SettingChecks.advisedGoMemLimitCarries(c)) {
      return "Lower GOMEMLIMIT to "
          + Sizing.goMemLimitFor(limit)
          + "MiB, 90 % of the limit ([gomemlimit-no-headroom] has the lines and the cost).";
    }
    if (SettingChecks.noGoMemLimit(c).isPresent()) {
      return c.goMemLimitAvailable()
          ? "Set GOMEMLIMIT="
              + Sizing.goMemLimitFor(limit)
              + "MiB, 90 % of the limit: it holds the heap down where the limit needs it"
              + " ([no-gomemlimit] has the lines and the cost)."
          : "Bound the heap by a newer Go or a lower GOGC ([no-gomemlimit] has the lines and the"
              + " cost).";
    }
    return SettingChecks.limitTooSmall(c).isPresent()
        ? "Raise the limit or make the live heap smaller ([limit-too-small] says to what)."
        : Advice.higherLimit(c);
  }

  private static Optional<Remark> remark(Case c, String explanation, String advice) {
    return Optional.of(new Remark(c.level(), Danger.sentence(c), explanation, advice));
  }
}
