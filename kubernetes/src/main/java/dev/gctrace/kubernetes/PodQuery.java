package dev.gctrace.kubernetes;

import java.util.Optional;

/**
 * Which pods are meant.
 *
 * @param namespace their namespace; empty for all namespaces
 * @param labels label selector: {@code app=orders,tier!=batch}; empty for any
 * @param fields field selector: {@code spec.nodeName=node-a}; empty for any
 * @param owner what made them; empty for any
 */
public record PodQuery(
    Optional<String> namespace,
    Optional<String> labels,
    Optional<String> fields,
    Optional<Owner> owner) {

  /**
   * All pods of a namespace.
   *
   * @param namespace the namespace
   * @return a query
   */
  public static PodQuery in(String namespace) {
    return new PodQuery(
        Optional.of(namespace), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * The pods of an owner.
   *
   * @param namespace its namespace
   * @param owner the owner
   * @return a query
   */
  public static PodQuery of(String namespace, Owner owner) {
    return new PodQuery(
        Optional.of(namespace), Optional.empty(), Optional.empty(), Optional.of(owner));
  }
}
