package dev.gctrace.core.tuning;

import dev.gctrace.core.forecast.Band;
import java.util.Locale;

/**
 * What a program would do under some settings.
 *
 * @param settings the settings
 * @param peakHeapMiB largest heap, over the time of the trace
 * @param memoryMiB the container's memory at the largest heap, that of the cycle included which the
 *     trace's end leaves open; the band is {@link #UNCERTAINTY} wide on either side
 * @param cycles collections in the time of the trace
 * @param cyclesPerMinute the same for a minute
 * @param gcCpuPercent their share of the available CPU (GOMAXPROCS × time)
 * @param fit whether it fits
 */
public record Outcome(
    WhatIf settings,
    double peakHeapMiB,
    Band memoryMiB,
    long cycles,
    double cyclesPerMinute,
    double gcCpuPercent,
    Fit fit) {

  /** The part of a size by which five of six checks on recorded runs were off at most. */
  public static final double UNCERTAINTY = 0.1;

  /** Whether a program fits into its settings, from good to bad. */
  public enum Fit {
    /** The peak fits with its uncertainty. */
    FITS,
    /** The peak fits, its uncertainty does not. */
    TIGHT,
    /** It fits, but the live heap leaves GOMEMLIMIT no room: collections run back to back. */
    THRASHES,
    /** The peak does not fit: the container is killed. */
    KILLED,
    /** No container limit is known. */
    NO_LIMIT;

    private final String code = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** {@return the name in JSON: {@code fits}} */
    public String code() {
      return code;
    }
  }
}
