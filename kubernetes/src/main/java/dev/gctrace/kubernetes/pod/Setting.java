package dev.gctrace.kubernetes.pod;

import java.util.Optional;

/**
 * An environment variable as the pod declares it. What the image sets, and what the program sets
 * for itself ({@code debug.SetMemoryLimit}), is not seen.
 *
 * @param name its name
 * @param value its value; empty when it is not set, or not known
 * @param source where it comes from
 * @param detail where exactly, or why the value is not known: {@code ConfigMap orders-env}; empty
 *     when there is nothing to add
 */
public record Setting(String name, Optional<String> value, Source source, String detail) {

  /** Where a variable comes from. */
  public enum Source {
    /** The pod does not set it. */
    NOT_SET,
    /** Written in the pod. */
    ENV,
    /** A ConfigMap, as it is now: the container has what it held when it started. */
    CONFIG_MAP,
    /** A resource of the container: {@code resourceFieldRef}. */
    RESOURCE,
    /** A field of the pod: {@code fieldRef}. */
    FIELD,
    /** Something that is not read: a secret, a file, a ConfigMap that is refused. */
    UNREAD
  }

  static Setting notSet(String name) {
    return new Setting(name, Optional.empty(), Source.NOT_SET, "");
  }

  static Setting of(String name, String value, Source source, String detail) {
    return new Setting(name, Optional.of(value), source, detail);
  }

  static Setting unread(String name, String why) {
    return new Setting(name, Optional.empty(), Source.UNREAD, why);
  }

  /**
   * Whether it has, or may have, a value.
   *
   * @return false when the pod does not set it
   */
  public boolean isSet() {
    return source != Source.NOT_SET;
  }
}
