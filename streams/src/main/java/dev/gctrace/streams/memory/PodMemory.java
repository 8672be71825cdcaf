package dev.gctrace.streams.memory;

import dev.gctrace.core.forecast.Gogc;
import dev.gctrace.core.forecast.MemorySettings;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What is known of a container from outside its log: a record of {@code pod-memory}, whose key is
 * {@code namespace/pod/container}.
 *
 * @param settings limit, GOGC and GOMEMLIMIT, as far as known
 * @param startedAt when the container started; empty when not told
 * @param ended how the container that ran before it, or it itself, ended last; empty when none has
 * @param inUse what it was seen to use; empty when nobody measured
 */
public record PodMemory(
    MemorySettings settings,
    Optional<Instant> startedAt,
    Optional<Ended> ended,
    Optional<InUse> inUse) {

  /** Version of the JSON: a reader refuses another one. */
  public static final int SCHEMA = 1;

  /** Nothing known. */
  public static final PodMemory NONE =
      new PodMemory(MemorySettings.NONE, Optional.empty(), Optional.empty());

  /** The reason that Kubernetes gives for a container that the kernel killed for its memory. */
  public static final String OOM_KILLED = "OOMKilled";

  /** The same where nobody measured what it uses. */
  public PodMemory(MemorySettings settings, Optional<Instant> startedAt, Optional<Ended> ended) {
    this(settings, startedAt, ended, Optional.empty());
  }

  /**
   * How a container ended.
   *
   * @param reason the word of Kubernetes: {@code OOMKilled}, {@code Error}, {@code Completed}
   * @param exitCode its exit code; empty when not told
   * @param at when; empty when not told
   */
  public record Ended(String reason, OptionalInt exitCode, Optional<Instant> at) {

    /** Exit code of what was ended by SIGKILL: 128 + 9. */
    private static final int KILLED = 137;

    /**
     * Whether the kernel killed it for its memory. With an exit code other than 137 it killed
     * another process of the container, and the program ended by itself.
     */
    public boolean isOomKilled() {
      return reason.equals(OOM_KILLED) && exitCode.orElse(KILLED) == KILLED;
    }
  }

  /**
   * Memory that a container was seen to use: its working set, as the Metrics API tells it.
   *
   * @param bytes how much
   * @param at when it was measured; empty when not told
   */
  public record InUse(long bytes, Optional<Instant> at) {}

  /** GOGC as given; empty to have it inferred. */
  public Optional<Gogc> gogc() {
    return settings.gogc();
  }
}
