package dev.gctrace.core.forecast;

/**
 * {@link MemorySettings} in the units of the arithmetic.
 *
 * @param limit the container's limit in MiB; NaN when not known
 * @param gogc GOGC as given; null when not
 * @param goMemLimit GOMEMLIMIT in MiB; NaN when not set or not known
 * @param hazard what the version of Go does to memory that the trace does not show
 */
record Given(double limit, Gogc gogc, double goMemLimit, GoVersion.Hazard hazard) {

  private static final double BYTES_PER_MIB = 1 << 20;

  static final Given NOTHING = of(MemorySettings.NONE);

  static Given of(MemorySettings settings) {
    return new Given(
        settings.limitBytes().isPresent()
            ? settings.limitBytes().getAsLong() / BYTES_PER_MIB
            : Double.NaN,
        settings.gogc().orElse(null),
        settings.goMemLimitBytes().isPresent()
            ? settings.goMemLimitBytes().getAsLong() / BYTES_PER_MIB
            : Double.NaN,
        settings.goVersion().map(GoVersion::hazard).orElse(GoVersion.Hazard.NONE));
  }

  /** GOMEMLIMIT where the version of Go can know it: NaN before Go 1.18, which ignores it. */
  double goMemLimit(Observation o) {
    return o.roots() ? goMemLimit : Double.NaN;
  }
}
