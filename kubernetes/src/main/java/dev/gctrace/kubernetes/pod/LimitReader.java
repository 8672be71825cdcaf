package dev.gctrace.kubernetes.pod;

import static dev.gctrace.kubernetes.pod.Quantities.MEMORY;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.Optional;
import java.util.OptionalLong;

/** Finds the memory limit of a container: status, then specification, then the pod's own. */
final class LimitReader {

  private LimitReader() {}

  /**
   * The limit.
   *
   * @param status of the container; null when it has none yet
   */
  static MemoryLimit read(Pod pod, Container container, ContainerStatus status, Lookup lookup) {
    Quantity actual = status == null ? null : Quantities.limit(status.getResources(), MEMORY);
    Quantity declared = Quantities.limit(container.getResources(), MEMORY);
    if (isAmount(actual)) {
      return new MemoryLimit(
          bytes(actual),
          Optional.of(actual.toString()),
          MemoryLimit.Source.STATUS,
          isAmount(declared) && !bytes(declared).equals(bytes(actual))
              ? bytes(declared)
              : OptionalLong.empty(),
          OptionalLong.empty());
    }
    if (isAmount(declared)) {
      return limit(declared, MemoryLimit.Source.SPEC);
    }
    Quantity shared = Quantities.limit(pod.getSpec().getResources(), MEMORY);
    if (isAmount(shared)) {
      return limit(shared, MemoryLimit.Source.POD);
    }
    return new MemoryLimit(
        OptionalLong.empty(),
        Optional.empty(),
        MemoryLimit.Source.NONE,
        OptionalLong.empty(),
        allocatable(pod, MEMORY, lookup));
  }

  /** What the node of a pod has for its pods; empty when there is no node yet or it is not told. */
  static OptionalLong allocatable(Pod pod, String resource, Lookup lookup) {
    String node = pod.getSpec().getNodeName();
    return node == null
        ? OptionalLong.empty()
        : bytes(Quantities.of(lookup.allocatable(node), resource));
  }

  private static MemoryLimit limit(Quantity quantity, MemoryLimit.Source source) {
    return new MemoryLimit(
        bytes(quantity),
        Optional.of(quantity.toString()),
        source,
        OptionalLong.empty(),
        OptionalLong.empty());
  }

  private static boolean isAmount(Quantity quantity) {
    return bytes(quantity).orElse(0) > 0;
  }

  private static OptionalLong bytes(Quantity quantity) {
    return Quantities.whole(Quantities.amount(quantity));
  }
}
