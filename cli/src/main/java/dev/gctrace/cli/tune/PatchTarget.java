package dev.gctrace.cli.tune;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * What a patch is for: where the container stands in the object that makes it, and how it is set
 * now.
 *
 * @param container name of the container; null when not known
 * @param sidecar whether it is an init container that runs beside the others
 * @param kind kind of the object: {@code Deployment}; {@code Pod} for a pod that nobody looks after
 * @param name name of the object; empty when it is not known
 * @param kubectl words behind {@code kubectl patch}: namespace, context
 * @param presentLimitMiB the limit that need not be written; empty when it is not known
 * @param limitOfPod whether the limit is the pod's, shared by its containers
 * @param indirect variables whose value comes from somewhere else, which a value has to replace
 */
record PatchTarget(
    String container,
    boolean sidecar,
    String kind,
    Optional<String> name,
    List<String> kubectl,
    OptionalDouble presentLimitMiB,
    boolean limitOfPod,
    Set<String> indirect) {

  private static final List<String> IN_TEMPLATE = List.of("spec", "template", "spec");

  private static final Map<String, List<String>> POD_SPECS =
      Map.of(
          "Deployment", IN_TEMPLATE,
          "StatefulSet", IN_TEMPLATE,
          "DaemonSet", IN_TEMPLATE,
          "ReplicaSet", IN_TEMPLATE,
          "CronJob", List.of("spec", "jobTemplate", "spec", "template", "spec"));

  PatchTarget {
    kubectl = List.copyOf(kubectl);
    indirect = Set.copyOf(indirect);
  }

  /** A container of a log: a Deployment is the likeliest. */
  static PatchTarget ofLog(String container) {
    return new PatchTarget(
        container,
        false,
        "Deployment",
        Optional.empty(),
        List.of(),
        OptionalDouble.empty(),
        false,
        Set.of());
  }

  /** Keys from the top of the object to the specification of its pods. */
  List<String> podSpec() {
    return kind.equals("Pod") || kind.equals("Node")
        ? List.of("spec")
        : POD_SPECS.getOrDefault(kind, IN_TEMPLATE);
  }

  /** Whether {@code kubectl patch} can set it. */
  boolean isPatchable() {
    return name.isPresent() && POD_SPECS.containsKey(kind);
  }

  /** {@code deployment/api}; empty when it is not known what it is. */
  Optional<String> shown() {
    return name.map(named -> kind.toLowerCase(Locale.ROOT) + "/" + named);
  }

  /** What to know before the patch is taken; empty when there is nothing. */
  String note() {
    if (name.isEmpty()) {
      return "";
    }
    return switch (kind) {
      case "Deployment", "StatefulSet", "DaemonSet" ->
          "For " + shown().orElseThrow() + "; it starts its pods again with it:";
      case "CronJob" -> "For " + shown().orElseThrow() + "; its next job has it:";
      case "ReplicaSet" ->
          "For "
              + shown().orElseThrow()
              + "; only pods that it makes from then on have it, so delete this one:";
      case "Job" ->
          "For "
              + shown().orElseThrow()
              + ", whose template cannot be changed: put this into its manifest, and create it"
              + " again:";
      case "Pod" ->
          "Nobody looks after "
              + shown().orElseThrow()
              + ", and what a container is set to cannot be changed while it runs: put this into"
              + " its manifest, and create it again:";
      case "Node" ->
          "A static pod: put this into its manifest on the node " + name.orElseThrow() + ":";
      default ->
          "It is made by "
              + shown().orElseThrow()
              + ", which is not of a kind that gctrace knows: put this where that holds the"
              + " template of its pods:";
    };
  }
}
