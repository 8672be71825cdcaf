package dev.gctrace.cli.top;

import dev.gctrace.core.forecast.Band;
import dev.gctrace.core.forecast.Severity;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.logs.Cycle;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How a container stands.
 *
 * @param facts what the cluster tells of it
 * @param last its last collection; empty when there is none in its log yet
 * @param memoryBytes what it uses now; empty when that is not known
 */
record Standing(ContainerFacts facts, Optional<Cycle> last, OptionalLong memoryBytes) {

  private static final double MIB = 1 << 20;

  /**
   * The most dangerous first; of equals the one with the least time, then with the least room.
   * Those that are over come last.
   */
  static final Comparator<Standing> BY_DANGER =
      Comparator.comparing(Standing::isOver)
          .thenComparing(Comparator.comparing(Standing::severity).reversed())
          .thenComparing(one -> one.secondsToLimit().orElse(Double.MAX_VALUE))
          .thenComparing(
              Comparator.comparing((Standing one) -> one.shareOfLimit().orElse(0)).reversed())
          .thenComparing(Standing::name);

  String name() {
    return facts.who().name().orElse("-");
  }

  /** Whether it has ended for good: what its last collection threatened is past. */
  boolean isOver() {
    return facts.run().state() == ContainerFacts.State.ENDED && !facts.run().again();
  }

  /** Its danger; unknown when it is over. */
  Severity severity() {
    return running().map(cycle -> cycle.forecast().severity()).orElse(Severity.UNKNOWN);
  }

  OptionalDouble secondsToLimit() {
    return running().map(cycle -> cycle.forecast().secondsToLimit()).orElse(OptionalDouble.empty());
  }

  Optional<Band> peakMiB() {
    return last.flatMap(cycle -> cycle.forecast().peakMiB());
  }

  private Optional<Cycle> running() {
    return isOver() ? Optional.empty() : last;
  }

  OptionalDouble limitMiB() {
    return facts.limit().bytes().isPresent()
        ? OptionalDouble.of(facts.limit().bytes().getAsLong() / MIB)
        : OptionalDouble.empty();
  }

  /** The expected peak over the limit. */
  OptionalDouble shareOfLimit() {
    return peakMiB().isPresent() && limitMiB().isPresent()
        ? OptionalDouble.of(peakMiB().get().expected() / limitMiB().getAsDouble())
        : OptionalDouble.empty();
  }
}
