package dev.gctrace.core.tuning;

import dev.gctrace.core.forecast.ContainerMemory;
import java.util.List;

/**
 * What a trace says of a program apart from its collector: how much it had allocated at any time,
 * what it kept, and what it costs to mark that. Immutable; sizes in MiB, times in seconds since the
 * start of the process.
 *
 * <p>Allocated is known at the start and the end of every collection (the heap there, less the live
 * heap before) and taken to grow evenly between. What is kept is known where a collection began:
 * the live heap it printed less what was allocated while it marked, which Go counts as live;
 * between two collections it is that of the nearer one, so that a program whose live heap goes up
 * and down keeps its ups and downs.
 */
public final class Workload {

  private final List<Sample> samples;
  private final Costs costs;
  private final boolean rootsCount;
  private final int procs;
  private final double liveAtBegin;
  private final ContainerMemory memory;

  /** Knots of the allocation curve: the start and the end of each collection. */
  private final double[] times;

  private final double[] allocated;
  private final double[] starts;

  /**
   * A workload.
   *
   * @param told at least two collections in the order of their numbers; the first of a log that
   *     begins in the middle only says what there was
   */
  Workload(List<Sample> told, boolean rootsCount, int procs) {
    boolean whole = told.get(0).cycle() == 1;
    this.samples = List.copyOf(whole ? told : told.subList(1, told.size()));
    this.costs = Costs.of(samples);
    this.rootsCount = rootsCount;
    this.procs = procs;
    this.liveAtBegin = whole ? 0 : told.get(0).live();
    this.memory = ContainerMemory.CAREFUL;
    int n = samples.size();
    times = new double[2 * n + 1];
    allocated = new double[2 * n + 1];
    starts = new double[n];
    times[0] = whole ? 0 : told.get(0).end();
    double live = liveAtBegin;
    long cycle = whole ? 0 : told.get(0).cycle();
    double sum = 0;
    for (int i = 0; i < n; i++) {
      Sample sample = samples.get(i);
      double before = times[2 * i];
      double start = Math.max(before, sample.start());
      sum +=
          sample.cycle() == cycle + 1
              ? Math.max(0, sample.heapStart() - live)
              : rate(i, sum) * (start - before);
      times[2 * i + 1] = start;
      allocated[2 * i + 1] = sum;
      sum += Math.max(0, sample.heapEnd() - sample.heapStart());
      times[2 * i + 2] = Math.max(start, sample.end());
      allocated[2 * i + 2] = sum;
      starts[i] = start;
      live = sample.live();
      cycle = sample.cycle();
    }
  }

  private Workload(Workload same, ContainerMemory memory) {
    this.samples = same.samples;
    this.costs = same.costs;
    this.rootsCount = same.rootsCount;
    this.procs = same.procs;
    this.liveAtBegin = same.liveAtBegin;
    this.times = same.times;
    this.allocated = same.allocated;
    this.starts = same.starts;
    this.memory = memory;
  }

  /**
   * {@return the same program, of which more is known than of any}
   *
   * @param known what it takes beside its heap, as measured; {@link ContainerMemory#CAREFUL} else
   */
  public Workload with(ContainerMemory known) {
    return new Workload(this, known);
  }

  /** What the program takes at a heap. */
  ContainerMemory memory() {
    return memory;
  }

  /** What was allocated in a second so far: it stands for what missing lines would tell. */
  private double rate(int samplesSoFar, double sum) {
    double seconds = times[2 * samplesSoFar] - times[0];
    return seconds > 0 ? sum / seconds : 0;
  }

  /** {@return collections that are run again} */
  public int cycles() {
    return samples.size();
  }

  /** {@return seconds from the first of them, or from the start of the process, to the end} */
  public double seconds() {
    return end() - begin();
  }

  /** {@return whether stacks and globals count towards the goal: Go 1.18 and later} */
  public boolean rootsCount() {
    return rootsCount;
  }

  int procs() {
    return procs;
  }

  Costs costs() {
    return costs;
  }

  double begin() {
    return times[0];
  }

  double end() {
    return times[times.length - 1];
  }

  /** When the last collection began: what comes after it is not known. */
  double lastStart() {
    return starts[starts.length - 1];
  }

  /** The live heap at {@link #begin}: nothing, unless the log begins in the middle. */
  double liveAtBegin() {
    return liveAtBegin;
  }

  /** Allocated since {@link #begin}. */
  double allocatedAt(double time) {
    int after = above(times, time);
    if (after == 0) {
      return 0;
    }
    return after == times.length ? allocated[after - 1] : between(times, allocated, after, time);
  }

  /** When so much had been allocated; infinite when it never was. */
  double whenAllocated(double mib) {
    int low = 0;
    int high = allocated.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (allocated[middle] < mib) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low == allocated.length) {
      return Double.POSITIVE_INFINITY;
    }
    return low == 0 ? times[0] : between(allocated, times, low, mib);
  }

  /** The collection that began nearest to a time. */
  Sample nearest(double time) {
    int after = above(starts, time);
    if (after == 0) {
      return samples.get(0);
    }
    if (after == starts.length) {
      return samples.get(after - 1);
    }
    boolean later = starts[after] - time < time - starts[after - 1];
    return samples.get(later ? after : after - 1);
  }

  /** When the program itself next asked for a collection after a time; infinite when it did not. */
  double nextForced(double time) {
    for (int i = above(starts, time); i < starts.length; i++) {
      if (samples.get(i).forced()) {
        return starts[i];
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /** Index of the first value above another; the length when there is none. */
  private static int above(double[] values, double value) {
    int low = 0;
    int high = values.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (values[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double between(double[] xs, double[] ys, int after, double x) {
    double width = xs[after] - xs[after - 1];
    double part = width > 0 ? (x - xs[after - 1]) / width : 1;
    return ys[after - 1] + part * (ys[after] - ys[after - 1]);
  }
}
