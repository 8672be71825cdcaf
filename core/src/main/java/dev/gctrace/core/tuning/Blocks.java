package dev.gctrace.core.tuning;

import dev.gctrace.core.trace.GcEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A run cut into blocks of equally many collections, in bounded memory. What one collection
 * measures depends on the one before it; the means of long blocks hardly do on each other.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Blocks {

  /** Blocks that a run is told by. */
  static final int MOST = 12;

  /** Cut finer while the run goes on: when all are taken, neighbours are put together. */
  private static final int KEPT = 4 * MOST;

  /** Programs load themselves first: what is measured before is not their run. */
  private static final double UP_MILLIS = 1000;

  private final List<Sums> blocks = new ArrayList<>();
  private long perBlock = 1;
  private GcEvent previous;
  private int process;

  /** Takes the next collection of a process. */
  void add(int processNumber, GcEvent event) {
    boolean follows =
        previous != null
            && processNumber == process
            && event.cycle() == previous.cycle() + 1
            && event.endMillis() > previous.endMillis();
    if (follows && previous.startMillis() >= UP_MILLIS) {
      add(Sums.of(previous, event));
    }
    previous = event;
    process = processNumber;
  }

  private void add(Sums sums) {
    int last = blocks.size() - 1;
    if (last >= 0 && blocks.get(last).cycles < perBlock) {
      blocks.set(last, blocks.get(last).plus(sums));
      return;
    }
    if (blocks.size() == KEPT) {
      for (int i = 0; i < KEPT / 2; i++) {
        blocks.set(i, blocks.get(2 * i).plus(blocks.get(2 * i + 1)));
      }
      blocks.subList(KEPT / 2, KEPT).clear();
      perBlock *= 2;
    }
    blocks.add(sums);
  }

  /** Collections in the blocks. */
  long cycles() {
    return blocks.stream().mapToLong(sums -> sums.cycles).sum();
  }

  /** A figure of each block, at most {@link #MOST}, in the order of time. */
  double[] of(ToDoubleFunction<Sums> figure) {
    int n = blocks.size();
    int count = Math.min(MOST, n);
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      Sums sums = blocks.get(i * n / count);
      for (int j = i * n / count + 1; j < (i + 1) * n / count; j++) {
        sums = sums.plus(blocks.get(j));
      }
      values[i] = figure.applyAsDouble(sums);
    }
    return values;
  }

  /** The same figure of the whole run; NaN when it has no collection. */
  double whole(ToDoubleFunction<Sums> figure) {
    return blocks.stream().reduce(Sums::plus).map(figure::applyAsDouble).orElse(Double.NaN);
  }

  /**
   * What some collections measured together.
   *
   * @param cycles how many
   * @param live sum of their live heaps in MiB
   * @param heapEnd sum of their heaps at the end of marking in MiB
   * @param millis time from the end of the one before the first to the end of the last
   * @param allocated MiB allocated in that time
   * @param cpuMillis CPU time that they took
   * @param availableMillis CPU time that there was
   * @param pauseMillis time for which they stopped the program
   */
  record Sums(
      long cycles,
      double live,
      double heapEnd,
      double millis,
      double allocated,
      double cpuMillis,
      double availableMillis,
      double pauseMillis) {

    static Sums of(GcEvent before, GcEvent event) {
      double millis = event.endMillis() - before.endMillis();
      return new Sums(
          1,
          event.liveMiB(),
          event.heapEndMiB(),
          millis,
          Math.max(0, (double) event.heapStartMiB() - before.liveMiB())
              + Math.max(0, (double) event.heapEndMiB() - event.heapStartMiB()),
          event.cpu().taken(),
          Math.max(1, event.procs()) * millis,
          event.clock().stopTheWorld());
    }

    Sums plus(Sums other) {
      return new Sums(
          cycles + other.cycles,
          live + other.live,
          heapEnd + other.heapEnd,
          millis + other.millis,
          allocated + other.allocated,
          cpuMillis + other.cpuMillis,
          availableMillis + other.availableMillis,
          pauseMillis + other.pauseMillis);
    }

    double meanLive() {
      return live / cycles;
    }

    double meanHeap() {
      return heapEnd / cycles;
    }

    double gcCpuPercent() {
      return Math.min(100, 100 * cpuMillis / availableMillis);
    }

    double meanPauseMillis() {
      return pauseMillis / cycles;
    }

    double cyclesPerMinute() {
      return 60_000 * cycles / millis;
    }

    double mibPerSecond() {
      return 1000 * allocated / millis;
    }
  }
}
