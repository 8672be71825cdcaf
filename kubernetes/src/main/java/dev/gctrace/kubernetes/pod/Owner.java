package dev.gctrace.kubernetes.pod;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What made a pod: a Deployment, a StatefulSet and their like.
 *
 * <p>Told from the pod alone, so that no right to read Deployments is needed: a pod of a Deployment
 * belongs to a ReplicaSet named after it and the hash in the pod's label; a Job of a CronJob is
 * named after it and its time.
 *
 * @param kind its kind: {@code Deployment}
 * @param name its name
 */
public record Owner(String kind, String name) {

  private static final String HASH = "pod-template-hash";

  private static final Map<String, String> KINDS =
      Map.ofEntries(
          Map.entry("deploy", "Deployment"),
          Map.entry("deployment", "Deployment"),
          Map.entry("deployments", "Deployment"),
          Map.entry("sts", "StatefulSet"),
          Map.entry("statefulset", "StatefulSet"),
          Map.entry("statefulsets", "StatefulSet"),
          Map.entry("ds", "DaemonSet"),
          Map.entry("daemonset", "DaemonSet"),
          Map.entry("daemonsets", "DaemonSet"),
          Map.entry("rs", "ReplicaSet"),
          Map.entry("replicaset", "ReplicaSet"),
          Map.entry("replicasets", "ReplicaSet"),
          Map.entry("job", "Job"),
          Map.entry("jobs", "Job"),
          Map.entry("cj", "CronJob"),
          Map.entry("cronjob", "CronJob"),
          Map.entry("cronjobs", "CronJob"));

  /**
   * Reads {@code deploy/api} as kubectl does.
   *
   * @param text kind and name
   * @return empty when it is not such a text: a pod's name alone
   * @throws IllegalArgumentException when the kind is none that makes pods
   */
  public static Optional<Owner> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String known = kind(text.substring(0, slash));
    if (known == null || slash == text.length() - 1) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a pod, nor one of deploy/NAME, sts/NAME, ds/NAME, rs/NAME, job/NAME,"
              + " cronjob/NAME");
    }
    return Optional.of(new Owner(known, text.substring(slash + 1)));
  }

  /**
   * Whether a word is the kind of something that makes pods, as kubectl takes it.
   *
   * @param word {@code deploy}, {@code StatefulSet}, {@code deployments.apps}
   * @return whether it is
   */
  public static boolean isKind(String word) {
    return kind(word) != null;
  }

  private static String kind(String word) {
    String kind = word.toLowerCase(Locale.ROOT);
    int group = kind.indexOf('.');
    return KINDS.get(group < 0 ? kind : kind.substring(0, group));
  }

  /**
   * What made a pod, at the top.
   *
   * @param pod the pod
   * @return empty for a pod that nobody looks after
   */
  public static Optional<Owner> of(Pod pod) {
    return pod.getMetadata().getOwnerReferences().stream()
        .filter(reference -> Boolean.TRUE.equals(reference.getController()))
        .findFirst()
        .map(reference -> top(pod, reference));
  }

  /**
   * Whether it made a pod, or made what made it.
   *
   * @param pod the pod
   * @return whether it did
   */
  public boolean owns(Pod pod) {
    Optional<Owner> top = of(pod);
    return top.isPresent()
        && (top.get().equals(this)
            || pod.getMetadata().getOwnerReferences().stream()
                .anyMatch(direct -> new Owner(direct.getKind(), direct.getName()).equals(this)));
  }

  private static Owner top(Pod pod, OwnerReference direct) {
    String name = direct.getName();
    Map<String, String> labels = pod.getMetadata().getLabels();
    String hash = labels == null ? null : labels.get(HASH);
    if (direct.getKind().equals("ReplicaSet") && hash != null && name.endsWith("-" + hash)) {
      return new Owner("Deployment", name.substring(0, name.length() - hash.length() - 1));
    }
    int dash = name.lastIndexOf('-');
    if (direct.getKind().equals("Job") && dash > 0 && name.substring(dash).matches("-[0-9]{8,}")) {
      return new Owner("CronJob", name.substring(0, dash));
    }
    return new Owner(direct.getKind(), name);
  }

  @Override
  public String toString() {
    return kind.toLowerCase(Locale.ROOT) + "/" + name;
  }
}
