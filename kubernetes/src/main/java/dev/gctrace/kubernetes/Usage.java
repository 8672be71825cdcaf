package dev.gctrace.kubernetes;

import dev.gctrace.logs.ContainerId;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What containers use now, as the Metrics API tells. A cluster need not have one. */
final class Usage {

  private static final String GROUP = "metrics.k8s.io";
  private static final String VERSION = "v1beta1";

  private Usage() {}

  /** Bytes of memory by container; none where it cannot be had. */
  static Map<ContainerId, Long> list(Api api, Optional<String> namespace, Optional<String> labels) {
    Map<String, String> query =
        labels.map(selector -> Map.of("labelSelector", selector)).orElse(Map.of());
    Map<ContainerId, Long> usage = new HashMap<>();
    Object items =
        read(
                api,
                new ApiPath(
                    "list", GROUP, VERSION, namespace.orElse(null), "pods", null, null, query))
            .get("items");
    if (items instanceof List<?> pods) {
      pods.forEach(pod -> add(pod, usage));
    }
    return usage;
  }

  /** Bytes of memory of a container; empty where it cannot be had. */
  static OptionalLong of(Api api, ContainerId who) {
    Map<ContainerId, Long> usage = new HashMap<>();
    add(
        read(
            api,
            new ApiPath("get", GROUP, VERSION, who.namespace(), "pods", who.pod(), null, Map.of())),
        usage);
    Long bytes = usage.get(named(who.namespace(), who.pod(), who.container()));
    return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
  }

  static ContainerId named(String namespace, String pod, String container) {
    return new ContainerId(namespace, pod, container, null);
  }

  private static Map<?, ?> read(Api api, ApiPath path) {
    try {
      return api.readOnce(path, Map.class);
    } catch (ClusterProblem e) {
      // A figure that is shown beside others: without it they are shown all the same.
      return Map.of();
    }
  }

  private static void add(Object pod, Map<ContainerId, Long> usage) {
    if (pod instanceof Map<?, ?> fields
        && fields.get("metadata") instanceof Map<?, ?> metadata
        && fields.get("containers") instanceof List<?> containers) {
      for (Object container : containers) {
        if (container instanceof Map<?, ?> one && one.get("usage") instanceof Map<?, ?> amounts) {
          bytes(String.valueOf(amounts.get("memory")))
              .ifPresent(
                  bytes ->
                      usage.put(
                          named(
                              String.valueOf(metadata.get("namespace")),
                              String.valueOf(metadata.get("name")),
                              String.valueOf(one.get("name"))),
                          bytes));
        }
      }
    }
  }

  private static Optional<Long> bytes(String quantity) {
    try {
      return Optional.of(
          Quantity.getAmountInBytes(new Quantity(quantity))
              .setScale(0, RoundingMode.UP)
              .longValueExact());
    } catch (IllegalArgumentException | ArithmeticException e) {
      return Optional.empty();
    }
  }
}
