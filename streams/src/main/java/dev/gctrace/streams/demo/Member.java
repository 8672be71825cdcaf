package dev.gctrace.streams.demo;

import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A container of the fleet: a Go program that was recorded in a memory cgroup.
 *
 * @param namespace its namespace
 * @param pod its pod
 * @param container its name
 * @param recording name of the recorded run, whose log is a resource of this package
 * @param limitMiB its memory limit
 * @param gogc GOGC as it was set; empty when it was not
 * @param goMemLimitMiB GOMEMLIMIT as it was set; empty when it was not
 * @param killed whether the kernel killed it at the end of its log
 * @param shipper who carries its log
 */
record Member(
    String namespace,
    String pod,
    String container,
    String recording,
    long limitMiB,
    Optional<Gogc> gogc,
    OptionalLong goMemLimitMiB,
    boolean killed,
    Shipper shipper) {

  /** As records of {@code pod-memory} name it. */
  String name() {
    return namespace + "/" + pod + "/" + container;
  }

  /** What Kubernetes would tell of its memory. */
  MemorySettings memory() {
    OptionalLong goMemLimit =
        goMemLimitMiB.isPresent()
            ? OptionalLong.of(goMemLimitMiB.getAsLong() << 20)
            : OptionalLong.empty();
    return new MemorySettings(OptionalLong.of(limitMiB << 20), gogc, goMemLimit);
  }
}
