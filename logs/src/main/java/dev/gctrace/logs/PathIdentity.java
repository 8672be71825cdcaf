package dev.gctrace.logs;

/**
 * Who wrote what a path, a tag or a key names.
 *
 * <ul>
 *   <li>{@code /var/log/pods/NAMESPACE_POD_UID/CONTAINER/RESTARTS.log}
 *   <li>{@code /var/log/containers/POD_NAMESPACE_CONTAINER-ID.log}
 *   <li>both with dots for slashes and anything before them, as the tags of Fluentd and the streams
 *       of CloudWatch have it, and as files that were rotated or compressed
 *   <li>{@code k8s_CONTAINER_POD_NAMESPACE_UID_RESTARTS}, the names that docker has under
 *       Kubernetes
 * </ul>
 */
final class PathIdentity {

  /** Longest text that is looked at: the longest path that Linux has. */
  private static final int MAX_CHARS = 4096;

  private static final int MIN_ID_CHARS = 8;

  private PathIdentity() {}

  /** Who is named; {@link ContainerId#NONE} when the text has none of these shapes. */
  static ContainerId of(String path) {
    if (path.length() > MAX_CHARS || path.indexOf('_') < 0) {
      return ContainerId.NONE;
    }
    int docker = path.startsWith("/") ? 1 : 0;
    if (path.startsWith("k8s_", docker)) {
      return ofDockerName(path.substring(docker));
    }
    int end = path.lastIndexOf(".log");
    if (end < 0) {
      return ContainerId.NONE;
    }
    String stem = path.substring(0, end);
    ContainerId pod = ofPodLog(stem);
    return pod.equals(ContainerId.NONE) ? ofContainerLog(stem) : pod;
  }

  /**
   * Who a message key names: one of the shapes of {@link #of}, or {@code NAMESPACE/POD/CONTAINER},
   * {@code NAMESPACE/POD}, {@code POD}, with {@code _} for {@code /}; {@link ContainerId#NONE} when
   * it is none of these.
   */
  static ContainerId ofKey(String key) {
    ContainerId path = of(key);
    if (!path.equals(ContainerId.NONE)) {
      return path;
    }
    // How Kafka's console consumer prints that there is no key.
    if (key.equals("null") || key.length() > 3 * ContainerId.MAX_CHARS) {
      return ContainerId.NONE;
    }
    String[] parts = key.split("[/_]", -1);
    for (String part : parts) {
      if (!isName(part)) {
        return ContainerId.NONE;
      }
    }
    return switch (parts.length) {
      case 1 -> new ContainerId(null, parts[0], null, null);
      case 2 -> new ContainerId(parts[0], parts[1], null, null);
      case 3 -> new ContainerId(parts[0], parts[1], parts[2], null);
      default -> ContainerId.NONE;
    };
  }

  /** {@code …NAMESPACE_POD_UID/CONTAINER/RESTARTS}, with dots for slashes too. */
  private static ContainerId ofPodLog(String stem) {
    int restarts = separatorBefore(stem, stem.length());
    int container = separatorBefore(stem, restarts);
    int uid = stem.lastIndexOf('_', container);
    int pod = uid < 0 ? -1 : stem.lastIndexOf('_', uid - 1);
    if (pod < 0 || !isNumber(stem, restarts + 1) || !isUid(stem, uid + 1, container)) {
      return ContainerId.NONE;
    }
    int namespace = separatorBefore(stem, pod);
    return named(
        stem.substring(namespace + 1, pod),
        stem.substring(pod + 1, uid),
        stem.substring(container + 1, restarts),
        stem.substring(restarts + 1));
  }

  /** {@code …POD_NAMESPACE_CONTAINER-ID}. */
  private static ContainerId ofContainerLog(String stem) {
    int id = stem.lastIndexOf('-');
    int container = id < 0 ? -1 : stem.lastIndexOf('_', id);
    int namespace = container < 0 ? -1 : stem.lastIndexOf('_', container - 1);
    if (namespace < 0 || !isId(stem, id + 1, stem.length())) {
      return ContainerId.NONE;
    }
    int folder = stem.lastIndexOf("containers.", namespace);
    int pod = Math.max(stem.lastIndexOf('/', namespace) + 1, folder < 0 ? 0 : folder + 11);
    return named(
        stem.substring(namespace + 1, container),
        stem.substring(pod, namespace),
        stem.substring(container + 1, id),
        stem.substring(id + 1));
  }

  private static ContainerId ofDockerName(String name) {
    String[] parts = name.split("_", -1);
    return parts.length == 6 && isNumber(parts[5], 0)
        ? named(parts[3], parts[2], parts[1], parts[5])
        : ContainerId.NONE;
  }

  private static ContainerId named(
      String namespace, String pod, String container, String instance) {
    return isName(namespace) && isName(pod) && isName(container)
        ? new ContainerId(namespace, pod, container, instance)
        : ContainerId.NONE;
  }

  private static int separatorBefore(String text, int at) {
    return Math.max(text.lastIndexOf('/', at - 1), text.lastIndexOf('.', at - 1));
  }

  private static boolean isNumber(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return from < text.length();
  }

  /** A UUID, or the hash that a static pod has in its place. */
  private static boolean isUid(String text, int from, int to) {
    return to - from >= 32 && isHex(text, from, to, true);
  }

  private static boolean isId(String text, int from, int to) {
    return to - from >= MIN_ID_CHARS && isHex(text, from, to, false);
  }

  private static boolean isHex(String text, int from, int to, boolean dashes) {
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (Character.digit(c, 16) < 0 && !(dashes && c == '-')) {
        return false;
      }
    }
    return true;
  }

  /** Whether a text may be a name in Kubernetes. */
  private static boolean isName(String text) {
    if (text.isEmpty() || text.length() > ContainerId.MAX_CHARS) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
