package dev.gctrace.core.report;

import dev.gctrace.core.forecast.ContainerMemory;

/**
 * How much memory a heap needs and how much heap a setting leaves, in MiB.
 *
 * <p>Rules of thumb for a program whose memory is Go's alone: a container's memory at the peak is
 * that of {@link ContainerMemory#CAREFUL}, with the base that one program in ten passes; what
 * GOMEMLIMIT counts besides the heap is about 8 % of the heap and 8 MiB (measured with Go 1.19.8).
 */
final class Sizing {

  private static final double OF_HEAP = ContainerMemory.CAREFUL.k();
  private static final double BASE = ContainerMemory.CAREFUL.high(0, 0);
  private static final double COUNTED_OF_HEAP = 1.08;
  private static final double COUNTED_BASE = 8;

  private Sizing() {}

  /** The container's memory when the heap is so large. */
  static double containerMiB(double heap) {
    return OF_HEAP * heap + BASE;
  }

  /** The heap goal that a GOMEMLIMIT leaves. */
  static double goalUnder(double goMemLimit) {
    return Math.max(0, (goMemLimit - COUNTED_BASE) / COUNTED_OF_HEAP);
  }

  /** The GOMEMLIMIT that is advised under a container limit, in whole MiB. */
  static long goMemLimitFor(double limit) {
    return (long) Math.floor(Thresholds.ADVISED_OF_LIMIT * limit);
  }

  /**
   * Whether the GOMEMLIMIT that is advised under a container limit leaves a live heap room enough.
   */
  static boolean advisedCarries(double limit, double live) {
    return carries((double) goMemLimitFor(limit), live);
  }

  /** Whether a GOMEMLIMIT leaves a live heap room enough. */
  static boolean carries(double goMemLimit, double live) {
    return goalUnder(goMemLimit) >= Thresholds.LEAST_ROOM * live;
  }

  /** The container limit under which GOGC alone carries a live heap, rounded up. */
  static long limitForGogc(double live, double growthByGogc) {
    return roundUp(containerMiB(live * (1 + growthByGogc)) / Thresholds.ADVISED_OF_LIMIT);
  }

  /** The container limit under which the GOMEMLIMIT that is advised carries a live heap. */
  static long limitForGoMemLimit(double live) {
    double goMemLimit = COUNTED_OF_HEAP * Thresholds.LEAST_ROOM * live + COUNTED_BASE;
    long limit = roundUp(goMemLimit / Thresholds.ADVISED_OF_LIMIT);
    // The advised GOMEMLIMIT is cut to whole MiB, which can cost the last bit of room.
    return advisedCarries((double) limit, live) ? limit : roundUp((double) limit + 1);
  }

  /**
   * The largest GOGC, in steps of 5, at which a live heap fits into a container limit; below 5 when
   * none does.
   */
  static long gogcFor(double limit, double live) {
    double heap = (Thresholds.ADVISED_OF_LIMIT * limit - BASE) / OF_HEAP;
    return (long) Math.floor(Math.max(0, heap / live - 1) * 20) * 5;
  }

  /** Up to a size that people write into a manifest. */
  static long roundUp(double mib) {
    long step = mib <= 512 ? 16 : mib <= 2048 ? 32 : 128;
    return (long) Math.ceil(mib / step) * step;
  }
}
