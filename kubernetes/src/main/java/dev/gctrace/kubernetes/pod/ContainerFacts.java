package dev.gctrace.kubernetes.pod;

import dev.gctrace.core.forecast.MemorySettings;
import dev.gctrace.logs.ContainerId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the API tells of one container of a pod.
 *
 * @param who its name; the instance is its restart count
 * @param podUid identity of the pod: a new pod of the same name has another
 * @param run what it is doing
 * @param restarts how often it was started again
 * @param runtimeId id of the present run at the container runtime; empty when there is none yet
 * @param startedAt when the present run began; empty when it does not run
 * @param limit its memory limit
 * @param environment what the Go runtime in it obeys
 * @param traps settings that do not do what was meant
 * @param ended how the present run ended; empty while it runs
 * @param lastEnd how the run before ended; empty when there was none
 * @param ports its declared TCP ports
 * @param notes what could not be found out, and why, a clause each
 * @param owner what made the pod, at the top; empty when nobody looks after it
 * @param sidecar whether it is an init container that runs beside the others
 */
public record ContainerFacts(
    ContainerId who,
    String podUid,
    Run run,
    int restarts,
    Optional<String> runtimeId,
    Optional<Instant> startedAt,
    MemoryLimit limit,
    Environment environment,
    List<Trap> traps,
    Optional<Ended> ended,
    Optional<Ended> lastEnd,
    List<Port> ports,
    List<String> notes,
    Optional<Owner> owner,
    boolean sidecar) {

  /**
   * A declared port.
   *
   * @param name its name; empty when it has none
   * @param number its number
   */
  public record Port(String name, int number) {}

  /**
   * What a container is doing.
   *
   * @param state running, waiting or ended
   * @param reason why it waits: {@code CrashLoopBackOff}; empty when not told
   * @param again whether it is started again when it ends
   */
  public record Run(State state, String reason, boolean again) {}

  /** States of a container. */
  public enum State {
    /** It runs. */
    RUNNING,
    /** It does not run yet, or waits to be started again. */
    WAITING,
    /** It has ended. */
    ENDED
  }

  /**
   * Copies the lists.
   *
   * @param who see the record
   * @param podUid see the record
   * @param run see the record
   * @param restarts see the record
   * @param runtimeId see the record
   * @param startedAt see the record
   * @param limit see the record
   * @param environment see the record
   * @param traps see the record
   * @param ended see the record
   * @param lastEnd see the record
   * @param ports see the record
   * @param notes see the record
   * @param owner see the record
   * @param sidecar see the record
   */
  public ContainerFacts {
    traps = List.copyOf(traps);
    ports = List.copyOf(ports);
    notes = List.copyOf(notes);
  }

  /**
   * What the forecast has to know.
   *
   * @return limit, GOGC and GOMEMLIMIT, each as far as it is known
   */
  public MemorySettings settings() {
    return new MemorySettings(
        limit.bytes(), environment.gogcValue(), environment.goMemLimitBytes());
  }

  /**
   * Whether this is another run of the container than the one given.
   *
   * @param before what was told before
   * @return whether it was started again, or belongs to a new pod
   */
  public boolean isAnotherRunThan(ContainerFacts before) {
    return restarts != before.restarts
        || !podUid.equals(before.podUid)
        || (before.runtimeId.isPresent()
            && runtimeId.isPresent()
            && !runtimeId.equals(before.runtimeId));
  }

  /**
   * The same container in the run in which its log was read to a position; all else as it is now.
   *
   * @param position how far its log was read
   * @return the container in that run
   */
  public ContainerFacts inRunAt(LogPosition position) {
    return new ContainerFacts(
        new ContainerId(
            who.namespace(), who.pod(), who.container(), Integer.toString(position.restarts())),
        position.podUid(),
        run,
        position.restarts(),
        position.runtimeId(),
        startedAt,
        limit,
        environment,
        traps,
        ended,
        lastEnd,
        ports,
        notes,
        owner,
        sidecar);
  }
}
