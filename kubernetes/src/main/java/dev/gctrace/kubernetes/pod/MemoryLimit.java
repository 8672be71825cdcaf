package dev.gctrace.kubernetes.pod;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * The memory limit of a container as its cgroup has it.
 *
 * @param bytes the limit; empty when there is none
 * @param text the limit as it was written: {@code 512Mi}; empty when there is none
 * @param source where it was found
 * @param wantedBytes what the specification asks for where the container does not have it yet: an
 *     in-place resize that is under way; empty otherwise
 * @param allocatableBytes what the node has for all of its pods, which is no limit but all that a
 *     container without one has; empty when there is a limit, or it is not known
 */
public record MemoryLimit(
    OptionalLong bytes,
    Optional<String> text,
    Source source,
    OptionalLong wantedBytes,
    OptionalLong allocatableBytes) {

  /** Where a limit was found, in the order of looking. */
  public enum Source {
    /** The status of the container: what it really has, in the midst of a resize too. */
    STATUS,
    /** The specification of the container. A default of a LimitRange stands there as well. */
    SPEC,
    /** The specification of the pod: all of its containers share it. */
    POD,
    /** Nowhere: the container may use what the node has. */
    NONE
  }
}
