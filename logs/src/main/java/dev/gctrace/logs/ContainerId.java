package dev.gctrace.logs;

import java.util.Objects;
import java.util.Optional;

/**
 * Who wrote a line, as far as the log tells. Each part is free of control characters and at most
 * {@link #MAX_CHARS} long, whatever stood in the log.
 *
 * @param namespace Kubernetes namespace; null when not told
 * @param pod pod, or whatever the log names in its place (a host, a dyno); null when not told
 * @param container container, or the program's name; null when not told
 * @param instance what tells one start of the container from the next (restart count, container
 *     id); null when not told. Not part of the name.
 */
public record ContainerId(String namespace, String pod, String container, String instance) {

  /** Longest part, the limit that Kubernetes has for names: 253 characters. */
  public static final int MAX_CHARS = 253;

  /** Nothing told. */
  public static final ContainerId NONE = new ContainerId(null, null, null, null);

  /** Makes each part safe to show; an empty one is one that was not told. */
  public ContainerId {
    namespace = part(namespace);
    pod = part(pod);
    container = part(container);
    instance = part(instance);
  }

  /**
   * Who wrote a file, as its path tells under {@code /var/log/pods} and {@code /var/log/containers}
   * of a node; {@link #NONE} when it does not. The instance is the restart count or the container's
   * id.
   */
  public static ContainerId ofPath(String path) {
    return PathIdentity.of(path);
  }

  /**
   * Who wrote a message, as its key tells: a path, or {@code namespace/pod/container}, {@code
   * namespace/pod} or {@code pod}, with {@code _} for {@code /}; {@link #NONE} when it does not.
   */
  public static ContainerId ofKey(String key) {
    return PathIdentity.ofKey(key);
  }

  /**
   * The parts that are told, {@code namespace/pod/container}: a name for people and the {@code
   * container} key of JSON output. Empty when none is told.
   */
  public Optional<String> name() {
    if (namespace == null && pod == null && container == null) {
      return Optional.empty();
    }
    StringBuilder name = new StringBuilder();
    append(name, namespace);
    append(name, pod);
    append(name, container);
    return Optional.of(name.toString());
  }

  /**
   * This, told by a wrapping, within another one. What the outer one says of another pod says
   * nothing of this one.
   */
  ContainerId within(ContainerId outer) {
    if (outer.equals(NONE) || outer.equals(this)) {
      return this;
    }
    if (pod != null && outer.pod != null && !pod.equals(outer.pod)) {
      return this;
    }
    return new ContainerId(
        or(namespace, outer.namespace),
        or(pod, outer.pod),
        or(container, outer.container),
        or(instance, outer.instance));
  }

  private static String or(String inner, String outer) {
    return inner != null ? inner : outer;
  }

  private static String part(String text) {
    return text == null || text.isEmpty() ? null : SafeText.of(text, MAX_CHARS);
  }

  private static void append(StringBuilder name, String part) {
    if (part != null) {
      name.append(name.length() > 0 ? "/" : "").append(part);
    }
  }

  // Written out: those of a record are made by method handles, which costs every start some time.
  @Override
  public boolean equals(Object other) {
    return other instanceof ContainerId that
        && Objects.equals(namespace, that.namespace)
        && Objects.equals(pod, that.pod)
        && Objects.equals(container, that.container)
        && Objects.equals(instance, that.instance);
  }

  @Override
  public int hashCode() {
    int hash = Objects.hashCode(namespace);
    hash = 31 * hash + Objects.hashCode(pod);
    hash = 31 * hash + Objects.hashCode(container);
    return 31 * hash + Objects.hashCode(instance);
  }
}
