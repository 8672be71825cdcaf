package dev.gctrace.core.tuning;

import java.util.OptionalDouble;

/**
 * Settings under which a program could run.
 *
 * @param gogc GOGC in percent; empty for {@code off}
 * @param goMemLimitMiB GOMEMLIMIT in MiB; empty for none
 * @param limitMiB the container's memory limit in MiB; empty when not known
 */
public record WhatIf(OptionalDouble gogc, OptionalDouble goMemLimitMiB, OptionalDouble limitMiB) {

  /** Go's defaults: GOGC=100 and no GOMEMLIMIT. */
  public static final WhatIf DEFAULT =
      new WhatIf(OptionalDouble.of(100), OptionalDouble.empty(), OptionalDouble.empty());

  /**
   * {@return the same with another GOGC}
   *
   * @param percent GOGC in percent; empty for {@code off}
   */
  public WhatIf withGogc(OptionalDouble percent) {
    return new WhatIf(percent, goMemLimitMiB, limitMiB);
  }

  /**
   * {@return the same with another GOMEMLIMIT}
   *
   * @param mib in MiB; empty for none
   */
  public WhatIf withGoMemLimit(OptionalDouble mib) {
    return new WhatIf(gogc, mib, limitMiB);
  }

  /**
   * {@return the same under another container limit}
   *
   * @param mib in MiB; empty when not known
   */
  public WhatIf withLimit(OptionalDouble mib) {
    return new WhatIf(gogc, goMemLimitMiB, mib);
  }

  /** {@return whether nothing would ever start a collection for the heap's size} */
  public boolean isUnbounded() {
    return gogc.isEmpty() && goMemLimitMiB.isEmpty();
  }
}
