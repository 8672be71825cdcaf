package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.ClusterProblem.Kind;
import dev.gctrace.kubernetes.pod.ContainerFacts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which container is meant where several could be. */
final class Choice {

  private Choice() {}

  /** The containers of the pod that runs longest; none of none. */
  static List<ContainerFacts> longestRunning(List<ContainerFacts> ofPods) {
    Optional<String> pod =
        ofPods.stream()
            .sorted(Comparator.comparing(facts -> facts.startedAt().orElse(Instant.MAX)))
            .map(facts -> facts.who().pod())
            .findFirst();
    return ofPods.stream().filter(facts -> pod.get().equals(facts.who().pod())).toList();
  }

  /**
   * One of the containers of a pod.
   *
   * @param name its name; empty to take the only one, or the only one that asks for gctrace lines
   */
  static ContainerFacts of(List<ContainerFacts> pod, Optional<String> name) throws ClusterProblem {
    List<ContainerFacts> meant =
        pod.stream()
            .filter(facts -> name.isEmpty() || name.get().equals(facts.who().container()))
            .toList();
    if (meant.size() > 1) {
      List<ContainerFacts> tracing =
          meant.stream().filter(facts -> facts.environment().tracesGc()).toList();
      meant = tracing.size() == 1 ? tracing : meant;
    }
    if (meant.size() == 1) {
      return meant.get(0);
    }
    String who = pod.get(0).who().namespace() + "/" + pod.get(0).who().pod();
    String names =
        pod.stream().map(facts -> facts.who().container()).collect(Collectors.joining(", "));
    throw meant.isEmpty()
        ? new ClusterProblem(
            Kind.NOT_FOUND,
            who + " has no container " + name.orElseThrow() + "; there are: " + names)
        : new ClusterProblem(
            Kind.AMBIGUOUS, who + " has " + pod.size() + " containers; choose with -c: " + names);
  }
}
