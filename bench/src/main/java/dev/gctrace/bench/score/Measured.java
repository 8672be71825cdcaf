package dev.gctrace.bench.score;

import dev.gctrace.core.forecast.ContainerMemory;
import dev.gctrace.core.trace.GcEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What runs tell of the figures that the forecast takes from measurement: each shape of program
 * counts once.
 *
 * @param k MiB of container memory per MiB of heap, the median of the shapes that write theirs
 * @param kDeviation its standard deviation
 * @param unwritten share of shapes that do not write all that they allocate
 * @param overshoot heap over goal: a tenth below the first, three tenths each below the next two, a
 *     tenth above the last
 */
record Measured(double k, double kDeviation, double unwritten, List<Double> overshoot) {

  private static final double BASE_MIB = 5;
  private static final double STACKS = 1.39;

  /** Less of the heap resident than this, and not all of it was written. */
  private static final double ALL_WRITTEN = 0.85;

  /** Smaller heaps are blurred by the base. */
  private static final long NOTABLE_MIB = 30;

  /** Memory is where stacks are not in doubt. */
  private static final double FEW_STACKS = 0.05;

  private static final long LEAST_GOAL_MIB = 8;
  private static final List<Double> SHARES = List.of(0.1, 0.4, 0.7, 0.9);

  /** From one in ten to nine in ten of a normal distribution, in standard deviations. */
  private static final double TENTHS_APART = 2 * 1.2816;

  /**
   * What one run tells.
   *
   * @param shape its shape
   * @param k MiB of container memory per MiB of heap; NaN when it does not tell
   * @param ratios heap over goal of its collections
   */
  record OfRun(String shape, double k, List<Double> ratios) {

    static OfRun of(RecordedRun run) {
      return new OfRun(run.shape(), memoryPerHeap(run), overshoot(run));
    }
  }

  /** What some runs tell together. */
  static Measured of(Collection<OfRun> runs) {
    Map<String, List<Double>> ks = new TreeMap<>();
    Map<String, List<Double>> ratios = new TreeMap<>();
    for (OfRun run : runs) {
      List<Double> ofShape = ks.computeIfAbsent(run.shape(), shape -> new ArrayList<>());
      if (!Double.isNaN(run.k())) {
        ofShape.add(run.k());
      }
      ratios.computeIfAbsent(run.shape(), shape -> new ArrayList<>()).addAll(run.ratios());
    }
    List<Double> written = new ArrayList<>();
    int shapes = 0;
    for (List<Double> ofShape : ks.values()) {
      if (!ofShape.isEmpty()) {
        shapes++;
        double k = Numbers.quantile(ofShape, 0.5);
        if (k >= ALL_WRITTEN) {
          written.add(k);
        }
      }
    }
    double deviation =
        (Numbers.quantile(written, 0.9) - Numbers.quantile(written, 0.1)) / TENTHS_APART;
    return new Measured(
        Numbers.quantile(written, 0.5),
        deviation,
        1 - (double) written.size() / shapes,
        quantiles(ratios.values()));
  }

  /** The forecast's prior knowledge, with these figures in place of its own. */
  ContainerMemory memory() {
    ContainerMemory usual = ContainerMemory.USUAL;
    return new ContainerMemory(
        k, BASE_MIB, kDeviation * kDeviation, 0, usual.baseVariance(), unwritten, unwritten);
  }

  /** Resident memory over heap at the highest peak that a line tells. */
  private static double memoryPerHeap(RecordedRun run) {
    long highest = 0;
    double k = Double.NaN;
    for (int i = 1; i < run.lines().size(); i++) {
      GcEvent event = run.lines().get(i).event();
      double resident = run.peak(run.lines().get(i - 1).time(), run.lines().get(i).time());
      double stacks = event.stacksMiB().orElse(0);
      boolean clear = stacks < FEW_STACKS * event.heapEndMiB();
      if (event.heapEndMiB() > Math.max(highest, NOTABLE_MIB - 1)
          && clear
          && !Double.isNaN(resident)) {
        highest = event.heapEndMiB();
        k = (resident - BASE_MIB - STACKS * stacks) / highest;
      }
    }
    return k;
  }

  private static List<Double> overshoot(RecordedRun run) {
    List<Double> ratios = new ArrayList<>();
    for (RecordedRun.Line line : run.lines()) {
      long goal = line.event().goalMiB().orElse(0);
      if (goal >= LEAST_GOAL_MIB) {
        ratios.add((line.event().heapEndMiB() + 0.5) / (goal + 0.5));
      }
    }
    return ratios;
  }

  /** Of a distribution in which each shape has the same weight. */
  private static List<Double> quantiles(Collection<List<Double>> shapes) {
    List<Double> all = new ArrayList<>();
    for (List<Double> ratios : shapes) {
      for (int tenth = 0; tenth < 10 && !ratios.isEmpty(); tenth++) {
        all.add(Numbers.quantile(ratios, (tenth + 0.5) / 10));
      }
    }
    return SHARES.stream().map(share -> Numbers.quantile(all, share)).toList();
  }
}
