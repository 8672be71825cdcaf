package dev.gctrace.core.tuning;

import java.util.Arrays;
import java.util.List;

/**
 * What collections cost a program.
 *
 * @param markCpuSeconds CPU time for each MiB marked
 * @param markSeconds wall-clock time for each MiB marked
 * @param stopCpuSeconds CPU time of the pauses of one collection
 * @param slack what stands for {@link Sample#slack} where a collection tells none
 */
record Costs(double markCpuSeconds, double markSeconds, double stopCpuSeconds, double slack) {

  /** Of what there is to scan, where no collection tells: measured in the recorded runs. */
  private static final double USUAL_SLACK = 0.2;

  static Costs of(List<Sample> samples) {
    List<Sample> telling = samples.stream().filter(Sample::isTelling).toList();
    List<Sample> used = telling.isEmpty() ? samples : telling;
    double scanned = used.stream().mapToDouble(Sample::scanned).sum();
    double cpu = used.stream().mapToDouble(Sample::markCpuSeconds).sum();
    return new Costs(
        cpu / scanned,
        median(used.stream().mapToDouble(s -> s.markSeconds() / s.scanned()).toArray()),
        median(samples.stream().mapToDouble(Sample::stopCpuSeconds).toArray()),
        samples.stream()
            .mapToDouble(Sample::slack)
            .filter(slack -> !Double.isNaN(slack))
            .average()
            .orElse(USUAL_SLACK));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
