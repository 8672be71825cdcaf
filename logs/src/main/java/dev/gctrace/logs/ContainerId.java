package dev.gctrace.logs;

/**
 * Who wrote a line, as far as the log tells.
 *
 * @param namespace Kubernetes namespace; null when not told
 * @param pod pod, or whatever the log names in its place (a host, a dyno); null when not told
 * @param container container, or the program's name; null when not told
 * @param instance what tells one start of the container from the next (restart count, container
 *     id); null when not told. Not part of the name.
 */
public record ContainerId(String namespace, String pod, String container, String instance) {

  /** Nothing told. */
  public static final ContainerId NONE = new ContainerId(null, null, null, null);
}
