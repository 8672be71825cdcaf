package dev.gctrace.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Optional;

/**
 * Which pods are meant.
 *
 * @param namespace their namespace; empty for all namespaces
 * @param labels label selector: {@code app=orders,tier!=batch}; empty for any
 * @param fields field selector: {@code spec.nodeName=node-a}; empty for any
 * @param targets pods, or what made them, one of which has to match; none for any
 */
public record PodQuery(
    Optional<String> namespace,
    Optional<String> labels,
    Optional<String> fields,
    List<Target> targets) {

  /**
   * Copies the list.
   *
   * @param namespace see the record
   * @param labels see the record
   * @param fields see the record
   * @param targets see the record
   */
  public PodQuery {
    targets = List.copyOf(targets);
  }

  /**
   * All pods of a namespace.
   *
   * @param namespace the namespace
   * @return a query
   */
  public static PodQuery in(String namespace) {
    return new PodQuery(Optional.of(namespace), Optional.empty(), Optional.empty(), List.of());
  }

  /** One pod, which the cluster itself chooses. */
  static PodQuery named(String namespace, String pod) {
    return new PodQuery(
        Optional.of(namespace), Optional.empty(), Optional.of("metadata.name=" + pod), List.of());
  }

  /**
   * Some pods of a namespace.
   *
   * @param namespace the namespace
   * @param targets which
   * @return a query
   */
  public static PodQuery of(String namespace, Target... targets) {
    return new PodQuery(
        Optional.of(namespace), Optional.empty(), Optional.empty(), List.of(targets));
  }

  /** The list of them, in pages of so many. */
  ApiPath list(int page) {
    return selected(ApiPath.list(namespace.orElse(null), "pods"))
        .with("limit", Integer.toString(page));
  }

  /** Their changes since a version of the list. */
  ApiPath watch(String version) {
    return selected(ApiPath.watch(namespace.orElse(null), "pods")).with("resourceVersion", version);
  }

  private ApiPath selected(ApiPath all) {
    ApiPath path = all;
    if (labels.isPresent()) {
      path = path.with("labelSelector", labels.get());
    }
    return fields.isPresent() ? path.with("fieldSelector", fields.get()) : path;
  }

  boolean wants(Pod pod) {
    return targets.isEmpty() || targets.stream().anyMatch(target -> target.matches(pod));
  }
}
