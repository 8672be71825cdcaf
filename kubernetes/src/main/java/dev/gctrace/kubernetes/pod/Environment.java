package dev.gctrace.kubernetes.pod;

import dev.gctrace.core.forecast.Gogc;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The variables of a container that the Go runtime obeys.
 *
 * @param gogc {@code GOGC}
 * @param goMemLimit {@code GOMEMLIMIT}
 * @param goMaxProcs {@code GOMAXPROCS}
 * @param goDebug {@code GODEBUG}
 */
public record Environment(Setting gogc, Setting goMemLimit, Setting goMaxProcs, Setting goDebug) {

  /**
   * Whether {@code GODEBUG} asks for gctrace lines. Of several values the last counts.
   *
   * @return false when it does not, or is not known
   */
  public boolean tracesGc() {
    boolean traces = false;
    for (String pair : goDebug.value().orElse("").split(",", -1)) {
      if (pair.startsWith("gctrace=")) {
        OptionalLong level = GoValues.integer(pair.substring("gctrace=".length()));
        traces = level.isPresent() ? level.getAsLong() > 0 : traces;
      }
    }
    return traces;
  }

  /**
   * GOGC as the runtime takes it: what is not a number is Go's default.
   *
   * @return empty when the pod does not set it, or it is not known
   */
  public Optional<Gogc> gogcValue() {
    return gogc.value().filter(text -> !text.isEmpty()).map(GoValues::gogc);
  }

  /**
   * GOMEMLIMIT in bytes.
   *
   * @return empty when it is not set, off, not known, or not one that a program starts with
   */
  public OptionalLong goMemLimitBytes() {
    return goMemLimit
        .value()
        .map(GoValues::bytes)
        .filter(bytes -> bytes.isPresent() && bytes.getAsLong() < Long.MAX_VALUE)
        .orElse(OptionalLong.empty());
  }
}
