package dev.gctrace.core.trace;

import java.util.OptionalDouble;

/**
 * CPU time of a collection by phase, in milliseconds as printed (cut to two or three figures).
 *
 * @param sweepTermination stopped processors × wall time of sweep termination: computed, not
 *     measured
 * @param scan concurrent scan; Go 1.5 only
 * @param installBarrier write barrier switched on, always 0; Go 1.5 only
 * @param assist mark work that allocating goroutines were made to do; NaN where the line gives mark
 *     work as one figure (builds between Go 1.4 and 1.5)
 * @param background mark work of the dedicated and fractional workers, or all mark work where the
 *     line gives it as one figure
 * @param idle mark work on processors that had nothing else to do, not in the line's CPU
 *     percentage; NaN where the line gives mark work as one figure
 * @param markTermination stopped processors × wall time of mark termination
 */
public record CpuMillis(
    double sweepTermination,
    OptionalDouble scan,
    OptionalDouble installBarrier,
    double assist,
    double background,
    double idle,
    double markTermination) {

  /** CPU time taken from the program: everything but {@link #idle}. */
  public double taken() {
    return sweepTermination
        + scan.orElse(0)
        + installBarrier.orElse(0)
        + (Double.isNaN(assist) ? 0 : assist)
        + background
        + markTermination;
  }
}
