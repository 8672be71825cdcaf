package dev.gctrace.cli.drawing;

import dev.gctrace.cli.drawing.Level.Kind;
import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.report.CyclePoint;
import dev.gctrace.core.report.ProcessReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.DoubleStream;

/**
 * What is drawn on the axis of sizes, which begins at 0: a heap of 10 MiB under a limit of 8 GiB
 * would be a flat line, so what is far above the heap is named instead of drawn. A limit that the
 * forecast says is passed is always drawn.
 *
 * @param inside the levels to draw, in the order of {@link Kind}
 * @param above the levels out of range, in the same order
 * @param top the largest size to draw in MiB, positive
 */
public record Levels(List<Level> inside, List<Level> above, double top) {

  /** How many times as high as the heap something may stand to be worth the room. */
  private static final double ROOM = 4;

  private static final double BYTES_PER_MIB = 1 << 20;

  /**
   * Copies the lists.
   *
   * @param inside see the record
   * @param above see the record
   * @param top see the record
   */
  public Levels {
    inside = List.copyOf(inside);
    above = List.copyOf(above);
  }

  /**
   * The levels beside the runs of a timeline, as the last of them has them.
   *
   * @param timeline one container's processes
   * @return no levels for a timeline without runs
   */
  public static Levels of(Timeline timeline) {
    double heap = timeline.runs().stream().mapToDouble(Levels::heapTop).max().orElse(0);
    Optional<Run> last = timeline.lastRun();
    if (last.isEmpty()) {
      return new Levels(List.of(), List.of(), 1);
    }
    List<Level> all = all(last.get());
    boolean passed = passesLimit(all, last.get());
    double room = ROOM * Math.max(heap, 1);
    List<Level> inside = new ArrayList<>();
    List<Level> above = new ArrayList<>();
    for (Level level : all) {
      boolean needed = passed && level.kind() != Kind.GOMEMLIMIT;
      (needed || level.mib() <= room ? inside : above).add(level);
    }
    double shown = Math.max(heap, 1);
    for (Level level : inside) {
      shown = Math.max(shown, level.mib());
    }
    for (Run run : timeline.runs()) {
      shown = Math.max(shown, highestUpTo(room, run));
    }
    return new Levels(inside, above, shown);
  }

  /** The highest goal and expected peak of a process that is worth the room. */
  private static double highestUpTo(double room, Run run) {
    DoubleStream goals =
        run.report().points().stream()
            .map(CyclePoint::goalMiB)
            .filter(OptionalLong::isPresent)
            .mapToDouble(OptionalLong::getAsLong);
    DoubleStream next = nextGoal(run).stream();
    DoubleStream peak = peak(run).stream().mapToDouble(Band::high);
    return DoubleStream.concat(goals, DoubleStream.concat(next, peak))
        .filter(size -> size <= room)
        .max()
        .orElse(0);
  }

  /**
   * Where a level is drawn.
   *
   * @param kind which
   * @return its height in MiB; empty when there is none or it is out of range
   */
  public OptionalDouble inside(Kind kind) {
    return inside.stream().filter(l -> l.kind() == kind).mapToDouble(Level::mib).findFirst();
  }

  private static List<Level> all(Run run) {
    ProcessReport report = run.report();
    List<Level> all = new ArrayList<>();
    report
        .settings()
        .limitBytes()
        .ifPresent(bytes -> all.add(new Level(Kind.LIMIT, bytes / BYTES_PER_MIB)));
    goMemLimit(report).ifPresent(mib -> all.add(new Level(Kind.GOMEMLIMIT, mib)));
    nextGoal(run).ifPresent(goal -> all.add(new Level(Kind.NEXT_GOAL, goal)));
    peak(run).ifPresent(band -> all.add(new Level(Kind.PEAK, band.expected())));
    all.removeIf(level -> !Double.isFinite(level.mib()));
    return all;
  }

  /** As it was given, or else as the goals show it. */
  private static OptionalDouble goMemLimit(ProcessReport report) {
    OptionalLong bytes = report.settings().goMemLimitBytes();
    return bytes.isPresent()
        ? OptionalDouble.of(bytes.getAsLong() / BYTES_PER_MIB)
        : report.lastForecast().map(Forecast::inferredGoMemLimitMiB).orElse(OptionalDouble.empty());
  }

  private static OptionalDouble nextGoal(Run run) {
    return run.report().lastForecast().map(Forecast::nextGoalMiB).orElse(OptionalDouble.empty());
  }

  private static Optional<Band> peak(Run run) {
    return run.report().lastForecast().flatMap(Forecast::peakMiB);
  }

  private static boolean passesLimit(List<Level> all, Run run) {
    OptionalDouble limit =
        all.stream().filter(l -> l.kind() == Kind.LIMIT).mapToDouble(Level::mib).findFirst();
    if (limit.isEmpty()) {
      return false;
    }
    boolean goalPasses =
        all.stream().anyMatch(l -> l.kind() == Kind.NEXT_GOAL && l.mib() >= limit.getAsDouble());
    return goalPasses || peak(run).filter(b -> b.high() >= limit.getAsDouble()).isPresent();
  }

  private static double heapTop(Run run) {
    long top = 0;
    for (Tooth tooth : run.teeth()) {
      CyclePoint p = tooth.point();
      top = Math.max(top, Math.max(p.heapStartMiB(), Math.max(p.heapEndMiB(), p.liveMiB())));
    }
    return top;
  }
}
