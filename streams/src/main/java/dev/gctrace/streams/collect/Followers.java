package dev.gctrace.streams.collect;

import dev.gctrace.kubernetes.Cluster;
import dev.gctrace.kubernetes.ClusterProblem;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import dev.gctrace.kubernetes.pod.LogPosition;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The logs that are followed, and how far each was sent.
 *
 * <p>Not for use by more than one thread at a time.
 */
final class Followers {

  private static final Duration REST = Duration.ofSeconds(30);
  private static final Duration REST_AFTER_REFUSAL = Duration.ofMinutes(5);

  private final Cluster cluster;
  private final int most;
  private final String logs;
  private final Outlet outlet;
  private final CollectCounters counters;
  private final Follower.Observer observer;
  private final Map<String, Follower> followers = new HashMap<>();
  private final Map<String, LogPosition> positions;
  private final Map<String, Instant> notBefore = new HashMap<>();
  private final Set<String> leftOut = new LinkedHashSet<>();

  /** Runs whose log was read to its end, which is not to be read again. */
  private final Map<String, ContainerFacts> finished = new HashMap<>();

  /** Positions of logs that are not followed any more, which nobody was told yet. */
  private final Map<String, LogPosition> last = new HashMap<>();

  /**
   * Follows none yet.
   *
   * @param most how many at a time
   * @param logs the topic of lines
   * @param positions how far each was sent before
   */
  Followers(
      Cluster cluster,
      int most,
      String logs,
      Map<String, LogPosition> positions,
      Outlet outlet,
      CollectCounters counters,
      Follower.Observer observer) {
    this.cluster = cluster;
    this.most = most;
    this.logs = logs;
    this.positions = new HashMap<>(positions);
    this.outlet = outlet;
    this.counters = counters;
    this.observer = observer;
  }

  /** Follows a container's log, from where it was sent to; whether it is followed now. */
  boolean follow(ContainerFacts facts, Instant now) {
    String name = MemoryBook.name(facts);
    if (followers.containsKey(name)) {
      return true;
    }
    ContainerFacts before = finished.get(name);
    Instant from = notBefore.get(name);
    if ((before != null && !facts.isAnotherRunThan(before))
        || (from != null && now.isBefore(from))) {
      return false;
    }
    if (followers.size() >= most) {
      leftOut.add(name);
      return false;
    }
    leftOut.remove(name);
    notBefore.remove(name);
    Optional<LogPosition> resume =
        Optional.ofNullable(last.getOrDefault(name, positions.get(name)))
            .filter(position -> position.podUid().equals(facts.podUid()));
    Follower follower =
        new Follower(
            facts,
            resume,
            listener -> cluster.followWatched(facts, resume, listener),
            logs,
            outlet,
            counters,
            observer);
    followers.put(name, follower);
    follower.start();
    return true;
  }

  /** Their pod has changed. */
  void seen(List<ContainerFacts> pod) {
    for (ContainerFacts facts : pod) {
      Follower follower = followers.get(MemoryBook.name(facts));
      if (follower != null) {
        follower.log().pod().seen(pod);
      }
    }
  }

  /** Their pod is gone; its log ends by itself. */
  void gone(List<ContainerFacts> pod) {
    for (ContainerFacts facts : pod) {
      Follower follower = followers.get(MemoryBook.name(facts));
      if (follower != null) {
        follower.log().pod().gone(pod);
      }
      leftOut.remove(MemoryBook.name(facts));
    }
  }

  /** A log has ended, or cannot be read for now; false when it is not followed any more. */
  boolean over(Follower follower, Optional<IOException> problem, Instant now) {
    if (!followers.remove(follower.name(), follower)) {
      return false;
    }
    follower.position().ifPresent(position -> last.put(follower.name(), position));
    if (problem.isEmpty()) {
      finished.put(follower.name(), follower.container());
    }
    problem.ifPresent(
        why ->
            notBefore.put(
                follower.name(),
                now.plus(
                    why instanceof ClusterProblem refusal
                            && refusal.kind() == ClusterProblem.Kind.FORBIDDEN
                        ? REST_AFTER_REFUSAL
                        : REST)));
    return true;
  }

  /** Those that wait for their turn, or for a rest to be over. */
  Set<String> waiting() {
    Set<String> all = new LinkedHashSet<>(leftOut);
    all.addAll(notBefore.keySet());
    return all;
  }

  /** A container is gone for good. */
  void forget(String name) {
    positions.remove(name);
    last.remove(name);
    finished.remove(name);
    notBefore.remove(name);
    leftOut.remove(name);
  }

  /** The positions that are others than before. */
  Map<String, LogPosition> moved() {
    Map<String, LogPosition> moved = new HashMap<>(last);
    last.clear();
    followers.forEach(
        (name, follower) ->
            follower
                .position()
                .filter(position -> !position.equals(positions.get(name)))
                .ifPresent(position -> moved.put(name, position)));
    positions.putAll(moved);
    return moved;
  }

  int size() {
    return followers.size();
  }

  int leftOut() {
    return leftOut.size();
  }

  /** Ends all of them; what was read is sent. */
  void stop() {
    followers.values().forEach(Follower::stop);
  }
}
