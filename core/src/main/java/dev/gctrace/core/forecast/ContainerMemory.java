package dev.gctrace.core.forecast;

/**
 * What a container's memory is when the Go heap stands at a peak: k × heap + stacks + base, for a
 * program that writes what it allocates and has no memory but Go's.
 *
 * <p>k is what the runtime adds to each MiB of heap (fragmentation, metadata, free pages not yet
 * given back), base what it has besides (code, threads, arena index).
 */
final class ContainerMemory {

  /** MiB of container memory per MiB of heap. Measured: 1.02 to 1.09. */
  static final double K = 1.07;

  /** MiB beside the heap. Measured: 4 to 14. */
  static final double BASE_MIB = 6;

  /** Standard deviation of k between programs, and of the peak from cycle to cycle. */
  static final double K_SD = 0.03;

  /** Standard deviation of the base between programs, in MiB. */
  static final double BASE_SD_MIB = 3;

  /** Standard deviations from the middle of a normal distribution to its last tenth. */
  private static final double TENTH = 1.2816;

  private ContainerMemory() {}

  /** Container memory in MiB at a heap and stacks of so many MiB. */
  static double of(double heap, double stacks) {
    return K * heap + stacks + BASE_MIB;
  }

  /**
   * How far the last tenth of all programs and cycles begins from {@link #of}, in MiB, squared. Not
   * by Math.hypot, which guards against an overflow that sizes cannot reach.
   */
  static double squaredTenth(double heap) {
    double ofHeap = TENTH * K_SD * heap;
    double ofBase = TENTH * BASE_SD_MIB;
    return ofHeap * ofHeap + ofBase * ofBase;
  }

  /** The heap in MiB that a limit carries beside the stacks; not negative. */
  static double heapCarried(double limit, double stacks) {
    return Math.max(0, (limit - stacks - BASE_MIB) / K);
  }
}
