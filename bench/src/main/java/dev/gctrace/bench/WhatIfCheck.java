package dev.gctrace.bench;

import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.report.Summary;
import dev.gctrace.core.tuning.Outcome;
import dev.gctrace.core.tuning.Simulation;
import dev.gctrace.core.tuning.WhatIf;
import dev.gctrace.core.tuning.Workload;
import dev.gctrace.core.tuning.WorkloadRecorder;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * What {@code gctrace tune} says from the log of a run, beside the recorded run of the same program
 * under the other settings. Prints the tables of docs/tuning.md:
 *
 * <pre>java -cp 'bench/target/classes:bench/target/lib/*' dev.gctrace.bench.WhatIfCheck</pre>
 */
public final class WhatIfCheck {

  /** What the simulation is to be within: peak and cycles in percent, GC CPU in points. */
  static final double PEAK_PERCENT = 10;

  static final double CYCLES_PERCENT = 20;
  static final double GC_CPU_POINTS = 5;

  private WhatIfCheck() {}

  /**
   * A recorded run.
   *
   * @param program its program
   * @param settings its settings; {@code default} for none
   * @param whatIf the same for the simulation
   * @param workload what its log says of the program
   * @param summary its figures
   */
  record Run(String program, String settings, WhatIf whatIf, Workload workload, Summary summary) {

    static Run of(Recording recording) {
      WorkloadRecorder recorder = new WorkloadRecorder();
      Summary summary =
          recording.analysed((process, cycle) -> recorder.add(cycle.event())).report().summary();
      String[] parts = recording.name().split("-", 3);
      return new Run(
          parts[0] + "-" + parts[1],
          parts.length == 3 ? parts[2] : "default",
          whatIf(recording.settings()),
          recorder.workload().orElseThrow(),
          summary);
    }

    private static WhatIf whatIf(MemorySettings settings) {
      Gogc gogc = settings.gogc().orElse(Gogc.DEFAULT);
      return new WhatIf(
          gogc.off() ? OptionalDouble.empty() : OptionalDouble.of(gogc.percent()),
          settings.goMemLimitBytes().isPresent()
              ? OptionalDouble.of(settings.goMemLimitBytes().getAsLong() / (double) (1 << 20))
              : OptionalDouble.empty(),
          OptionalDouble.empty());
    }
  }

  /**
   * How far what is told from one run is from another.
   *
   * @param from whose log was read
   * @param to whose settings were asked about
   * @param peakPercent largest heap, told over recorded
   * @param cyclesPercent collections in the whole run, told over recorded
   * @param gcCpuPoints GC CPU, told less recorded
   */
  record Miss(Run from, Run to, double peakPercent, double cyclesPercent, double gcCpuPoints) {

    static Miss of(Run from, Run to) {
      Outcome told = Simulation.run(from.workload, to.whatIf);
      return new Miss(
          from,
          to,
          100 * (told.peakHeapMiB() / to.summary.peakHeapMiB().orElseThrow() - 1),
          100 * (told.cycles() / (double) to.workload.cycles() - 1),
          told.gcCpuPercent() - to.summary.gcCpuPercentOfCycles().orElseThrow());
    }

    boolean isWithin() {
      return Math.abs(peakPercent) <= PEAK_PERCENT
          && Math.abs(cyclesPercent) <= CYCLES_PERCENT
          && Math.abs(gcCpuPoints) <= GC_CPU_POINTS;
    }

    boolean isFromDefault() {
      return from.settings.equals("default");
    }

    /** Whether the log holds half as many collections at least as it is to tell of. */
    boolean isFineEnough() {
      return from.workload.cycles() * 2 >= to.workload.cycles();
    }
  }

  /** All pairs of runs of one program under different settings, in both directions. */
  static List<Miss> misses() {
    List<Run> runs = Recording.in("pairs").stream().map(Run::of).toList();
    List<Miss> errors = new ArrayList<>();
    for (Run from : runs) {
      for (Run to : runs) {
        if (!from.equals(to) && from.program.equals(to.program)) {
          errors.add(Miss.of(from, to));
        }
      }
    }
    return errors;
  }

  /**
   * Prints the tables.
   *
   * @param args none
   */
  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    List<Miss> errors = misses();
    out.println("| pairs | n | peak | cycles | GC CPU | all three |");
    out.println("|---|---|---|---|---|---|");
    summary(out, "from Go's defaults to other settings", errors, Miss::isFromDefault);
    summary(out, "from a log with half as many collections at least", errors, Miss::isFineEnough);
    summary(out, "all", errors, e -> true);
    for (String program : new TreeSet<>(errors.stream().map(e -> e.from.program).toList())) {
      summary(out, program, errors, e -> e.from.program.equals(program));
    }
    out.println();
    out.println("| from Go's defaults to | peak MiB | told | cycles | told | GC CPU | told |");
    out.println("|---|---|---|---|---|---|---|");
    errors.stream().filter(Miss::isFromDefault).forEach(e -> row(out, e));
  }

  private static void summary(
      PrintStream out, String name, List<Miss> errors, Predicate<Miss> which) {
    List<Miss> chosen = errors.stream().filter(which).toList();
    out.printf(
        Locale.ROOT,
        "| %s | %d | %s | %s | %s | %s |%n",
        name,
        chosen.size(),
        within(chosen, Miss::peakPercent, PEAK_PERCENT, "%"),
        within(chosen, Miss::cyclesPercent, CYCLES_PERCENT, "%"),
        within(chosen, Miss::gcCpuPoints, GC_CPU_POINTS, "points"),
        share(chosen.stream().filter(Miss::isWithin).count(), chosen.size()));
  }

  private static String within(
      List<Miss> errors, ToDoubleFunction<Miss> error, double most, String unit) {
    double[] sizes = errors.stream().mapToDouble(error).map(Math::abs).sorted().toArray();
    return String.format(
        Locale.ROOT,
        "%s (median %.1f %s, 90 %% below %.1f)",
        share(Arrays.stream(sizes).filter(size -> size <= most).count(), sizes.length),
        sizes[sizes.length / 2],
        unit,
        sizes[(int) (0.9 * (sizes.length - 1))]);
  }

  private static String share(long part, int whole) {
    return Math.round(100.0 * part / whole) + " %";
  }

  private static void row(PrintStream out, Miss e) {
    double peak = e.to.summary.peakHeapMiB().orElseThrow();
    double cpu = e.to.summary.gcCpuPercentOfCycles().orElseThrow();
    out.printf(
        Locale.ROOT,
        "| %s %s%s | %.0f | %+.0f %% | %d | %+.0f %% | %.1f %% | %+.1f |%n",
        e.to.program,
        e.to.settings,
        e.isWithin() ? "" : " ✗",
        peak,
        e.peakPercent,
        e.to.workload.cycles(),
        e.cyclesPercent,
        cpu,
        e.gcCpuPoints);
  }
}
