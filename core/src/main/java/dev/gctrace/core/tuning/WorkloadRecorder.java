package dev.gctrace.core.tuning;

import dev.gctrace.core.trace.Format;
import dev.gctrace.core.trace.GcEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Optional;

/**
 * Takes the collections of one process in order and tells its workload, of the latest {@link
 * #MAX_CYCLES} of them.
 *
 * <p>Not for use by more than one thread at a time.
 */
public final class WorkloadRecorder {

  /** Collections that are kept, the latest. */
  public static final int MAX_CYCLES = 10_000;

  /** Collections that a workload is told from. */
  public static final int MIN_CYCLES = 4;

  private final Deque<Sample> samples = new ArrayDeque<>();
  private boolean rootsCount;
  private int procs;
  private long dropped;

  /** A recorder that has seen no collection. */
  public WorkloadRecorder() {}

  /**
   * Takes the next collection; one that comes late or twice is left out.
   *
   * @param event the collection
   */
  public void add(GcEvent event) {
    Sample before = samples.peekLast();
    if (before != null && event.cycle() <= before.cycle()) {
      return;
    }
    samples.addLast(Sample.of(event, before));
    rootsCount = event.format() == Format.GO_1_18;
    procs = Math.max(1, event.procs());
    if (samples.size() > MAX_CYCLES) {
      samples.removeFirst();
      dropped++;
    }
  }

  /** {@return collections that were let go because there were too many} */
  public long dropped() {
    return dropped;
  }

  /** {@return the workload; empty of fewer than {@link #MIN_CYCLES} collections, or in no time} */
  public Optional<Workload> workload() {
    if (samples.size() < MIN_CYCLES) {
      return Optional.empty();
    }
    Workload workload = new Workload(new ArrayList<>(samples), rootsCount, procs);
    return workload.seconds() > 0 ? Optional.of(workload) : Optional.empty();
  }
}
