package dev.gctrace.cli.drawing;

import dev.gctrace.core.report.CyclePoint;
import dev.gctrace.core.report.ProcessReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The processes of one container on one axis of time.
 *
 * <p>The distances between cycles are those of the process's own clock, which is finer than the
 * stamps of a log and does not wait for the writer; the stamps only say where on the wall clock the
 * process stands.
 *
 * @param clock what the axis counts; on {@link Clock#PROCESS} and {@link Clock#CYCLES} a later
 *     process stands behind the coming tooth of the one before, for nothing is known of the time
 *     between
 * @param runs the processes that have cycles, from left to right
 */
public record Timeline(Clock clock, List<Run> runs) {

  /**
   * Copies the list.
   *
   * @param clock see the record
   * @param runs see the record
   */
  public Timeline {
    runs = List.copyOf(runs);
  }

  /**
   * Puts processes on an axis.
   *
   * @param processes of one container, the earliest first
   * @return without those that have no cycles to draw
   */
  public static Timeline of(List<ProcessReport> processes) {
    List<ProcessReport> drawn = processes.stream().filter(p -> !p.points().isEmpty()).toList();
    List<Clock> clocks = drawn.stream().map(p -> Clock.of(p.points())).distinct().toList();
    Clock clock = clocks.stream().max(Enum::compareTo).orElse(Clock.PROCESS);
    List<Run> runs = new ArrayList<>();
    for (ProcessReport process : drawn) {
      double shift = clock == Clock.WALL ? wallShift(process.points()) : 0;
      if (clock != Clock.WALL && !runs.isEmpty()) {
        Run before = runs.get(runs.size() - 1);
        shift = before.endX() + room(before) - x(process.points().get(0), clock, 0, true);
      }
      runs.add(run(process, clock, shift));
    }
    return new Timeline(clock, runs);
  }

  /**
   * Splits the processes of a container into groups of which each can share an axis: those that ran
   * at the same time go apart.
   *
   * @param processes of one container, the earliest first
   * @return groups in the order of their first processes
   */
  public static List<List<ProcessReport>> apart(List<ProcessReport> processes) {
    List<List<ProcessReport>> groups = new ArrayList<>();
    for (ProcessReport process : processes) {
      Optional<List<ProcessReport>> room =
          groups.stream().filter(g -> follows(process, g.get(g.size() - 1))).findFirst();
      if (room.isPresent()) {
        room.get().add(process);
      } else {
        groups.add(new ArrayList<>(List.of(process)));
      }
    }
    return groups;
  }

  private static double room(Run run) {
    double coming = run.coming().map(tooth -> tooth.to().x() - run.endX()).orElse(0.0);
    return Math.min(coming, run.endX() - run.startX());
  }

  private static boolean follows(ProcessReport later, ProcessReport earlier) {
    Timeline both = of(List.of(earlier, later));
    if (both.clock != Clock.WALL || both.runs.size() < 2) {
      return true;
    }
    return both.runs.get(1).startX() >= both.runs.get(0).endX();
  }

  /** {@return where the first cycle began; 0 when there is none} */
  public double startX() {
    return runs.stream().mapToDouble(Run::startX).min().orElse(0);
  }

  /** {@return where the last cycle ended; 0 when there is none} */
  public double endX() {
    return runs.stream().mapToDouble(Run::endX).max().orElse(0);
  }

  /**
   * Where the tooth to come ends on a drawing: where it ends, but it takes no more than half of the
   * drawing beside three cycles or more.
   *
   * @return not before {@link #endX}
   */
  public double comingEndX() {
    double span = endX() - startX();
    double coming =
        lastRun().flatMap(Run::coming).map(tooth -> tooth.to().x() - endX()).orElse(0.0);
    long cycles = runs.stream().mapToLong(r -> r.teeth().size()).sum();
    return endX() + (span > 0 ? Math.min(coming, cycles < 3 ? 4 * span : span) : coming);
  }

  /**
   * The stretch of time to draw: all cycles, the one to come, and a little room on the right.
   *
   * @return the stretch; not empty even around a single point of time
   */
  public Domain domain() {
    double span = comingEndX() - startX();
    if (span > 0) {
      return new Domain(startX(), comingEndX() + 0.02 * span);
    }
    double least = Math.max(1, Math.ulp(startX()));
    return new Domain(startX() - least, startX() + 2 * least);
  }

  /** {@return the run that says what comes: the last one; empty when there is none} */
  public Optional<Run> lastRun() {
    return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
  }

  private static Run run(ProcessReport report, Clock clock, double shift) {
    List<CyclePoint> points = report.points();
    boolean whole = points.size() == report.summary().cycles();
    List<Tooth> teeth = new ArrayList<>();
    double floor = Double.NEGATIVE_INFINITY;
    CyclePoint before = null;
    for (CyclePoint point : points) {
      // A hostile log may run backwards; a drawing does not.
      double start = Math.max(floor, x(point, clock, shift, true));
      double end = Math.max(start, x(point, clock, shift, false));
      boolean gap = whole && before != null && point.cycle() > before.cycle() + 1;
      teeth.add(new Tooth(point, start, end, gap));
      floor = end;
      before = point;
    }
    return new Run(report, teeth, ComingTooth.after(teeth, report, clock));
  }

  private static double x(CyclePoint point, Clock clock, double shift, boolean start) {
    return switch (clock) {
      case CYCLES -> shift + point.cycle();
      case PROCESS -> shift + (start ? point.startSeconds() : point.endSeconds());
      case WALL -> {
        double seconds = start ? point.startSeconds() : point.endSeconds();
        yield Clock.plausible(seconds) && Clock.plausible(shift)
            ? shift + seconds
            : point.epochMillis().orElse(0) / 1000.0;
      }
    };
  }

  /**
   * Wall-clock time of the process's start: the median over its lines, for one stamp may be late or
   * cut to the second.
   */
  private static double wallShift(List<CyclePoint> points) {
    double[] shifts =
        points.stream()
            .mapToDouble(p -> p.epochMillis().orElse(0) / 1000.0 - p.endSeconds())
            .sorted()
            .toArray();
    return shifts[shifts.length / 2];
  }
}
