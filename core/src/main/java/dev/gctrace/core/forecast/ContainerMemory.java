package dev.gctrace.core.forecast;

/**
 * What a container's memory is when the Go heap stands at a peak: k × heap + stacks + base, for a
 * program that writes what it allocates and has no memory but Go's.
 *
 * <p>k is what the runtime adds to each MiB of heap (fragmentation, metadata, free pages not yet
 * given back), base what it has besides (code, threads, arena index).
 */
final class ContainerMemory {

  /** MiB of container memory per MiB of heap. Measured: 1.04 to 1.10. */
  static final double K = 1.07;

  /** MiB beside the heap. Measured: 4 to 14. */
  static final double BASE_MIB = 6;

  /** Standard deviation of k between programs, and of the peak from cycle to cycle. */
  static final double K_SD = 0.03;

  /** Standard deviation of the base between programs, in MiB. */
  static final double BASE_SD_MIB = 3;

  private ContainerMemory() {}

  /** Container memory in MiB at a heap and stacks of so many MiB. */
  static double of(double heap, double stacks) {
    return K * heap + stacks + BASE_MIB;
  }

  /** Standard deviation of {@link #of} in MiB. */
  static double deviation(double heap) {
    return Math.sqrt(K_SD * heap * (K_SD * heap) + BASE_SD_MIB * BASE_SD_MIB);
  }

  /** The heap in MiB that a limit carries beside the stacks; not negative. */
  static double heapCarried(double limit, double stacks) {
    return Math.max(0, (limit - stacks - BASE_MIB) / K);
  }
}
