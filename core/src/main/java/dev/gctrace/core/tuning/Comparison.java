package dev.gctrace.core.tuning;

import dev.gctrace.core.report.Amounts;
import dev.gctrace.core.tuning.Blocks.Sums;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Two runs side by side.
 *
 * @param before figures of the one
 * @param after figures of the other
 * @param changes what was measured at every collection, in a fixed order
 * @param sentence what changed beyond noise; no line break
 */
public record Comparison(
    RunFigures before, RunFigures after, List<Change> changes, String sentence) {

  /*
   * What counts as a change: a difference between the blocks of the two runs that chance makes in
   * one case of a hundred at most, and that is larger than what two runs of one program under one
   * setting were found to differ by (docs/tuning.md): collections of one run cannot show how much
   * the machine had to do besides.
   */
  private static final double CHANCE = 0.01;

  /**
   * Copies the list.
   *
   * @param before see the record
   * @param after see the record
   * @param changes see the record
   * @param sentence see the record
   */
  public Comparison {
    changes = List.copyOf(changes);
  }

  /** What is measured at every collection. */
  public enum Metric {
    /** Mean live heap in MiB. */
    LIVE("the live heap", 0.1, 1),
    /** Mean heap at the end of marking in MiB. */
    HEAP("the heap", 0.1, 1),
    /** GC CPU in percent of what there was. */
    GC_CPU("GC CPU", 0.5, 0.5),
    /** Mean stop-the-world time of a collection in milliseconds. */
    PAUSE("the mean pause", 1, 0.1),
    /** Collections in a minute. */
    CYCLES("collections", 0.15, 1),
    /** MiB allocated in a second. */
    ALLOCATION("the allocation rate", 0.1, 1);

    private final String words;
    private final double leastPart;
    private final double least;

    Metric(String words, double leastPart, double least) {
      this.words = words;
      this.leastPart = leastPart;
      this.least = least;
    }

    /** {@return the name in a sentence: {@code the live heap}} */
    public String words() {
      return words;
    }

    private double of(Sums sums) {
      return switch (this) {
        case LIVE -> sums.meanLive();
        case HEAP -> sums.meanHeap();
        case GC_CPU -> sums.gcCpuPercent();
        case PAUSE -> sums.meanPauseMillis();
        case CYCLES -> sums.cyclesPerMinute();
        case ALLOCATION -> sums.mibPerSecond();
      };
    }

    private String amount(double value) {
      return switch (this) {
        case LIVE, HEAP -> Amounts.mib(value);
        case GC_CPU -> Amounts.percent(value);
        case PAUSE -> Amounts.millis(value);
        case CYCLES -> Amounts.number(value) + "/min";
        case ALLOCATION -> Amounts.mibPerSecond(value);
      };
    }
  }

  /** Whether something changed. */
  public enum Direction {
    /** It rose beyond noise. */
    UP,
    /** It fell beyond noise. */
    DOWN,
    /** What differs is noise. */
    SAME,
    /** Too few collections to tell. */
    CANNOT_TELL;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** {@return the name in JSON: {@code cannot-tell}} */
    public String code() {
      return code;
    }
  }

  /**
   * One figure before and after.
   *
   * @param metric what is measured
   * @param before the figure before; empty when not known
   * @param after the figure after
   * @param chance that runs of one kind differ by so much, 0 to 1; empty when there are too few
   *     collections
   * @param direction whether it changed
   */
  public record Change(
      Metric metric,
      OptionalDouble before,
      OptionalDouble after,
      OptionalDouble chance,
      Direction direction) {

    /** {@return by which part it changed, 0.1 being 10 % more; empty when not known} */
    public OptionalDouble part() {
      return before.isPresent() && after.isPresent() && before.getAsDouble() > 0
          ? OptionalDouble.of(after.getAsDouble() / before.getAsDouble() - 1)
          : OptionalDouble.empty();
    }
  }

  /**
   * Compares two runs.
   *
   * @param before figures of the one
   * @param beforeCycles its collections
   * @param after figures of the other
   * @param afterCycles its collections
   * @return the comparison
   */
  public static Comparison of(
      RunFigures before,
      RunFigures.Recorder beforeCycles,
      RunFigures after,
      RunFigures.Recorder afterCycles) {
    List<Change> changes = new ArrayList<>();
    for (Metric metric : Metric.values()) {
      changes.add(change(metric, beforeCycles.blocks(), afterCycles.blocks()));
    }
    return new Comparison(before, after, changes, sentence(before, after, changes));
  }

  private static Change change(Metric metric, Blocks before, Blocks after) {
    OptionalDouble was = known(before.whole(metric::of));
    OptionalDouble is = known(after.whole(metric::of));
    double[] then = before.of(metric::of);
    double[] now = after.of(metric::of);
    if (Math.min(then.length, now.length) < RankTest.FEWEST) {
      return new Change(metric, was, is, OptionalDouble.empty(), Direction.CANNOT_TELL);
    }
    double chance = RankTest.p(then, now);
    double difference = is.orElse(0) - was.orElse(0);
    boolean large =
        Math.abs(difference) >= Math.max(metric.least, metric.leastPart * was.orElse(0));
    Direction direction =
        chance > CHANCE || !large ? Direction.SAME : difference > 0 ? Direction.UP : Direction.DOWN;
    return new Change(metric, was, is, OptionalDouble.of(chance), direction);
  }

  private static OptionalDouble known(double value) {
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  private static String sentence(RunFigures before, RunFigures after, List<Change> changes) {
    List<String> changed = new ArrayList<>();
    List<String> same = new ArrayList<>();
    for (Change change : changes) {
      if (change.direction() == Direction.UP || change.direction() == Direction.DOWN) {
        changed.add(moved(change));
      } else if (change.direction() == Direction.SAME) {
        same.add(change.metric().words());
      }
    }
    String kills = kills(before.kills(), after.kills());
    if (changed.isEmpty() && same.isEmpty()) {
      return kills + "Too few collections to tell what changed beyond noise.";
    }
    if (changed.isEmpty()) {
      return kills + "Nothing that was measured changed beyond noise.";
    }
    String rest = same.isEmpty() ? "." : "; " + listed(same) + " did not.";
    String all = listed(changed);
    return kills + "Beyond noise " + all + rest;
  }

  private static String kills(int before, int after) {
    if (before == after) {
      return after == 0 ? "" : "Killed " + times(after) + " in either run. ";
    }
    return before == 0
        ? "Killed " + times(after) + ", which it was not before. "
        : after == 0
            ? "No longer killed. "
            : "Killed " + times(after) + " instead of " + times(before) + ". ";
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String moved(Change change) {
    double before = change.before().orElse(0);
    double after = change.after().orElse(0);
    String by =
        change.part().isPresent()
            ? String.format(Locale.ROOT, " (%+.0f %%)", 100 * change.part().getAsDouble())
            : "";
    return change.metric().words()
        + (change.direction() == Direction.UP ? " rose from " : " fell from ")
        + change.metric().amount(before)
        + " to "
        + change.metric().amount(after)
        + by;
  }

  private static String listed(List<String> items) {
    int last = items.size() - 1;
    return last == 0
        ? items.get(0)
        : String.join(", ", items.subList(0, last)) + " and " + items.get(last);
  }
}
