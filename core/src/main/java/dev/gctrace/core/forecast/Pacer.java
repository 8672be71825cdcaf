package dev.gctrace.core.forecast;

/**
 * The arithmetic of the Go pacer that the forecast uses, for whoever asks what would be under other
 * settings. Sizes in MiB. Every method may be called from any thread.
 */
public final class Pacer {

  private Pacer() {}

  /**
   * {@return the heap goal that GOGC sets after a collection} Go 1.18 and later: max(4 MiB·g, live
   * + (live + roots)·g), g being GOGC/100 ({@code gcControllerState.commit}, mgcpacer.go 1.19.8);
   * earlier without the roots.
   *
   * @param live the live heap
   * @param roots scannable stacks and globals; 0 before Go 1.18
   * @param gogc GOGC in percent; infinite for {@code off}
   */
  public static double goalByGogc(double live, double roots, double gogc) {
    if (gogc == Double.POSITIVE_INFINITY) {
      return gogc;
    }
    double g = gogc / 100;
    return Math.max(GogcGoal.HEAP_MINIMUM_MIB * g, live + (live + roots) * g);
  }

  /**
   * {@return the heap goal that GOMEMLIMIT sets, as long as the live heap is below it} What the
   * runtime maps besides the heap is not in the trace; it is taken to be what it mostly is ({@code
   * memoryLimitHeapGoal}, mgcpacer.go 1.19.8).
   *
   * @param goMemLimit GOMEMLIMIT
   */
  public static double goalByGoMemLimit(double goMemLimit) {
    return MemoryLimitGoal.NONE.expected(goMemLimit);
  }
}
