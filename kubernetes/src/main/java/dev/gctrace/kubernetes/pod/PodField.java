package dev.gctrace.kubernetes.pod;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import java.util.Optional;

/** Fields of a pod that an environment variable can name. */
final class PodField {

  private PodField() {}

  /** The value of a field; empty when it is not one of those that could hold a setting. */
  static Optional<String> read(Pod pod, String path) {
    return switch (path) {
      case "metadata.name" -> Optional.ofNullable(pod.getMetadata().getName());
      case "metadata.namespace" -> Optional.ofNullable(pod.getMetadata().getNamespace());
      case "spec.nodeName" -> Optional.ofNullable(pod.getSpec().getNodeName());
      default ->
          entry(path, "metadata.labels", pod.getMetadata().getLabels())
              .or(() -> entry(path, "metadata.annotations", pod.getMetadata().getAnnotations()));
    };
  }

  /** {@code metadata.labels['key']}; a key that is not there gives an empty variable. */
  private static Optional<String> entry(String path, String map, Map<String, String> entries) {
    if (!path.startsWith(map + "['") || !path.endsWith("']")) {
      return Optional.empty();
    }
    String key = path.substring(map.length() + 2, path.length() - 2);
    return Optional.of(entries == null ? "" : entries.getOrDefault(key, ""));
  }
}
