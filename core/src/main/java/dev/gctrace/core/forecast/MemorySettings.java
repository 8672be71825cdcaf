package dev.gctrace.core.forecast;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known about a container from outside its log.
 *
 * @param limitBytes the container's memory limit; empty when not known
 * @param gogc GOGC as given; empty to have it inferred
 * @param goMemLimitBytes GOMEMLIMIT; empty when not set or not known
 * @param goVersion the version of Go that the program was built with; empty when not known
 */
public record MemorySettings(
    OptionalLong limitBytes,
    Optional<Gogc> gogc,
    OptionalLong goMemLimitBytes,
    Optional<GoVersion> goVersion) {

  /** What is known when the version of Go is not. */
  public MemorySettings(
      OptionalLong limitBytes, Optional<Gogc> gogc, OptionalLong goMemLimitBytes) {
    this(limitBytes, gogc, goMemLimitBytes, Optional.empty());
  }

  /** Nothing known. */
  public static final MemorySettings NONE =
      new MemorySettings(OptionalLong.empty(), Optional.empty(), OptionalLong.empty());
}
