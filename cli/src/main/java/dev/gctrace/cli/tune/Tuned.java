package dev.gctrace.cli.tune;

import dev.gctrace.cli.analysis.Calibration;
import dev.gctrace.cli.analysis.ContainerTrace;
import dev.gctrace.cli.analysis.ProcessTrace;
import dev.gctrace.core.forecast.Forecast;
import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.core.report.Finding;
import dev.gctrace.core.report.PostMortem;
import dev.gctrace.core.report.ProcessReport;
import dev.gctrace.core.tuning.Outcome;
import dev.gctrace.core.tuning.Recommendation;
import dev.gctrace.core.tuning.Simulation;
import dev.gctrace.core.tuning.Tuning;
import dev.gctrace.core.tuning.WhatIf;
import dev.gctrace.core.tuning.Workload;
import dev.gctrace.core.tuning.WorkloadRecorder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What is said of one container.
 *
 * @param container the container
 * @param report its process with the most collections
 * @param workload what that process does; the other values stand only with it
 * @param dropped collections of it that came before the workload begins
 * @param outcomes what would be, under the present settings first
 * @param recommendation what to set
 * @param target where that is to be written
 */
record Tuned(
    ContainerTrace container,
    ProcessReport report,
    Optional<Workload> workload,
    long dropped,
    List<Outcome> outcomes,
    Optional<Recommendation> recommendation,
    PatchTarget target) {

  private static final double MIB = 1 << 20;

  Tuned {
    outcomes = List.copyOf(outcomes);
  }

  /**
   * What is said of a container.
   *
   * @param known the present settings, as far as they are known from outside the log
   */
  static Tuned of(
      ContainerTrace container,
      Workloads workloads,
      Asked asked,
      MemorySettings known,
      PatchTarget target) {
    ProcessTrace process =
        container.processes().stream()
            .filter(p -> workloads.of(p).isPresent())
            .max(Comparator.comparing(p -> p.report().summary().cycles()))
            .orElse(container.processes().get(0));
    ProcessReport report = process.report();
    Optional<WorkloadRecorder> recorder = workloads.of(process);
    Optional<Workload> workload =
        recorder.flatMap(WorkloadRecorder::workload).map(w -> calibrated(w, container));
    if (workload.isEmpty()) {
      return new Tuned(container, report, workload, 0, List.of(), Optional.empty(), target);
    }
    WhatIf present = present(report, known);
    List<Outcome> outcomes =
        asked.whatIfs(workload.get(), present).stream()
            .map(whatIf -> Simulation.run(workload.get(), whatIf))
            .toList();
    return new Tuned(
        container,
        report,
        workload,
        recorder.get().dropped(),
        outcomes,
        Optional.of(Tuning.recommend(workload.get(), present, grows(report))),
        target);
  }

  private static Workload calibrated(Workload workload, ContainerTrace container) {
    return container.calibration().map(Calibration::memory).map(workload::with).orElse(workload);
  }

  /** The settings that the process ran with: those that are known, else what its lines tell. */
  private static WhatIf present(ProcessReport report, MemorySettings known) {
    Gogc gogc = report.lastForecast().map(Forecast::gogc).orElse(Gogc.DEFAULT);
    OptionalDouble goMemLimit =
        report.lastForecast().map(Forecast::inferredGoMemLimitMiB).orElse(OptionalDouble.empty());
    return new WhatIf(
        gogc.off() ? OptionalDouble.empty() : OptionalDouble.of(gogc.percent()),
        known.goMemLimitBytes().isPresent()
            ? mib(known.goMemLimitBytes())
            : goMemLimit.isPresent()
                ? OptionalDouble.of(Math.rint(goMemLimit.getAsDouble()))
                : goMemLimit,
        mib(known.limitBytes()));
  }

  private static OptionalDouble mib(OptionalLong bytes) {
    return bytes.isPresent() ? OptionalDouble.of(bytes.getAsLong() / MIB) : OptionalDouble.empty();
  }

  /** The recommendation as a patch; empty when nothing is to be changed. */
  Optional<Patch> patch() {
    return recommendation
        .filter(told -> told.kind() != Recommendation.Kind.KEEP)
        .flatMap(Recommendation::outcome)
        .map(outcome -> new Patch(outcome, outcomes.get(0).settings().gogc(), target));
  }

  private static boolean grows(ProcessReport report) {
    return report.postMortem().filter(p -> p.cause() == PostMortem.Cause.LEAK).isPresent()
        || report.findings().stream()
            .anyMatch(f -> f.id().equals("leak") && f.severity() != Finding.Level.INFO);
  }

  /** How dangerous the present settings are. */
  Severity severity() {
    if (outcomes.isEmpty()) {
      return Severity.UNKNOWN;
    }
    Severity present =
        switch (outcomes.get(0).fit()) {
          case FITS -> Severity.OK;
          case TIGHT, THRASHES -> Severity.WARNING;
          case KILLED -> Severity.CRITICAL;
          case NO_LIMIT -> Severity.UNKNOWN;
        };
    boolean grows = present != Severity.CRITICAL && grows(report);
    return grows ? Severity.WARNING : present;
  }

  /** What the container was measured to use, in MiB; the memory of the outcomes rests on it. */
  OptionalDouble measuredMiB() {
    return mib(
        container.calibration().map(c -> OptionalLong.of(c.bytes())).orElse(OptionalLong.empty()));
  }

  /** How far the simulation of the present settings is from what was recorded. */
  Optional<SelfCheck> selfCheck() {
    if (workload.isEmpty()) {
      return Optional.empty();
    }
    Outcome told = outcomes.get(0);
    double peak = report.summary().peakHeapMiB().orElse(0);
    double cycles = workload.get().cycles();
    double cpu = report.summary().gcCpuPercentOfCycles().orElse(0);
    return Optional.of(
        new SelfCheck(
            100 * (told.peakHeapMiB() / Math.max(1, peak) - 1),
            100 * (told.cycles() / cycles - 1),
            told.gcCpuPercent() - cpu));
  }

  /**
   * Simulated over recorded.
   *
   * @param peakPercent heap peak
   * @param cyclesPercent number of collections
   * @param gcCpuPoints GC CPU, in percentage points
   */
  record SelfCheck(double peakPercent, double cyclesPercent, double gcCpuPoints) {

    /** Whether the simulation is as near as it was found to be for five of six recorded runs. */
    boolean isGood() {
      return Math.abs(peakPercent) <= 10
          && Math.abs(cyclesPercent) <= 20
          && Math.abs(gcCpuPoints) <= 5;
    }
  }
}
