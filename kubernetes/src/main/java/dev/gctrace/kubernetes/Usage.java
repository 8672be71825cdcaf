package dev.gctrace.kubernetes;

import dev.gctrace.logs.ContainerId;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What containers use now, as the Metrics API tells. A cluster need not have one. */
final class Usage {

  private static final String GROUP = "metrics.k8s.io";
  private static final String VERSION = "v1beta1";

  private Usage() {}

  /** What containers use; none where it cannot be had. */
  static Map<ContainerId, MemoryUse> list(Api api, PodQuery asked, Consumer<String> notes) {
    Map<String, String> query =
        asked.labels().map(selector -> Map.of("labelSelector", selector)).orElse(Map.of());
    String namespace = asked.namespace().orElse(null);
    Map<ContainerId, MemoryUse> usage = new HashMap<>();
    Object items =
        read(api, new ApiPath("list", GROUP, VERSION, namespace, "pods", null, null, query), notes)
            .get("items");
    if (items instanceof List<?> pods) {
      pods.forEach(pod -> add(pod, usage));
    }
    return usage;
  }

  /** What a container uses; empty where it cannot be had. */
  static Optional<MemoryUse> of(Api api, ContainerId who, Consumer<String> notes) {
    Map<ContainerId, MemoryUse> usage = new HashMap<>();
    add(
        read(
            api,
            new ApiPath("get", GROUP, VERSION, who.namespace(), "pods", who.pod(), null, Map.of()),
            notes),
        usage);
    return Optional.ofNullable(usage.get(named(who.namespace(), who.pod(), who.container())));
  }

  static ContainerId named(String namespace, String pod, String container) {
    return new ContainerId(namespace, pod, container, null);
  }

  private static Map<?, ?> read(Api api, ApiPath path, Consumer<String> notes) {
    try {
      return api.readOnce(path, Map.class);
    } catch (ClusterProblem e) {
      // A figure that is shown beside others: without it they are shown all the same.
      if (e.kind() == ClusterProblem.Kind.FORBIDDEN) {
        notes.accept("memory in use is not known: " + e.getMessage());
      }
      return Map.of();
    }
  }

  private static void add(Object pod, Map<ContainerId, MemoryUse> usage) {
    if (pod instanceof Map<?, ?> fields
        && fields.get("metadata") instanceof Map<?, ?> metadata
        && fields.get("containers") instanceof List<?> containers) {
      Instant at = time(String.valueOf(fields.get("timestamp")));
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
                          new MemoryUse(bytes, at)));
        }
      }
    }
  }

  /** A measurement without a time is a fresh one. */
  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.now();
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
