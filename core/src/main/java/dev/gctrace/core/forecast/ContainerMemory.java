package dev.gctrace.core.forecast;

/**
 * What a container's memory is when the Go heap stands at a peak: k × heap + base, for a program
 * that writes what it allocates and has no memory but Go's.
 *
 * <p>k is what the runtime adds to each MiB of heap (fragmentation, metadata, free pages not yet
 * given back), base what it has besides (code, stacks, arena index).
 */
final class ContainerMemory {

  /** MiB of container memory per MiB of heap. Measured: 1.04 to 1.10. */
  static final double K = 1.06;

  /** MiB beside the heap. Measured: 4 to 14. */
  static final double BASE_MIB = 8;

  /** Standard deviation of k between programs, and of the peak from cycle to cycle. */
  static final double K_SD = 0.03;

  /** Standard deviation of the base between programs, in MiB. */
  static final double BASE_SD_MIB = 3;

  private ContainerMemory() {}

  /** Container memory in MiB at a heap of so many MiB. */
  static double of(double heap) {
    return K * heap + BASE_MIB;
  }

  /** Standard deviation of {@link #of} in MiB. */
  static double deviation(double heap) {
    return together(K_SD * heap, BASE_SD_MIB);
  }

  /**
   * Two independent spreads together. Math.hypot would guard against an overflow that sizes cannot
   * reach, at the price of most of the time of a forecast.
   */
  static double together(double one, double other) {
    return Math.sqrt(one * one + other * other);
  }

  /** The heap in MiB that a limit carries; not negative. */
  static double heapCarried(double limit) {
    return Math.max(0, (limit - BASE_MIB) / K);
  }
}
