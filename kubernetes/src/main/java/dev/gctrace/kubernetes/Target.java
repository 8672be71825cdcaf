package dev.gctrace.kubernetes;

import dev.gctrace.kubernetes.pod.Owner;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.Optional;

/**
 * What the command line names: a pod, or what made pods.
 *
 * @param pod name of the pod; empty when an owner is meant
 * @param owner the owner; empty when a pod is meant
 */
public record Target(Optional<String> pod, Optional<Owner> owner) {

  private static final String POD = "pod/";
  private static final String PODS = "pods/";

  /**
   * Reads {@code orders-7d9f}, {@code pod/orders-7d9f} or {@code deploy/api}, as kubectl does.
   *
   * @param text what was named
   * @return what is meant
   * @throws IllegalArgumentException when the text is neither; the message names it
   */
  public static Target parse(String text) {
    String bare = text.startsWith(POD) ? text.substring(POD.length()) : text;
    bare = bare.startsWith(PODS) ? bare.substring(PODS.length()) : bare;
    Optional<Owner> owner = Owner.parse(bare);
    if (owner.isEmpty() && bare.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "' names no pod");
    }
    return owner.isPresent()
        ? new Target(Optional.empty(), owner)
        : new Target(Optional.of(bare), Optional.empty());
  }

  /**
   * Whether a word is what stands before the slash of a target.
   *
   * @param word {@code deploy}, {@code pod}
   * @return whether it is a kind that is known
   */
  public static boolean isKind(String word) {
    return POD.equals(word + "/") || PODS.equals(word + "/") || Owner.isKind(word);
  }

  boolean matches(Pod candidate) {
    return pod.isPresent()
        ? pod.get().equals(candidate.getMetadata().getName())
        : owner.orElseThrow().owns(candidate);
  }

  /** That nothing of the kind is there, as a sentence. */
  String missing(Optional<String> namespace) {
    String where = namespace.map(name -> name + "/").orElse("");
    return pod.isPresent()
        ? "there is no pod " + where + pod.get()
        : "there is no pod of " + where + owner.orElseThrow();
  }
}
