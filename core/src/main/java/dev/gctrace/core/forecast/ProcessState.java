package dev.gctrace.core.forecast;

import dev.gctrace.core.trace.GcEvent;

/**
 * What the forecast keeps of a process between two lines. Immutable, at most 4 KiB when written.
 *
 * <p>Made by {@link #initial()}, by {@link Forecaster#step} and by {@link #fromBytes}.
 */
public final class ProcessState {

  private static final ProcessState INITIAL = initial(ContainerMemory.USUAL, Overshoot.NONE);

  private static final double BYTES_PER_MIB = 1 << 20;

  /** Memory of spans in use over the objects in them, at most; 1.12 at the most was measured. */
  private static final double SPANS_OVER_OBJECTS = 1.2;

  private final Observation last;
  private final double period;
  private final Pacing pacing;
  private final Overshoot overshoot;
  private final Allocation allocation;
  private final Survivals survivals;
  private final LiveTrend trend;
  private final Steps steps;
  private final Spiral spiral;
  private final ContainerMemory memory;
  private final Standing standing;

  ProcessState(
      Observation last,
      double period,
      Pacing pacing,
      Overshoot overshoot,
      Allocation allocation,
      Survivals survivals,
      LiveTrend trend,
      Steps steps,
      Spiral spiral,
      ContainerMemory memory,
      Standing standing) {
    this.last = last;
    this.period = period;
    this.pacing = pacing;
    this.overshoot = overshoot;
    this.allocation = allocation;
    this.survivals = survivals;
    this.trend = trend;
    this.steps = steps;
    this.spiral = spiral;
    this.memory = memory;
    this.standing = standing;
  }

  /** The state before the first line of a process. */
  public static ProcessState initial() {
    return INITIAL;
  }

  /** The same with other knowledge of programs. */
  static ProcessState initial(ContainerMemory memory, Overshoot overshoot) {
    return new ProcessState(
        null,
        Double.NaN,
        Pacing.NONE,
        overshoot,
        Allocation.NONE,
        Survivals.NONE,
        LiveTrend.NONE,
        Steps.NONE,
        Spiral.NONE,
        memory,
        Standing.NONE);
  }

  /** Writes the state, with a version. */
  public byte[] toBytes() {
    return StateCodec.write(this);
  }

  /**
   * Reads a state that {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when the version is unknown or the bytes are not a state; the
   *     message says which
   */
  public static ProcessState fromBytes(byte[] bytes) {
    return StateCodec.read(bytes);
  }

  /** The last collection; null before the first. */
  Observation last() {
    return last;
  }

  /**
   * Seconds from the start of the last collection but one to that of the last; NaN while unknown.
   */
  double period() {
    return period;
  }

  Pacing pacing() {
    return pacing;
  }

  Overshoot overshoot() {
    return overshoot;
  }

  Allocation allocation() {
    return allocation;
  }

  Survivals survivals() {
    return survivals;
  }

  LiveTrend trend() {
    return trend;
  }

  Steps steps() {
    return steps;
  }

  Spiral spiral() {
    return spiral;
  }

  /** What its memory is at a heap, as far as known. */
  ContainerMemory memory() {
    return memory;
  }

  Standing standing() {
    return standing;
  }

  /** All that is learned from the next collection; the standing is as it was. */
  ProcessState learned(Observation o, GcEvent event, Given given) {
    Survivals lived = survivals.after(o.heapEnd(), given.limit());
    ContainerMemory before =
        last == null && given.hazard() != GoVersion.Hazard.NONE
            ? ContainerMemory.usual(given.hazard())
            : memory;
    ContainerMemory allocated = o.leapt(last, event.procs()) ? before.leapt() : before;
    Pacing paced = pacing.after(last, o, given);
    double limit = given.goMemLimit(o);
    if (last != null && paced.limit().wasSetBy(limit, last, o)) {
      allocated = allocated.limited(limit, o.goal(), last.stacks());
    }
    boolean news =
        !allocated.equals(memory)
            || lived.highest() != survivals.highest()
            || Double.compare(lived.limit(), survivals.limit()) != 0;
    return new ProcessState(
        o,
        o.follows(last) ? o.start() - last.start() : period,
        paced,
        o.isUp()
            ? overshoot.after(o, o.goalMayBeRaised() ? expectedGoal(o, given) : Double.NaN)
            : overshoot,
        allocation.after(last, o),
        lived,
        o.isUp() ? trend.after(o) : trend,
        last != null && last.isUp() ? steps.after(last, o) : Steps.NONE,
        spiral.after(last, o, event),
        news ? allocated.lived(lived.highest(), lived.limit()) : memory,
        standing);
  }

  /**
   * The state when the container's memory was measured after its last collection: what a heap takes
   * is known better from then on. A process without a collection, or a figure that is not positive,
   * tells nothing.
   *
   * @param containerBytes what counts against the limit and cannot be given back: resident memory
   *     and kernel memory, not page cache
   */
  public ProcessState measured(long containerBytes) {
    double heap = survivals.resident();
    if (last == null || heap <= 0 || containerBytes <= 0) {
      return this;
    }
    return with(
        memory.sampled(
            new Interval(heap, reach(heap)), last.stacks(), containerBytes / BYTES_PER_MIB));
  }

  /** The state when so much of the heap that is mapped was in use after the last collection. */
  ProcessState inUse(int percent) {
    if (last == null || percent <= 0 || percent > 100) {
      return this;
    }
    double heap = survivals.resident();
    ContainerMemory known =
        memory.mapped(
            last.live() * 100 / (percent + 1),
            reach(last.heapEnd()) * SPANS_OVER_OBJECTS * 100 / percent,
            heap,
            last.stacks());
    return known.equals(memory) ? this : with(known);
  }

  /** What the heap gets to before the next collection, from {@code heap} on. */
  private double reach(double heap) {
    NextGoal goal = pacing.nextGoal(last, pacing.gogc(Given.NOTHING), Given.NOTHING);
    return goal == null ? heap : Math.max(heap, overshoot.median() * goal.expected());
  }

  private ProcessState with(ContainerMemory known) {
    return with(survivals, known, standing);
  }

  private ProcessState with(Survivals proven, ContainerMemory known, Standing next) {
    return new ProcessState(
        last, period, pacing, overshoot, allocation, proven, trend, steps, spiral, known, next);
  }

  /** Memory that it takes most likely, in bytes; 0 before its first collection. */
  double memoryBytes() {
    return last == null ? 0 : memory.of(survivals.resident(), last.stacks()) * BYTES_PER_MIB;
  }

  private double expectedGoal(Observation o, Given given) {
    NextGoal goal = o.follows(last) ? pacing.nextGoal(last, pacing.gogc(given), given) : null;
    return goal == null ? Double.NaN : goal.expected();
  }

  /** The same when the limit is another one from now on. */
  ProcessState under(double limit) {
    Survivals proven = survivals.under(limit);
    return proven == survivals ? this : with(proven, memory, standing);
  }

  ProcessState standing(Standing next) {
    return next.isSame(standing) ? this : with(survivals, memory, next);
  }
}
