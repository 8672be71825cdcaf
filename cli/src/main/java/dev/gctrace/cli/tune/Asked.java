package dev.gctrace.cli.tune;

import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.core.tuning.Tuning;
import dev.gctrace.core.tuning.WhatIf;
import dev.gctrace.core.tuning.Workload;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The settings that the command line asks about. Sizes in MiB, infinite for {@code off}.
 *
 * @param limits container limits; the first is the present one where that is not known
 * @param gogcs values of GOGC in percent
 * @param goMemLimits values of GOMEMLIMIT, negative for a part of the limit
 */
record Asked(List<Double> limits, List<Double> gogcs, List<Double> goMemLimits) {

  /** Rows of the table at most. */
  static final int MOST = 200;

  Asked {
    limits = List.copyOf(limits);
    gogcs = List.copyOf(gogcs);
    goMemLimits = List.copyOf(goMemLimits);
  }

  /** What is known of a container of which something may be known already. */
  MemorySettings known(MemorySettings told) {
    return told.limitBytes().isPresent() || limits.isEmpty()
        ? told
        : new MemorySettings(
            OptionalLong.of(Math.round(limits.get(0) * (1 << 20))),
            told.gogc(),
            told.goMemLimitBytes());
  }

  /** How many settings are asked about. */
  int size() {
    return Math.max(1, limits.size()) * Math.max(1, gogcs.size()) * Math.max(1, goMemLimits.size());
  }

  /** What to try of a program, the present settings first. */
  List<WhatIf> whatIfs(Workload workload, WhatIf present) {
    Set<WhatIf> all = new LinkedHashSet<>();
    all.add(present);
    for (WhatIf under : limited(present)) {
      if (gogcs.isEmpty() && goMemLimits.isEmpty()) {
        all.addAll(Tuning.candidates(workload, under));
        continue;
      }
      for (WhatIf paced : paced(under)) {
        all.addAll(held(paced));
      }
    }
    return new ArrayList<>(all);
  }

  private List<WhatIf> limited(WhatIf present) {
    return limits.isEmpty()
        ? List.of(present)
        : limits.stream().map(limit -> present.withLimit(OptionalDouble.of(limit))).toList();
  }

  private List<WhatIf> paced(WhatIf under) {
    return gogcs.isEmpty()
        ? List.of(under)
        : gogcs.stream().map(gogc -> under.withGogc(finite(gogc))).toList();
  }

  private List<WhatIf> held(WhatIf paced) {
    return goMemLimits.isEmpty()
        ? List.of(paced)
        : goMemLimits.stream()
            .filter(value -> value > 0 || paced.limitMiB().isPresent())
            .map(value -> paced.withGoMemLimit(finite(sized(value, paced))))
            .toList();
  }

  private static double sized(double value, WhatIf under) {
    return value > 0 ? value : Math.floor(-value * under.limitMiB().orElseThrow());
  }

  private static OptionalDouble finite(double value) {
    return value == Double.POSITIVE_INFINITY ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
